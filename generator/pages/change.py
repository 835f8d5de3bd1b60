"""The pages of changes to systems: who reviewed and approved them, the way back, and what they lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.kinds.capa import Capa
from generator.kinds.change import ChangeReview, SystemChange
from generator.kinds.postmortem import Postmortem
from generator.kinds.revision import Revision
from generator.lifecycle.documents.changes import FEWEST_REVIEWS, ChangeGap, begun_on, counting_reviews, gaps_of
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.parts.paging import leaves_of
from generator.wording import N_

INDEX = "changes/index.md"
# Changes of one list page: so the page weighs the same however many there are.
CHANGES_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review, and whether it counts: another person, before the change was begun."""

    review: ChangeReview
    counts: bool


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """What the template `change.md.jinja` can show."""

    record: SystemChange
    """The change itself, with all fields of its kind."""
    gaps: tuple[ChangeGap, ...]
    """What it lacks."""
    reviews: tuple[ReviewRow, ...]
    """Its reviews."""
    wanted: int
    """How many reviews must count."""
    capas: tuple[Capa, ...]
    """CAPAs that it belongs to, by its own word or by an action's."""
    incidents: tuple[Postmortem, ...]
    """Incidents that name it as the last change before them."""
    revisions: tuple[Revision, ...]
    """Revisions of documents that it led to."""
    related: tuple[Record, ...]
    """Other records that it names."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change in the list."""

    record: SystemChange
    day: date | None
    reviews: int
    gaps: tuple[ChangeGap, ...]


@dataclass(frozen=True, slots=True)
class ChangesContext:
    """What the template `changes.md.jinja` can show."""

    rows: tuple[ChangeRow, ...]
    """The changes of this page, over all pages those not done first, then the latest first."""
    wanted: int
    """How many reviews a change needs."""
    lacking: int
    """How many changes of all pages lack something."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""


class ChangePages:
    """A page for each change, and the register of changes."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all changes, then the register."""
        title = site.catalogue.text(N_("Changes"))
        changes = site.graph.of(SystemChange)
        actions, causes = _capas(site), _incidents(site)
        for change in changes:
            yield Page(
                path=site.path_of(change),
                title=change.title,
                kind="change",
                template="change.md.jinja",
                context=_context(change, actions.get(change.id, ()), causes.get(change.id, ()), site),
                breadcrumb=((title, INDEX), (change.title, site.path_of(change))),
                source=change,
            )
        rows = sorted((_row(change) for change in changes), key=_order)
        pages = leaves_of(rows, CHANGES_A_PAGE, INDEX)
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        lacking = sum(bool(row.gaps) for row in rows)
        for number, (path, shown) in enumerate(pages, 1):
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="register",
                template="changes.md.jinja",
                context=ChangesContext(shown, FEWEST_REVIEWS, lacking, leaves),
                breadcrumb=((title, INDEX),),
                front={"wide": True, "print": "landscape"},
            )


def _context(
    change: SystemChange, capas: tuple[Capa, ...], incidents: tuple[Postmortem, ...], site: Site
) -> ChangeContext:
    counting = counting_reviews(change)
    cited = {one.id: one for one in (*site.graph.targets(change.id, Capa, "capa"), *capas)}
    return ChangeContext(
        record=change,
        gaps=gaps_of(change),
        reviews=tuple(ReviewRow(row, any(row is one for one in counting)) for row in change.reviews),
        wanted=FEWEST_REVIEWS,
        capas=tuple(cited.values()),
        incidents=incidents,
        revisions=site.graph.sources(change.id, Revision, "change_refs"),
        related=tuple(one for identifier in change.related if (one := site.graph.get(identifier)) is not None),
    )


def _capas(site: Site) -> Mapping[str, tuple[Capa, ...]]:
    """Return by the id of a change the CAPAs whose actions name it; they name it as plain text."""
    found: dict[str, dict[str, Capa]] = defaultdict(dict)
    for capa in site.graph.of(Capa):
        for action in capa.actions:
            for change in action.change_refs:
                found[change.strip()][capa.id] = capa
    return {change: tuple(capas.values()) for change, capas in found.items()}


def _incidents(site: Site) -> Mapping[str, tuple[Postmortem, ...]]:
    """Return by the id of a change the incidents that name it as the last change before them."""
    found: dict[str, list[Postmortem]] = defaultdict(list)
    for incident in site.graph.of(Postmortem):
        last = incident.triage.last_change if incident.triage is not None else None
        if last is not None and last.ref is not None:
            found[last.ref.strip()].append(incident)
    return {change: tuple(incidents) for change, incidents in found.items()}


def _row(change: SystemChange) -> ChangeRow:
    day = change.done_on or change.started_on or change.requested_on
    return ChangeRow(change, day, len(counting_reviews(change)), gaps_of(change))


def _order(row: ChangeRow) -> tuple[bool, int, str]:
    done = row.record.done_on is not None
    day = row.day or begun_on(row.record) or date.min
    return done, -day.toordinal(), row.record.id
