"""What an auditor asks of all CAPAs at once: decisions not to act, independence, extensions, effectiveness.

Each view is one page with one row a fact; nothing is left out because it looks bad.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.kinds.capa import Capa, Conclusion, Need, ReportDecision
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa.independence import Offices, action_owners, limits, offices_of
from generator.lifecycle.capa.recurrence import failed_on, recurrences_of
from generator.lifecycle.capa.state import state_of
from generator.pages.base import Page, Site
from generator.pages.parts.view_cells import Cell, ViewTable, badge, choice, view_pages
from generator.wording import N_

ABOVE = ((N_("CAPA register"), "capa/index.md"),)
_DUTIES = ("adverse_event", "recall", "notice", "authority", "customer")
_REPORTS = {
    "adverse_event": N_("Adverse event"),
    "recall": N_("Recall"),
    "notice": N_("Product notice"),
    "authority": N_("Authority"),
    "customer": N_("Customer"),
}
Row = tuple[Cell, ...]


class CapaViews:
    """The views over all CAPAs."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all views."""
        yield from view_pages(
            site,
            "capa/decisions.md",
            N_("Decisions not to act"),
            N_(
                "Where somebody decided that no CAPA, no action or no report was needed, with the reason and who decided."
            ),
            (
                _table("actions", N_("No action against the cause"), _NOT_ACTED, _not_acted(site)),
                _table("reports", N_("No report"), _NOT_REPORTED, _not_reported(site)),
            ),
            ABOVE,
        )
        yield from view_pages(
            site,
            "capa/independence.md",
            N_("Independence"),
            N_("Who did, who checked and who approved; nobody checks their own work."),
            (_table("independence", N_("Independence"), _PEOPLE, _people(site)),),
            ABOVE,
        )
        yield from view_pages(
            site,
            "capa/extensions.md",
            N_("Extensions"),
            N_("Every deadline that was moved, with the reason and the approval; the first date stays."),
            (_table("extensions", N_("Extensions"), _EXTENDED, _extended(site)),),
            ABOVE,
        )
        yield from view_pages(
            site,
            "capa/effectiveness.md",
            N_("Effectiveness"),
            N_("Whether the criteria were set before the first action was done, and what the checks showed."),
            (_table("effectiveness", N_("Effectiveness"), _EFFECT, _effect(site)),),
            ABOVE,
        )


def _table(anchor: str, title: str, columns: tuple[str, ...], rows: Iterable[Row]) -> ViewTable:
    return ViewTable(anchor, title, columns, tuple(rows))


_NOT_ACTED = (N_("Record"), N_("Title"), N_("Decision"), N_("Reason"), N_("Who"), N_("Date"))


def _not_acted(site: Site) -> Iterator[Row]:
    say = site.catalogue.text
    for capa in site.graph.of(Capa):
        one = capa.decision
        if one is not None and one.need is not Need.CAPA:
            yield _decided(capa, choice(one.need, site), one.rationale, one.by, Cell(day=one.date))
        if capa.cancellation is not None:
            off = capa.cancellation
            yield _decided(capa, Cell(say(N_("Cancelled"))), off.reason, off.approved_by, Cell(day=off.date))
        for action in capa.actions:
            if action.waived is not None:
                waived = say(N_("Action waived"))
                text = Cell(f"{waived}: {action.id} {action.text}")
                yield _decided(
                    capa, text, action.waived.reason, action.waived.approved_by, Cell(day=action.waived.date)
                )
    for record in site.graph.of(Postmortem):
        if record.no_capa_reason:
            who = next((row.role or row.name for row in record.approvals), None)
            day = record.reviewed_at.day if record.reviewed_at else None
            yield _decided(record, Cell(say(N_("No CAPA"))), record.no_capa_reason, who, Cell(day=day))


def _decided(record: Capa | Postmortem, decision: Cell, reason: str | None, who: str | None, day: Cell) -> Row:
    return Cell(records=(record.id,)), Cell(record.title), decision, Cell(reason or ""), Cell(who or ""), day


_NOT_REPORTED = (N_("Record"), N_("Title"), N_("Report"), N_("Decision"), N_("Reason"), N_("Who"), N_("Date"))


def _not_reported(site: Site) -> Iterator[Row]:
    for capa in site.graph.of(Capa):
        for name in _DUTIES:
            duty = getattr(capa.reportability, name, None)
            if duty is None or duty.decision is ReportDecision.REQUIRED:
                continue
            is_pending = duty.decision is ReportDecision.PENDING
            label = site.catalogue.text(duty.decision.label)
            yield (
                Cell(records=(capa.id,)),
                Cell(capa.title),
                Cell(site.catalogue.text(_REPORTS[name])),
                badge(label, "overdue") if is_pending else Cell(label),
                Cell(duty.rationale or ""),
                Cell(duty.by or ""),
                Cell(day=duty.date),
            )


