"""Which revision of each document was in force on which day, from the first release to what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.graph import Graph
from generator.kinds.revision import Revision
from generator.kinds.sop import Document
from generator.lifecycle.documents.standing import revisions_of, standing_of
from generator.pages.base import Page, Site
from generator.procedures.merging.all_documents import documents_of
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days on which one revision of a document was in force; `until` is its last day, None where open."""

    record: Document
    revision: Revision
    since: date
    until: date | None
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What changed for one document on a day: the revision before and after, None where there was or is none."""

    record: Document
    before: Revision | None
    after: Revision | None


@dataclass(frozen=True, slots=True)
class AsOfContext:
    """What the template `as_of.md.jinja` can show."""

    intervals: tuple[Interval, ...]
    """All stretches, by document, the newest first."""
    days: tuple[tuple[date, tuple[Turn, ...]], ...]
    """Each day on which anything changed, the newest first; days to come are planned."""
    without: tuple[Document, ...]
    """Controlled documents of which no revision has ever been in force."""
    today: date
    """The day of the build."""


class AsOfPage:
    """The page that answers what was in force on a day."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page."""
        title = site.catalogue.text(N_("What was in force on a day"))
        rows: list[Interval] = []
        days: dict[date, list[Turn]] = {}
        without: list[Document] = []
        for document in documents_of(site.graph):
            turns = turns_of(document, site.graph)
            for day, turn in turns:
                days.setdefault(day, []).append(turn)
            own = tuple(intervals_of(turns, site.today))
            rows.extend(reversed(own))
            if not own and site.facts.standing(document).status.value != "effective":
                without.append(document)
        yield Page(
            path="documents-as-of.md",
            title=title,
            kind="as-of",
            template="as_of.md.jinja",
            context=AsOfContext(
                tuple(rows),
                tuple((day, tuple(turns)) for day, turns in sorted(days.items(), reverse=True)),
                tuple(without),
                site.today,
            ),
            breadcrumb=((site.catalogue.text(N_("Procedures")), "documents.md"), (title, "documents-as-of.md")),
            front={"wide": True, "print": "landscape"},
        )


def turns_of(document: Document, graph: Graph) -> list[tuple[date, Turn]]:
    """Return the days on which another revision, or none any more, came into force; the oldest first."""
    days: set[date] = set()
    for one in revisions_of(document.id, graph):
        days |= {one.released_on, one.effective_on, *(row.date for row in one.approvals if row.date is not None)}
        days |= {one.rejection.date} if one.rejection is not None else set()
    for row in document.withdrawal:
        days |= {row.date, row.lifted_on or row.date}
    found: list[tuple[date, Turn]] = []
    before: Revision | None = None
    for day in sorted(days):
        after = standing_of(document, graph, day).effective
        if after is not before:
            found.append((day, Turn(document, before, after)))
        before = after
    return found


def intervals_of(turns: list[tuple[date, Turn]], today: date) -> Iterator[Interval]:
    """Yield the stretches of days between the turns of one document, the oldest first."""
    for place, (day, turn) in enumerate(turns):
        if turn.after is not None:
            end = turns[place + 1][0] - timedelta(days=1) if place + 1 < len(turns) else None
            yield Interval(turn.record, turn.after, day, end, day > today)
