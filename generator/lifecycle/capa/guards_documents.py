"""The document gate, G9: what must change in documents has changed, is in force and is taught."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.kinds.capa import ImpactDecision
from generator.kinds.revision import Revision
from generator.kinds.sop import Control, Document
from generator.kinds.training import TrainedDocument, TrainingRecord
from generator.lifecycle.capa.guards import Case, Guard, Lack, lack
from generator.lifecycle.documents.standing import chain_of, cites
from generator.lifecycle.documents.trained import audience_of, percent_trained, roles_named
from generator.lifecycle.documents.trainings import is_revision
from generator.wording import N_

_NUMBER = re.compile(r"TR-\d{4}-\d{2,}")


def gate_until(case: Case, document: str) -> date:
    """Return the day until which a revision opens the gate: the transition's own.

    A document that was not released here until later was controlled elsewhere then; what its first release says
    counts, whenever it came into force, so that old records need no backdating.
    """
    revisions = case.terms.revisions.get(document, ())
    return case.day if revisions and revisions[0].released_on <= case.day else case.today


def gate_revision(case: Case, document: str) -> Revision | None:
    """Return the revision that opens the gate: in force by then, not before the CAPA was opened, and citing it."""
    until = gate_until(case, document)
    return next(
        (
            one
            for one in case.terms.revisions.get(document, ())
            if case.capa.opened_on <= one.effective_on <= until
            and cites(one, case.capa.id)
            and not one.is_rejected(until)
            and chain_of(one, case.graph, until).complete
        ),
        None,
    )


def contradicted_targets(case: Case) -> Iterator[Lack]:
    """Yield each document of which the CAPA says that it need not change, while an action changes a step of it."""
    targets = {target.doc: action.id for _, action in case.live_actions for target in action.sop_targets}
    for place, row in enumerate(case.capa.doc_impact):
        if not row.needed and row.doc in targets and not case.superseded:
            yield lack(
                f"doc_impact[{place}].needed",
                N_("{field}: {document} is said to stay as it is, and action {action} changes a step of it."),
                f"doc_impact:\n  - {{doc: {row.doc}, needed: true}}",
                document=row.doc,
                action=targets[row.doc],
            )


def _documents(case: Case) -> Iterator[Lack]:
    if case.superseded:
        return  # the gate is passed again in the later round, and nobody can tell which documents the earlier one named
    yield from contradicted_targets(case)
    for place, row in enumerate(case.capa.doc_impact):
        document = case.graph.get(row.doc)
        if not row.needed or not isinstance(document, Document):
            continue
        path = f"doc_impact[{place}]"
        if document.control is Control.REFERENCE and row.doc not in case.terms.revisions:
            if not any(target.doc == row.doc for action in case.capa.actions for target in action.sop_targets):
                yield lack(
                    path,
                    N_("{field}: no action of this CAPA changes a step of {document}."),
                    f"actions:\n  - id: A1\n    sop_targets: [{{doc: {row.doc}, step_key: check-disk, op: add, text: 先看磁盘}}]",
                    document=row.doc,
                )
        elif gate_revision(case, row.doc) is None:
            yield _closed_gate(case, row.doc, path)


def _closed_gate(case: Case, document: str, path: str) -> Lack:
    """Return why the gate is shut: a revision waits for its day or approvals, none was made, or none could be."""
    capa, until = case.capa, gate_until(case, document)
    revisions = case.terms.revisions.get(document, ())
    citing = [one for one in revisions if cites(one, capa.id) and not one.is_rejected(case.today)]
    waiting = citing[-1] if citing else None
    if waiting is not None and waiting.effective_on >= capa.opened_on:
        chain = chain_of(waiting, case.graph, until)
        if not chain.complete:
            meaning = chain.missing[0].value if chain.missing else "approved"
            verb = f"fupan sop approve {document} --rev {waiting.revision} --meaning {meaning}"
            return lack(
                path,
                N_("{field}: {revision} of {document} names {capa}, and its approvals were not complete on {day}."),
                f"{verb} --name 王五 --role 质量负责人",
                revision=waiting.revision,
                document=document,
                capa=capa.id,
                day=until,
            )
        if waiting.effective_on > until:
            return lack(
                path,
                N_("{field}: {revision} of {document} names {capa} and takes effect on {effective}; go on from then."),
                f"fupan capa advance {capa.id}   # ≥ {waiting.effective_on}",
                revision=waiting.revision,
                document=document,
                capa=capa.id,
                effective=waiting.effective_on,
            )
    targeted = any(target.doc == document for _, action in case.live_actions for target in action.sop_targets)
    if not citing and not targeted:
        number = capa.actions[0].id if capa.actions else "A1"
        target = f"{{doc: {document}, step_key: check-disk, op: add, phase: triage, text: 先看磁盘}}"
        return lack(
            path,
            N_(
                "{field}: no step of {document} comes from {capa}; say under sop_targets of an action what changes, then release the document."
            ),
            f"actions:\n  - id: {number}\n    sop_targets: [{target}]\n# fupan sop release {document}",
            document=document,
            capa=capa.id,
        )
    return lack(
        path,
        N_("{field}: no revision of {document} in force from {opened} to {day} names {capa} in its change history."),
        f"fupan sop release {document}",
        document=document,
        opened=capa.opened_on,
        day=until,
        capa=capa.id,
    )


def _training(case: Case) -> Iterator[Lack]:
    impact = case.capa.training_impact
    if impact is None or not impact.needed or case.superseded:
        return
    records = [record for record in case.graph.of(TrainingRecord) if _teaches_it(record, case)]
    if any(_is_booked(record, case.day) for record in records):
        return
    held = [record for record in records if record.held_on is not None and record.held_on <= case.day]
    audience = _audience(case, impact, held)
    if not audience or percent_trained(held, audience, case.day) < case.terms.training_percent:
        yield lack(
            "training_impact",
            N_("{field}: less than {percent} % were trained on what changed until {day}, and no training is booked."),
            f"# kb/training/TR-2026-03.yml\nid: TR-2026-03\ntitle: 新做法\nheld_on: {case.day}\nattendance: [{{role: it-contact, planned: 4, trained: 4}}]\ncapa: [{case.capa.id}]",
            percent=case.terms.training_percent,
            day=case.day,
        )


def _audience(case: Case, impact: ImpactDecision, held: Iterable[TrainingRecord]) -> frozenset[str]:
    """Return who had to be trained: whom the CAPA names, else whom the changed documents name, else whoever came."""
    if impact.audience:
        return roles_named(impact.audience, case.graph)
    gates = [gate_revision(case, document) for document in sorted(_changed(case))]
    named = [audience_of(one, case.graph) for one in gates if one is not None]
    return frozenset().union(*named) or frozenset(row.role for one in held for row in one.attendance if row.planned)


def _changed(case: Case) -> set[str]:
    targets = {target.doc for _, action in case.live_actions for target in action.sop_targets}
    return {row.doc for row in case.capa.doc_impact if row.needed} | targets


def _teaches_it(record: TrainingRecord, case: Case) -> bool:
    """Whether a training teaches what this CAPA changed: the document since the revision, or the CAPA by its number.

    A number in `training_impact.ref` counts only where it is that of a training record.
    """
    since = record.held_on or record.due_on
    if since is None or since < case.capa.opened_on:
        return False
    impact = case.capa.training_impact
    cited = impact is not None and impact.ref is not None and record.id in _NUMBER.findall(impact.ref)
    if not record.documents:
        return cited or case.capa.id in record.capa
    changed = _changed(case)
    return any(_is_taught(row, since, case) for row in record.documents if row.doc in changed)


def _is_taught(row: TrainedDocument, since: date, case: Case) -> bool:
    gate = gate_revision(case, row.doc)
    if gate is None or gate.released_on > case.day:
        return True  # a document without revisions, or one that was controlled elsewhere then
    if row.revision is None:
        return since >= gate.released_on
    later = [one for one in case.terms.revisions[row.doc] if one.released_on >= gate.released_on]
    taught = next((one for one in later if is_revision(row.revision, one.revision)), None)
    return taught is not None and since >= taught.released_on


def _is_booked(record: TrainingRecord, day: date) -> bool:
    waits = record.held_on is None or record.held_on > day
    return waits and record.due_on is not None and record.due_on >= day


def _validation(case: Case) -> Iterator[Lack]:
    impact = case.capa.validation_impact
    if impact is not None and impact.needed and not impact.ref:
        yield lack(
            "validation_impact.ref",
            N_("{field}: the software had to be confirmed again, and no record of it is named."),
            "validation_impact: {needed: true, rationale: 改了过账逻辑, ref: 确认记录 QR-2026-128}",
        )


def _gate(case: Case) -> Iterator[Lack]:
    for part in (_documents, _training, _validation):
        yield from part(case)


G9 = Guard(
    "G9",
    N_(
        "A document that had to change has no revision in force that cites the CAPA, or people were not trained, or software was not confirmed again."
    ),
    N_("An action that stands in no document is forgotten when the people change."),
    "doc_impact:\n  - {doc: SOP-IT-001, needed: true}   # no revision cites this CAPA\n",
    "doc_impact:\n  - {doc: SOP-IT-001, needed: true, target_rev: A/1}   # fupan sop release SOP-IT-001\n",
    _gate,
)