_PEOPLE = (
    N_("CAPA"),
    N_("State"),
    N_("Owner"),
    N_("Owners of actions"),
    N_("Plan approved by"),
    N_("Actions verified by"),
    N_("Effectiveness judged by"),
    N_("Closing approved by"),
    N_("Independence"),
)


def _people(site: Site) -> Iterator[Row]:
    offices = offices_of(site.graph)
    for capa in site.graph.of(Capa):
        checks = capa.effectiveness.checks if capa.effectiveness else ()
        yield (
            Cell(records=(capa.id,)),
            choice(state_of(capa), site),
            Cell(capa.owner or ""),
            _names(action_owners(capa)),
            Cell(capa.plan_approval.by if capa.plan_approval else ""),
            _names(action.verified.by for action in capa.actions if action.verified),
            _names(check.by for check in checks),
            Cell((capa.closure.approved_by or "") if capa.closure else ""),
            _independence(capa, offices, site),
        )


def _independence(capa: Capa, offices: Offices, site: Site) -> Cell:
    say = site.catalogue.text
    own = [action for action in capa.actions if action.verified and offices.same(action.verified.by, action.owner)]
    if own:
        return badge(say(N_("checked their own work")), "overdue")
    found = limits(capa, offices)
    if found:
        places = ", ".join(f"{row.path} ({row.person})" for row in found)
        return Cell(places, badge=say(N_("limited")), state="open")
    return badge(say(N_("given")), "verified")


def _names(names: Iterable[str | None]) -> Cell:
    return Cell(", ".join(dict.fromkeys(name for name in names if name)))


_EXTENDED = (
    N_("CAPA"),
    N_("Action"),
    N_("From"),
    N_("To"),
    N_("Days"),
    N_("Reason"),
    N_("Set on"),
    N_("Who"),
    N_("Approved by"),
)


def _extended(site: Site) -> Iterator[Row]:
    missing = site.catalogue.text(N_("no reason given"))
    for capa in site.graph.of(Capa):
        for action in capa.actions:
            for before, after in zip(action.due, action.due[1:], strict=False):
                yield (
                    Cell(records=(capa.id,)),
                    Cell(f"{action.id} {action.text}"),
                    Cell(day=before.due),
                    Cell(day=after.due),
                    Cell(number=(after.due - before.due).days),
                    Cell(after.reason) if after.reason else badge(missing, "overdue"),
                    Cell(day=after.set_on),
                    Cell(after.by or ""),
                    Cell(after.approved_by or ""),
                )


_EFFECT = (
    N_("CAPA"),
    N_("State"),
    N_("Criteria"),
    N_("Set on"),
    N_("First action done"),
    N_("Set beforehand"),
    N_("Watched for (days)"),
    N_("Judged by"),
    N_("Date"),
    N_("Conclusion"),
    N_("Recurrences"),
)


def _effect(site: Site) -> Iterator[Row]:
    say = site.catalogue.text
    for capa in site.graph.of(Capa):
        plan = capa.effectiveness.plan if capa.effectiveness else None
        checks = capa.effectiveness.checks if capa.effectiveness else ()
        last = checks[-1] if checks else None
        done = min((action.done_on for action in capa.actions if action.done_on), default=None)
        if plan is None or plan.set_on is None:
            before = badge(say(N_("not set")), "open")
        elif done is None or plan.set_on <= done:
            before = badge(say(N_("yes")), "verified")
        else:
            before = badge(say(N_("no")), "overdue")
        failed = failed_on(capa, site.graph, site.today)
        seen = tuple(row.postmortem.id for row in recurrences_of(capa, site.graph, site.today))
        criteria = say(N_("; ")).join(
            " ".join(filter(None, (row.metric, row.op, row.target, row.unit)))
            for row in (plan.criteria if plan else ())
        )
        yield (
            Cell(records=(capa.id,)),
            choice(state_of(capa), site),
            Cell(criteria),
            Cell(day=plan.set_on if plan else None),
            Cell(day=done),
            before,
            Cell(number=plan.window_days if plan and plan.window_days else None),
            Cell((last.by or "") if last else ""),
            Cell(day=last.date if last else None),
            badge(say(N_("effectiveness failed")), "overdue")
            if failed
            else _conclusion(last.conclusion if last else None, site),
            Cell(records=seen),
        )


# The colour word of a conclusion; whatever leaves it undecided is open.
_CONCLUSIONS = {Conclusion.EFFECTIVE: "verified", Conclusion.INEFFECTIVE: "overdue"}


def _conclusion(value: Conclusion | None, site: Site) -> Cell:
    if value is None:
        return Cell()
    return badge(site.catalogue.text(value.label), _CONCLUSIONS.get(value, "open"))
