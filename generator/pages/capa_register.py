"""The CAPA register: a board of columns, and below it the same CAPAs as a sorted table that needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.capa import Capa, CapaState, RiskSeverity
from generator.lifecycle.capa.actions import extensions
from generator.lifecycle.capa.completeness import completeness_of
from generator.lifecycle.capa.recurrence import failed_on
from generator.lifecycle.capa.state import ENDED, age_in_days, state_of
from generator.lifecycle.due.items import DueItem
from generator.pages.base import Page, Site
from generator.pages.parts.paging import Excerpt, excerpt, leaves_of
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class CapaRow:
    """One CAPA in the register."""

    record: Capa
    state: CapaState
    severity: RiskSeverity | None
    due: DueItem | None
    late: int
    first: DueItem | None
    age: int
    extensions: int
    completeness: int
    failed: bool
    sources: tuple[str, ...]

    @property
    def severity_rank(self) -> str:
        """Return what sorts the gravest first."""
        return str([*RiskSeverity].index(self.severity)) if self.severity else ""

    @property
    def is_ended(self) -> bool:
        """Whether nothing of it grows older."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class CapaRegisterContext:
    """What the template `capa_register.md.jinja` can show."""

    rows: tuple[CapaRow, ...]
    """The CAPAs of this page: over all pages the latest first, then by deadline, ended ones last."""
    columns: tuple[tuple[str, str, Excerpt[CapaRow]], ...]
    """The columns of the board on the first page: status word, label, CAPAs."""
    leaves: tuple[str, ...]
    """The pages of the register, where there is more than one."""
    views: tuple[tuple[str, str], ...]
    """Other views of the same CAPAs: a catalogue text and the docs path."""
    today: date
    """The day of the figures."""


_VIEWS = (
    (N_("Auditor's desk"), "audit-desk.md"),
    (N_("Overdue and due soon"), "overdue.md"),
    (N_("Trace matrix"), "trace/index.md"),
    (N_("Effectiveness"), "capa/effectiveness.md"),
    (N_("Recurrence matrix"), "capa/recurrences.md"),
    (N_("Independence"), "capa/independence.md"),
    (N_("Extensions"), "capa/extensions.md"),
    (N_("Decisions not to act"), "capa/decisions.md"),
)
# So the register weighs the same however many CAPAs there are, and its first page, with the board, some 30 KB.
CAPAS_A_PAGE = 20
CARDS_A_COLUMN = 4


class CapaRegister:
    """The CAPA register."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the register's pages; the board stands on the first."""
        rows = tuple(sorted((_capa_row(capa, site) for capa in site.graph.of(Capa)), key=_capa_order))
        say = site.catalogue.text
        doing = (CapaState.PLANNED, CapaState.IMPLEMENTING)
        proving = (CapaState.VERIFYING, CapaState.MONITORING, CapaState.CLOSING)
        columns = (
            ("overdue", say(N_("Overdue")), tuple(row for row in rows if row.late)),
            (
                "open",
                say(N_("Accepted or investigated")),
                tuple(row for row in rows if not row.late and row.state not in (*doing, *proving, *ENDED)),
            ),
            (
                "in_progress",
                say(N_("Being carried out")),
                tuple(row for row in rows if not row.late and row.state in doing),
            ),
            ("in_review", say(N_("Being proved")), tuple(row for row in rows if not row.late and row.state in proving)),
            ("closed", say(N_("Ended")), tuple(row for row in rows if not row.late and row.state in ENDED)),
        )
        title = say(N_("CAPA register"))
        board = tuple((state, name, excerpt(cards, size=CARDS_A_COLUMN)) for state, name, cards in columns)
        pages = leaves_of(rows, CAPAS_A_PAGE, "capa/index.md")
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, shown) in enumerate(pages, 1):
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="board",
                template="capa_register.md.jinja",
                context=CapaRegisterContext(shown, board if number == 1 else (), leaves, _VIEWS, site.today),
                breadcrumb=((title, "capa/index.md"),),
                front={"wide": True, "print": "landscape"},
            )


def _capa_row(capa: Capa, site: Site) -> CapaRow:
    state = state_of(capa)
    items = site.due.of(capa.id)
    return CapaRow(
        record=capa,
        state=state,
        severity=capa.risk.severity if capa.risk else None,
        due=site.due.next_of(capa.id),
        late=site.due.days_overdue(capa.id),
        # What was promised first is what is late the longest, today and on the reader's day.
        first=min(items, key=lambda item: item.original_due, default=None),
        age=age_in_days(capa, site.today),
        completeness=completeness_of(capa).percent,
        failed=bool(failed_on(capa, site.graph, site.today)),
        extensions=extensions(capa),
        sources=tuple(source.ref for source in capa.sources if source.ref),
    )


def _capa_order(row: CapaRow) -> tuple[bool, bool, int, int, date, str]:
    """Return what puts those in doubt and the late ones first, the graver before the others, ended ones last."""
    gravity = [*RiskSeverity].index(row.severity) if row.severity is not None else len(RiskSeverity)
    due = row.due.due if row.due is not None else date.max
    return row.state in ENDED and not row.failed, not row.failed, -row.late, gravity, due, row.record.id
