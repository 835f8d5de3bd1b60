"""The page of a CAPA."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.kinds.base import ActionStatus
from generator.kinds.capa import Capa, CapaAction, CapaState, EffectivenessCheck, ReportDuty, SopTarget
from generator.kinds.postmortem import Postmortem
from generator.kinds.revision import Revision
from generator.kinds.sop import Document
from generator.lifecycle.capa.actions import NO_CHANGE, extensions, names_change, settled
from generator.lifecycle.capa.completeness import Completeness, completeness_of
from generator.lifecycle.capa.guards import Refusal
from generator.lifecycle.capa.independence import Limit, limits, offices_of
from generator.lifecycle.capa.recurrence import Recurrence, failed_on, judged_failed, recurrences_of
from generator.lifecycle.capa.state import ENDED, STATE_ORDER, action_status, age_in_days, state_of
from generator.lifecycle.capa.transitions import refusals, transitions_from
from generator.lifecycle.due.items import DueItem
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.eight_d import path_of as eight_d_path
from generator.pages.parts.history import newest_first
from generator.pages.parts.paging import Excerpt, excerpt
from generator.pages.parts.trace_cells import RecordTrace, trace_of
from generator.wording import N_

# Texts of steps by their keys, by record and document.
Taught = Mapping[str, Mapping[str, Mapping[str, str | None]]]
_DUTIES = (
    ("adverse_event", N_("Adverse event")),
    ("recall", N_("Recall")),
    ("notice", N_("Product notice")),
    ("authority", N_("Authority")),
    ("customer", N_("Customer")),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One state on the way from draft to closed.

    `mark` is `done`, `partial` for the present one, `none` for what lies ahead or was passed over.
    """

    state: CapaState
    mark: str
    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class ChangedStep:
    """A step that an action changes; `path` is its place on the document's page, None where it is not there; `text` what it says."""

    target: SopTarget
    document: Document | None
    path: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action with what follows from its dates."""

    action: CapaAction
    status: ActionStatus
    due: date | None
    is_open: bool
    late: bool
    changes: tuple[str, ...]
    steps: tuple[ChangedStep, ...]


@dataclass(frozen=True, slots=True)
class CapaContext:
    """What the template `capa.md.jinja` can show."""

    record: Capa
    """The CAPA itself, with all fields of its kind."""
    state: CapaState
    """The state after the last entry of its log."""
    path: tuple[Stop, ...]
    """All states in order, with the day on which each was reached."""
    age: int
    """Days since it was opened, up to the day on which it ended."""
    next_due: DueItem | None
    """What is late the longest, or else due first."""
    late: int
    """Days that it is late, 0 while there is time."""
    extensions: int
    """How often deadlines of its actions were moved, in all."""
    incidents: Excerpt[Postmortem]
    """The incidents that raised it."""
    reports: tuple[tuple[str, ReportDuty], ...]
    """Reporting decisions with what they are about."""
    actions: tuple[ActionRow, ...]
    """Its actions in the order of the file."""
    documents: tuple[tuple[Document, Mapping[str, str | None]], ...]
    """Documents that learned steps from it, with the texts of these steps by their keys."""
    cited_by: Excerpt[Record]
    """Other records that cite it."""
    limited_independence: tuple[Limit, ...]
    """Where one person stands for two, because the policy allows it."""
    completeness: Completeness
    """How many of the fields that its state asks for are filled, and which are not."""
    ways: tuple[Way, ...]
    """The states that may follow, the usual one first, with what is still missing for each."""
    recurrences: tuple[Recurrence, ...]
    """Incidents of the same kind since its actions were done."""
    failed: bool
    """Whether it was closed and such an incident, or a later check, puts its effectiveness in doubt."""
    judged: EffectivenessCheck | None
    """The check that says of a closed CAPA that it was not effective."""
    eight_d: str
    """The docs path of its 8D view."""
    trace: RecordTrace
    """What it is joined to, in both directions, and the gaps."""


@dataclass(frozen=True, slots=True)
class Way:
    """A state that may follow, and what keeps the CAPA from it."""

    state: CapaState
    refusals: tuple[Refusal, ...]


class CapaPages:
    """A page for each CAPA."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all CAPAs."""
        say = site.catalogue.text
        taught = _taught(site)
        marks = {CapaState.DRAFT: N_("Draft"), CapaState.CANCELLED: N_("Cancelled")}
        for capa in site.graph.of(Capa):
            state = state_of(capa)
            yield Page(
                path=site.path_of(capa),
                title=f"{capa.id} {capa.title}",
                kind="capa",
                template="capa.md.jinja",
                context=_context(capa, site, taught.get(capa.id, {})),
                breadcrumb=((say(N_("CAPA register")), "capa/index.md"), (capa.id, site.path_of(capa))),
                source=capa,
                front={
                    "status": state.value,
                    "status_label": say(state.label),
                    "watermark": say(marks[state]) if state in marks else "",
                },
            )


