"""The page of a CAPA."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.kinds.base import ActionStatus
from generator.kinds.capa import Capa, CapaAction, CapaState, ReportDuty, SopTarget
from generator.kinds.policy import Policy
from generator.kinds.postmortem import Postmortem
from generator.kinds.sop import Document
from generator.lifecycle.capa_state import ENDED, STATE_ORDER, action_status, state_of
from generator.lifecycle.deadlines import days_overdue, extensions, next_due, settled
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.history import newest_first
from generator.pages.paging import Excerpt, excerpt
from generator.wording import N_

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
    """A step that an action changes; `path` is its place on the document's page, None where it is not there."""

    target: SopTarget
    document: Document | None
    path: str | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action with what follows from its dates."""

    action: CapaAction
    status: ActionStatus
    due: date | None
    is_open: bool
    late: bool
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
    next_due: date | None
    """The earliest deadline that is still open."""
    late: int
    """Days past that deadline, 0 while there is time."""
    extensions: int
    """How often deadlines of its actions were moved, in all."""
    incidents: Excerpt[Postmortem]
    """The incidents that raised it."""
    reports: tuple[tuple[str, ReportDuty], ...]
    """Reporting decisions with what they are about."""
    actions: tuple[ActionRow, ...]
    """Its actions in the order of the file."""
    documents: tuple[tuple[Document, tuple[str, ...]], ...]
    """Documents that learned steps from it, with the keys of these steps."""
    cited_by: Excerpt[Record]
    """Other records that cite it."""
    limited_independence: bool
    """Whether the policy allows fewer different people than usual."""


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


def _context(capa: Capa, site: Site, taught: Mapping[str, list[str]]) -> CapaContext:
    state = state_of(capa)
    ended = capa.log[-1].at.day if capa.log and state in ENDED else site.today
    return CapaContext(
        record=capa,
        state=state,
        path=tuple(_path(capa, state, site)),
        age=(ended - capa.opened_on).days,
        next_due=next_due(capa),
        late=days_overdue(capa, site.today),
        extensions=extensions(capa),
        incidents=excerpt(_incidents(capa, site), "postmortems/index.md"),
        reports=_reports(capa, site),
        actions=tuple(_action(action, capa, site) for action in capa.actions),
        documents=tuple(
            (document, tuple(keys))
            for one, keys in taught.items()
            if isinstance(document := site.graph.get(one), Document)
        ),
        cited_by=excerpt(_cited_by(capa, site)),
        limited_independence=any(policy.independence == "relaxed" for policy in site.graph.of(Policy)),
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
        steps=tuple(_changed(target, site) for target in action.sop_targets),
    )


def _changed(target: SopTarget, site: Site) -> ChangedStep:
    document = site.graph.get(target.doc)
    procedure = site.procedures.get(target.doc)
    if not isinstance(document, Document):
        return ChangedStep(target, None, None)
    keys = {step.key for step in (*procedure.steps, *procedure.retired)} if procedure is not None else set()
    path = f"{site.path_of(document)}#step-{target.step_key}"
    return ChangedStep(target, document, path if target.step_key in keys else None)


def _incidents(capa: Capa, site: Site) -> tuple[Postmortem, ...]:
    cited = [site.graph.get(source.ref) for source in capa.sources if source.ref]
    citing = site.graph.sources(capa.id, Postmortem, "capa")
    return newest_first({one.id: one for one in (*cited, *citing) if isinstance(one, Postmortem)}.values())


def _reports(capa: Capa, site: Site) -> tuple[tuple[str, ReportDuty], ...]:
    duties = ((site.catalogue.text(label), getattr(capa.reportability, field, None)) for field, label in _DUTIES)
    return tuple((label, duty) for label, duty in duties if duty is not None)


def _taught(site: Site) -> Mapping[str, Mapping[str, list[str]]]:
    """Return the keys of the steps that each record taught, by record and document; gathered once for all pages."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for identifier, procedure in site.procedures.items():
        for step in (*procedure.steps, *procedure.retired):
            for source in dict.fromkeys(row.source for row in step.provenance if not row.own):
                found[source][identifier].append(step.key)
    return found


def _cited_by(capa: Capa, site: Site) -> tuple[Record, ...]:
    raised = {incident.id for incident in _incidents(capa, site)}
    sources = sorted({link.source for link in site.graph.links_to(capa.id)} - raised - {capa.id})
    return tuple(site.graph.records[identifier] for identifier in sources)
