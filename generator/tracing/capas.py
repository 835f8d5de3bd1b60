"""CAPAs in the trace: causes, actions, changes, changed steps, verification, effectiveness, training."""

from __future__ import annotations

from datetime import date

from generator.kinds.base import ActionStatus, CauseRole
from generator.kinds.capa import Capa, CapaAction, CapaState, Need, SopTarget, SourceType
from generator.kinds.sop import Control, Document, DocumentStatus
from generator.kinds.training import TrainingRecord
from generator.lifecycle.capa.actions import names_change
from generator.lifecycle.capa.state import ENDED, has_reached, state_of
from generator.tracing import states
from generator.tracing.drawing import Draft
from generator.tracing.gathering import Gathering
from generator.tracing.incidents import draw_causes, draw_products
from generator.tracing.nodes import LinkName, NodeKind
from generator.tracing.rules import GAP_RULES

# Decisions after which no chain of proof is asked for; the decision and its reason stand on the CAPA's page.
_WITHOUT_ACTION = (Need.CORRECTION_ONLY, Need.NONE, Need.MERGE)


def draw_capas(draft: Draft, gathering: Gathering) -> None:
    """Put every CAPA in with all that follows from it."""
    for capa in gathering.graph.of(Capa):
        _Drawing(draft, gathering, capa).draw()


