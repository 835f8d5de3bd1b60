"""What all parts of the trace look up: who raised what, which revision holds which change, drills, trainings, changes.

Made once for a graph; the parts only read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from generator.kinds.capa import Capa
from generator.kinds.change import SystemChange
from generator.kinds.drill import Drill, DrillStatus
from generator.kinds.policy import Policy
from generator.kinds.postmortem import Postmortem
from generator.kinds.revision import Revision
from generator.kinds.sop import DocumentStatus
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.standing import revisions_of
from generator.lifecycle.due.items import DueList, due_list
from generator.lifecycle.facts import Facts
from generator.procedures.merging.all_documents import documents_of
from generator.procedures.merging.merge import MergedStep, Procedure

Steps = Mapping[str, Mapping[str, MergedStep]]


class Gathering:
    """Look-ups over one graph on one day; `procedures` are the steps in force, `candidates` those of the records."""

    def __init__(self, facts: Facts, procedures: Mapping[str, Procedure], candidates: Mapping[str, Procedure]) -> None:
        self.facts, self.graph, self.today = facts, facts.graph, facts.today
        self.procedures, self.candidates = procedures, candidates

    @cached_property
    def due(self) -> DueList:
        """Everything that is due."""
        return due_list(self.facts)

    @cached_property
    def steps(self) -> Steps:
        """The live and retired steps of each document by their keys: in force, or waiting for the next release."""
        found: dict[str, dict[str, MergedStep]] = {}
        for document in documents_of(self.graph):
            rows = found[document.id] = {}
            for source in (self.candidates, self.procedures):
                procedure = source[document.id]
                rows.update({step.key: step for step in (*procedure.retired, *procedure.steps)})
        return found

    @cached_property
    def shown(self) -> Mapping[str, frozenset[str]]:
        """The keys of the steps that stand on each document's page: in force, and retired ones."""
        return {
            document: frozenset(step.key for step in (*procedure.steps, *procedure.retired))
            for document, procedure in self.procedures.items()
        }

    @cached_property
    def incidents_of(self) -> Mapping[str, tuple[str, ...]]:
        """The incidents that raised each CAPA, whichever of the two says so."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for capa in self.graph.of(Capa):
            for source in capa.sources:
                if source.ref and isinstance(self.graph.get(source.ref), Postmortem):
                    found[capa.id][source.ref] = None
        for incident in self.graph.of(Postmortem):
            for raised in incident.capa:
                found[raised][incident.id] = None
        return {capa: tuple(sorted(incidents)) for capa, incidents in found.items()}

    @cached_property
    def capas_of(self) -> Mapping[str, tuple[str, ...]]:
        """The CAPAs that each incident raised."""
        found: dict[str, list[str]] = defaultdict(list)
        for capa in sorted(self.incidents_of):
            for incident in self.incidents_of[capa]:
                found[incident].append(capa)
        return {incident: tuple(capas) for incident, capas in found.items()}

    @cached_property
    def revisions(self) -> Mapping[str, tuple[tuple[Revision, DocumentStatus], ...]]:
        """The revisions of each document released until today and not rejected, with their states, the oldest first."""
        return {
            one.id: tuple(
                row for row in reversed(self.facts.standing(one).history) if row[1] is not DocumentStatus.REJECTED
            )
            for one in documents_of(self.graph)
            if revisions_of(one.id, self.graph)
        }

    @cached_property
    def released(self) -> Mapping[tuple[str, str, str], Revision]:
        """The first revision in which a record's word on a step is frozen, by document, step and record."""
        found: dict[tuple[str, str, str], Revision] = {}
        for document, rows in self.revisions.items():
            for revision, _ in rows:
                for row in revision.changes:
                    for reason in row.reasons:
                        found.setdefault((document, row.step or "", reason), revision)
                for step in (*revision.steps, *revision.retired):
                    for origin in step.origins:
                        found.setdefault((document, step.key, origin.source), revision)
        return found

    @cached_property
    def citing(self) -> Mapping[tuple[str, str], tuple[Revision, ...]]:
        """The revisions of a document whose change history names a record, by document and record."""
        found: dict[tuple[str, str], dict[str, Revision]] = defaultdict(dict)
        for document, rows in self.revisions.items():
            for revision, _ in rows:
                for row in revision.changes:
                    for reason in row.reasons:
                        found[document, reason][revision.id] = revision
        return {key: tuple(revisions.values()) for key, revisions in found.items()}

    @cached_property
    def drills(self) -> Mapping[tuple[str, str], tuple[Drill, ...]]:
        """The drills held until today in which a step was tried, by document and key; without own steps, all of its documents."""
        found: dict[tuple[str, str], list[Drill]] = defaultdict(list)
        for drill in self.graph.of(Drill):
            if drill.status is not DrillStatus.HELD or drill.held_on is None or drill.held_on > self.today:
                continue
            for document in drill.docs:
                keys = [step.key for step in drill.steps if not step.docs or document in step.docs]
                for key in keys or self.steps.get(document, {}):
                    found[document, key].append(drill)
        return {key: tuple(sorted(drills, key=_held_on)) for key, drills in found.items()}

    @cached_property
    def trainings(self) -> Mapping[str, tuple[TrainingRecord, ...]]:
        """The trainings on each revision; one that names no revision taught the one that was in force then."""
        found: dict[str, list[TrainingRecord]] = defaultdict(list)
        for training in self.graph.of(TrainingRecord):
            for taught in training.documents:
                rows = [revision for revision, _ in self.revisions.get(taught.doc, ())]
                if taught.revision is not None:
                    rows = [one for one in rows if one.revision == taught.revision]
                else:
                    day = training.held_on or training.due_on or self.today
                    rows = [one for one in rows if one.effective_on <= day][-1:]
                for revision in rows:
                    found[revision.id].append(training)
        return {revision: tuple(trainings) for revision, trainings in found.items()}

    @cached_property
    def trainings_for(self) -> Mapping[str, tuple[TrainingRecord, ...]]:
        """The trainings that each CAPA asked for."""
        found: dict[str, list[TrainingRecord]] = defaultdict(list)
        for training in self.graph.of(TrainingRecord):
            for capa in training.capa:
                found[capa].append(training)
        return {capa: tuple(trainings) for capa, trainings in found.items()}

    @cached_property
    def changes(self) -> Mapping[str, SystemChange]:
        """The changes on record, by number."""
        return {change.id: change for change in self.graph.of(SystemChange)}

    @cached_property
    def policy(self) -> Policy | None:
        """The organization's policy."""
        return next(iter(self.graph.of(Policy)), None)


def _held_on(drill: Drill) -> tuple[date, str]:
    return drill.held_on or date.min, drill.id
