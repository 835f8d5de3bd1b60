"""Documents in the trace: their revisions, steps, what the steps come from, drills and trainings."""

from __future__ import annotations

from datetime import date, timedelta

from generator.kinds.base import RiskLevel
from generator.kinds.drill import Drill
from generator.kinds.policy import DocumentPolicy
from generator.kinds.revision import Revision
from generator.kinds.sop import Control, Document, DocumentStatus
from generator.lifecycle.documents.trained import trained_percent
from generator.procedures.merging.all_documents import documents_of
from generator.procedures.merging.merge import MergedStep
from generator.tracing import states
from generator.tracing.capas import draw_training, revision_state
from generator.tracing.drawing import Draft
from generator.tracing.gathering import Gathering
from generator.tracing.nodes import LinkName, NodeKind
from generator.tracing.rules import STEPS_WITHOUT_ORIGIN

# A high-risk step must have been tried within this time.
DRILL_CYCLE = timedelta(days=366)


def draw_documents(draft: Draft, gathering: Gathering) -> None:
    """Put every SOP and runbook in with its revisions and steps."""
    for document in documents_of(gathering.graph):
        status = gathering.facts.standing(document).status
        draft.node(
            document.id, NodeKind.DOCUMENT, document.id, document.id, document.title, (status.value, status.label)
        )
        for revision, state in gathering.revisions.get(document.id, ()):
            _draw_revision(draft, revision, state, gathering)
        in_force = {step.key for step in gathering.procedures[document.id].steps}
        for key, step in gathering.steps[document.id].items():
            _draw_step(draft, document, step, gathering, waits=key not in in_force and not step.retired)
        if status is not DocumentStatus.WITHDRAWN:
            _gaps(draft, document, gathering)


def _draw_revision(draft: Draft, revision: Revision, status: DocumentStatus, gathering: Gathering) -> None:
    state = revision_state(status)
    text = f"{revision.doc} {revision.revision}"
    own = draft.node(
        revision.id, NodeKind.REVISION, text, revision.id, revision.reason or "", state, revision.effective_on
    )
    draft.link(LinkName.RELEASED_IN, revision.doc, own)
    frozen = {step.key: step for step in (*revision.steps, *revision.retired)}
    # A step is drawn at a revision that changed it; at the others it reads as before.
    for row in revision.changes:
        if row.step is None or row.step not in frozen:
            continue
        node = _at_revision(draft, revision, row.step, frozen[row.step].text or "", state)
        for reason in row.reasons:
            draft.link(LinkName.DERIVED_FROM, node, _source(draft, reason, gathering))
    for key, step in frozen.items():
        for origin in step.origins:
            if gathering.released.get((revision.doc, key, origin.source)) is revision:
                node = _at_revision(draft, revision, key, step.text or "", state)
                draft.link(LinkName.DERIVED_FROM, node, _source(draft, origin.source, gathering))
    for training in gathering.trainings.get(revision.id, ()):
        draft.link(LinkName.TRAINED_BY, own, draw_training(draft, training, gathering.today))


def _at_revision(draft: Draft, revision: Revision, key: str, title: str, state: states.State) -> str:
    node = draft.node(
        f"{revision.id}#{key}",
        NodeKind.STEP,
        f"{revision.doc} {revision.revision} {key}",
        revision.id,
        title,
        state,
        revision.effective_on,
    )
    draft.link(LinkName.RELEASED_IN, f"{revision.doc}#{key}", node)
    return node


def _draw_step(draft: Draft, document: Document, step: MergedStep, gathering: Gathering, *, waits: bool) -> None:
    if step.retired:
        state = states.RETIRED
    elif document.control is Control.REFERENCE:
        state = states.LIVE
    else:
        released = bool(gathering.revisions.get(document.id)) and not waits
        standing = gathering.facts.standing(document)
        state = (standing.status.value, standing.status.label) if released else states.NOT_RELEASED
    own = draft.node(
        f"{document.id}#{step.key}", NodeKind.STEP, f"{document.id} {step.key}", document.id, step.text, state
    )
    for row in step.provenance:
        if not row.own:
            draft.link(LinkName.DERIVED_FROM, own, _source(draft, row.source, gathering))
    for drill in gathering.drills.get((document.id, step.key), ()):
        draft.link(LinkName.EXERCISED_BY, own, _draw_drill(draft, drill))


def _draw_drill(draft: Draft, drill: Drill) -> str:
    state = states.of_drill(drill)
    return draft.node(drill.id, NodeKind.DRILL, drill.id, drill.id, drill.title, state, drill.held_on)


def _source(draft: Draft, identifier: str, gathering: Gathering) -> str:
    """Return the node of what taught a step; a drill is drawn when it is first asked for."""
    record = gathering.graph.get(identifier)
    return _draw_drill(draft, record) if isinstance(record, Drill) else identifier


def _gaps(draft: Draft, document: Document, gathering: Gathering) -> None:
    procedure = gathering.procedures[document.id]
    effective = gathering.facts.standing(document).effective
    since = effective.effective_on if effective is not None else None
    orphans = [step.key for step in procedure.steps if all(row.own and not row.why for row in step.provenance)]
    if orphans:
        draft.gap(
            STEPS_WITHOUT_ORIGIN, document.id, document.id, since, document.process_owner, value=", ".join(orphans)
        )
    for step in procedure.steps:
        if step.values.get("risk") is RiskLevel.HIGH:
            held = [drill.held_on for drill in gathering.drills.get((document.id, step.key), ()) if drill.held_on]
            last = max(held, default=None)
            if last is None or last < gathering.today - DRILL_CYCLE:
                taught = min((row.day for row in step.provenance if row.day > date.min), default=None)
                node = f"{document.id}#{step.key}"
                draft.gap("T14", node, document.id, last or since or taught, document.process_owner)
    if effective is not None:
        _training_gap(draft, document, effective, gathering)


def _training_gap(draft: Draft, document: Document, effective: Revision, gathering: Gathering) -> None:
    policy = gathering.policy.documents if gathering.policy is not None else DocumentPolicy()
    done = trained_percent(effective, gathering.graph, gathering.today)
    if done is not None and done < policy.training_percent:
        since = effective.effective_on
        values = {"done": done, "least": policy.training_percent}
        draft.gap("T16", effective.id, document.id, since, document.process_owner, "", **values)