def _context(capa: Capa, site: Site, taught: Mapping[str, Mapping[str, str | None]]) -> CapaContext:
    state = state_of(capa)
    return CapaContext(
        record=capa,
        state=state,
        path=tuple(_path(capa, state, site)),
        age=age_in_days(capa, site.today),
        next_due=site.due.next_of(capa.id),
        late=site.due.days_overdue(capa.id),
        extensions=extensions(capa),
        incidents=excerpt(_incidents(capa, site), "postmortems/index.md"),
        reports=_reports(capa, site),
        actions=tuple(_action(action, capa, site) for action in capa.actions),
        documents=tuple(
            (document, texts) for one, texts in taught.items() if isinstance(document := site.graph.get(one), Document)
        ),
        cited_by=excerpt(_cited_by(capa, site)),
        limited_independence=limits(capa, offices_of(site.graph)),
        completeness=completeness_of(capa),
        ways=tuple(Way(to, refusals(capa, to, site.graph, site.today)) for to in transitions_from(state)),
        recurrences=recurrences_of(capa, site.graph, site.today),
        failed=bool(failed_on(capa, site.graph, site.today)),
        judged=judged_failed(capa, site.today),
        eight_d=eight_d_path(capa),
        trace=trace_of(site, capa.id),
    )


def _path(capa: Capa, state: CapaState, site: Site) -> Iterator[Stop]:
    """Yield the states in order; one that was left behind by a reopening counts as ahead again."""
    say = site.catalogue.text
    reached = {entry.to: entry for entry in capa.log}
    states = [*STATE_ORDER, CapaState.CANCELLED] if state is CapaState.CANCELLED else list(STATE_ORDER)
    present = states.index(state) if state in states else 0
    for place, stop in enumerate(states):
        entry = reached.get(stop)
        day = entry.at.day if entry is not None else capa.opened_on if stop is CapaState.DRAFT else None
        if place == present:
            since = say(N_("since")) if day else say(N_("now"))
            yield Stop(stop, "done", day, "") if state in ENDED else Stop(stop, "partial", day, since)
        elif place > present:
            yield Stop(stop, "none", None, say(N_("again ahead") if day else N_("not reached")))
        elif day is None:
            yield Stop(stop, "none", None, say(N_("passed over")))
        else:
            yield Stop(stop, "done", day, "")


def _action(action: CapaAction, capa: Capa, site: Site) -> ActionRow:
    due = action.due[-1].due if action.due else None
    is_open = not settled(action) and state_of(capa) not in ENDED
    return ActionRow(
        action=action,
        status=action_status(action),
        due=due,
        is_open=is_open,
        late=is_open and due is not None and due < site.today,
        changes=tuple(one if names_change(one) else site.catalogue.text(NO_CHANGE) for one in action.change_refs),
        steps=tuple(_changed(target, site) for target in action.sop_targets),
    )


def _changed(target: SopTarget, site: Site) -> ChangedStep:
    document = site.graph.get(target.doc)
    procedure = site.procedures.get(target.doc)
    if not isinstance(document, Document):
        return ChangedStep(target, None, None, "")
    texts = {step.key: step.text for step in (*procedure.steps, *procedure.retired)} if procedure is not None else {}
    path = f"{site.path_of(document)}#step-{target.step_key}"
    there = target.step_key in texts
    return ChangedStep(target, document, path if there else None, texts.get(target.step_key) or "")


def _incidents(capa: Capa, site: Site) -> tuple[Postmortem, ...]:
    cited = [site.graph.get(source.ref) for source in capa.sources if source.ref]
    citing = site.graph.sources(capa.id, Postmortem, "capa")
    return newest_first({one.id: one for one in (*cited, *citing) if isinstance(one, Postmortem)}.values())


def _reports(capa: Capa, site: Site) -> tuple[tuple[str, ReportDuty], ...]:
    duties = ((site.catalogue.text(label), getattr(capa.reportability, field, None)) for field, label in _DUTIES)
    return tuple((label, duty) for label, duty in duties if duty is not None)


def _taught(site: Site) -> Taught:
    """Return the texts of the steps that each record taught by their keys, by record and document; gathered once for all pages."""
    found: dict[str, dict[str, dict[str, str | None]]] = defaultdict(lambda: defaultdict(dict))
    for identifier, procedure in site.procedures.items():
        for step in (*procedure.steps, *procedure.retired):
            for source in dict.fromkeys(row.source for row in step.provenance if not row.own):
                found[source][identifier][step.key] = step.text
    return found


def _cited_by(capa: Capa, site: Site) -> tuple[Record, ...]:
    raised = {incident.id for incident in _incidents(capa, site)}
    sources = sorted({link.source for link in site.graph.links_to(capa.id)} - raised - {capa.id})
    cited = (site.graph.records[identifier] for identifier in sources)
    # A revision cites what its document cites, once more for every release.
    return tuple(record for record in cited if not isinstance(record, Revision))