class _Drawing:
    """One CAPA while it is put in."""

    def __init__(self, draft: Draft, gathering: Gathering, capa: Capa) -> None:
        self.draft, self.gathering, self.capa = draft, gathering, capa
        self.steps: dict[tuple[str, str], str] = {}

    def draw(self) -> None:
        """Put the CAPA in."""
        draft, capa = self.draft, self.capa
        draft.node(
            capa.id,
            NodeKind.CAPA,
            capa.id,
            capa.id,
            capa.title,
            states.of_capa(capa, late=self.gathering.due.days_overdue(capa.id) > 0),
            capa.opened_on,
        )
        draw_causes(draft, capa.id, capa.causes)
        for earlier in (*capa.recurs_from, *((capa.merged_into,) if capa.merged_into else ())):
            draft.link(LinkName.RECURS, capa.id, earlier)
        for place, source in enumerate(capa.sources, 1):
            if source.type is SourceType.EARLY_WARNING and source.summary:
                sign = draft.node(f"{capa.id}#sign-{place}", NodeKind.SIGNAL, str(place), capa.id, source.summary)
                draft.link(LinkName.ANNOUNCED_BY, capa.id, sign)
        for product in capa.affected.products if capa.affected else ():
            draw_products(draft, capa.id, product.lots, product.serials)
        for action in capa.actions:
            self._action(action)
        self._effectiveness()
        for training in self.gathering.trainings_for.get(capa.id, ()):
            draft.link(LinkName.TRAINED_BY, capa.id, draw_training(draft, training, self.gathering.today))
        if state_of(capa) is not CapaState.CANCELLED and not (
            capa.decision is not None and capa.decision.need in _WITHOUT_ACTION
        ):
            self._gaps()

    def _action(self, action: CapaAction) -> None:
        draft, capa, today = self.draft, self.capa, self.gathering.today
        ended = state_of(capa) in ENDED
        own = draft.node(
            f"{capa.id}#{action.id}",
            NodeKind.ACTION,
            action.id,
            capa.id,
            action.text,
            states.of_action(action, today, ended=ended),
            action.due[-1].due if action.due else None,
        )
        draft.link(LinkName.HAS_ACTION, capa.id, own)
        for cause in action.addresses:
            draft.link(LinkName.ADDRESSED_BY, f"{capa.id}#{cause}", own)
        for number in action.change_refs:
            if names_change(number):
                self._change(number, own, action)
        for target in action.sop_targets:
            draft.link(LinkName.CHANGES_STEP, own, self._step(target))
        check = action.verified
        if check is not None:
            node = draft.node(
                f"{own}#verified",
                NodeKind.VERIFICATION,
                check.by,
                capa.id,
                check.result or check.method or "",
                (ActionStatus.VERIFIED.value, ActionStatus.VERIFIED.label),
                check.date,
            )
            draft.link(LinkName.VERIFIED_BY, own, node)

    def _change(self, number: str, action_node: str, action: CapaAction) -> None:
        change = self.gathering.changes.get(number)
        if change is None:
            node = self.draft.node(number, NodeKind.CHANGE, number, state=states.NOT_ON_RECORD)
            since = action.done_on or action.started_on or self.capa.opened_on
            self.draft.gap("T08", number, self.capa.id, since, action.owner, action_node, value=number)
        else:
            node = self.draft.node(
                number,
                NodeKind.CHANGE,
                number,
                number,
                change.title,
                states.of_change(change),
                change.done_on or change.approved_on,
            )
        self.draft.link(LinkName.IMPLEMENTED_BY, action_node, node)

    def _step(self, target: SopTarget) -> str:
        """Return the node of the step that a target changes: at the revision that froze it, or as it lives."""
        revision = self.gathering.released.get((target.doc, target.step_key, self.capa.id))
        node = f"{revision.id if revision is not None else target.doc}#{target.step_key}"
        self.steps[target.doc, target.step_key] = node
        # The documents, drawn later, know the step; one that they do not know yet waits for its CAPA.
        if revision is None and target.step_key not in self.gathering.steps.get(target.doc, {}):
            text = f"{target.doc} {target.step_key}"
            self.draft.node(node, NodeKind.STEP, text, target.doc, target.text or "", states.NOT_RELEASED)
        return node

    def _effectiveness(self) -> None:
        for place, check in enumerate(self.capa.effectiveness.checks if self.capa.effectiveness else (), 1):
            node = self.draft.node(
                f"{self.capa.id}#check-{check.round or place}",
                NodeKind.EFFECTIVENESS,
                str(check.round or place),
                self.capa.id,
                check.period or "",
                states.of_check(check),
                check.date,
            )
            self.draft.link(LinkName.EFFECTIVE_BY, self.capa.id, node)

    def _asked(self, code: str) -> bool:
        begins = GAP_RULES[code].begins
        return begins is None or has_reached(self.capa, begins)

    def _gap(self, code: str, since: date | None = None, **values: object) -> None:
        if self._asked(code):
            capa = self.capa
            self.draft.gap(code, capa.id, capa.id, since or capa.opened_on, capa.owner, "", **values)

    def _gaps(self) -> None:
        capa = self.capa
        if not capa.causes and capa.no_cause_justification is None:
            self._gap("T04")
        if not capa.actions:
            self._gap("T06")
        addressed = {cause for action in capa.actions for cause in action.addresses}
        for place, cause in enumerate(capa.causes, 1):
            number = cause.id or str(place)
            if cause.role is CauseRole.ROOT and number not in addressed and self._asked("T05"):
                self.draft.gap("T05", f"{capa.id}#{number}", capa.id, capa.opened_on, capa.owner)
        for action in capa.actions:
            self._action_gaps(action)
        self._document_gaps()
        self._proof_gaps()

    def _action_gaps(self, action: CapaAction) -> None:
        capa, node = self.capa, f"{self.capa.id}#{action.id}"
        since = action.done_on or action.started_on or capa.opened_on
        if not action.change_refs and action.waived is None and (self._asked("T07") or action.done_on is not None):
            self.draft.gap("T07", node, capa.id, since, action.owner, node)
        if action.verified is None and action.waived is None and action.done_on is not None:
            self.draft.gap("T12", node, capa.id, action.done_on, action.owner, node)

    def _document_gaps(self) -> None:
        capa, today = self.capa, self.gathering.today
        targets = {target.doc for action in capa.actions if action.waived is None for target in action.sop_targets}
        needed = dict.fromkeys([row.doc for row in capa.doc_impact if row.needed] + sorted(targets))
        for name in needed:
            if name not in targets:
                self._gap("T09", value=name)
            document = self.gathering.graph.get(name)
            if not isinstance(document, Document) or document.control is Control.REFERENCE:
                continue
            revisions = self.gathering.citing.get((name, capa.id), ())
            if not any(capa.opened_on <= one.effective_on <= today for one in revisions):
                self._gap("T10", _last_done(capa), value=name)

    def _proof_gaps(self) -> None:
        capa, gathering = self.capa, self.gathering
        checks = capa.effectiveness.checks if capa.effectiveness else ()
        plan = capa.effectiveness.plan if capa.effectiveness else None
        late = has_reached(capa, CapaState.MONITORING) and bool(plan and plan.due and plan.due < gathering.today)
        if not any(check.conclusion for check in checks) and (late or has_reached(capa, CapaState.CLOSING)):
            self.draft.gap(
                "T13",
                capa.id,
                capa.id,
                plan.due if plan and plan.due else _last_done(capa),
                plan.verifier if plan else capa.owner,
            )
        done = _last_done(capa)
        if self.steps and not any(
            drill.held_on and drill.held_on >= done for key in self.steps for drill in gathering.drills.get(key, ())
        ):
            self._gap("T15", done)
        if capa.training_impact and capa.training_impact.needed and not gathering.trainings_for.get(capa.id):
            self._gap("T17", done)


def _last_done(capa: Capa) -> date:
    return max((action.done_on for action in capa.actions if action.done_on), default=capa.opened_on)


def draw_training(draft: Draft, training: TrainingRecord, today: date) -> str:
    """Put a training in and return its node."""
    state = states.of_training(training, today)
    day = training.held_on or training.due_on
    return draft.node(training.id, NodeKind.TRAINING, training.id, training.id, training.title, state, day)


def revision_state(status: DocumentStatus) -> states.State:
    """Return the state of a revision and of the steps frozen in it."""
    return status.value, status.label
