"""The card of a search result: from a symptom to what to do, in a few short texts.

In: a record, the graph with its merged procedures, and where pages lie. Out: texts by name, only those that are known:
of a post-mortem `symptom`, `fix` (what ended it), `step` with `step_url` and `step_of` (what to try first, and in which
document it stands), `manual` with `manual_url` (how to go on by hand); of an SOP or a runbook in addition to its first
step `when` (the sign to begin with it). Nothing is guessed: what no record says is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from generator.kinds.base import Phase, StepOutcome
from generator.kinds.postmortem import Event, EventKind, Postmortem, Track
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.lifecycle.facts import Facts
from generator.model.record import Record
from generator.procedures.merging.all_documents import documents_of
from generator.procedures.merging.contributions import applies, scope_of
from generator.procedures.merging.merge import MergedStep, Procedure
from generator.search.documents.extraction import without_marks

LONGEST_TEXT = 160
# Stands between what stopped the damage and what brought the system back.
THEN = " → "


class Cards:
    """Makes the cards of one organization; who fed what is gathered once."""

    def __init__(
        self, facts: Facts, procedures: Mapping[str, Procedure], address: Callable[[Record], str] = lambda _record: ""
    ) -> None:
        self._facts = facts
        self._graph = facts.graph
        self._procedures = procedures
        self._address = address
        self._in_force = [one for one in documents_of(facts.graph) if facts.is_in_force(one) and self._steps(one)]
        self._fed: dict[str, dict[str, list[MergedStep]]] = defaultdict(lambda: defaultdict(list))
        self._retired: set[tuple[str, str]] = set()
        for identifier, procedure in procedures.items():
            for step in procedure.steps:
                for row in step.provenance:
                    self._fed[row.source][identifier].append(step)
            self._retired.update((row.source, step.key) for step in procedure.retired for row in step.provenance)

    def of(self, record: Record) -> dict[str, str]:
        """Return the card of a record; kinds other than post-mortem, SOP and runbook have none."""
        if isinstance(record, Postmortem):
            card = {"symptom": next(iter(record.symptoms), ""), "fix": self._fix(record), **self._next(record)}
        elif isinstance(record, Document):
            card = {**self._first_step(record), "when": _when(record)}
        else:
            return {}
        return {name: text if name.endswith("_url") else short(text) for name, text in card.items() if text}

    def origins(self, document: Document) -> tuple[str, ...]:
        """Return the post-mortems whose contributions stand in the live steps of a document in force."""
        if not self._facts.is_in_force(document):
            return ()
        sources = {row.source for step in self._steps(document) for row in step.provenance}
        return tuple(sorted(key for key in sources if isinstance(self._graph.get(key), Postmortem)))

    def _steps(self, document: Document) -> tuple[MergedStep, ...]:
        procedure = self._procedures.get(document.id)
        return procedure.steps if procedure is not None else ()

    def _fix(self, record: Postmortem) -> str:
        """Return what ended the incident: a step that brought it back, else what the log calls so.

        A step that was retired later is no advice, even though it seemed to work then.
        """
        taught = {one.key: one for steps in self._fed[record.id].values() for one in steps}
        for step in record.steps:
            merged = taught.get(step.key)
            phase = step.phase or (merged.phase if merged is not None else None)
            text = step.text or (merged.text if merged is not None else "")
            worked = step.outcome is StepOutcome.WORKED and (record.id, step.key) not in self._retired
            if worked and phase is Phase.RECOVER and text:
                return text
        # Work by hand contains the damage to the business; it does not end the incident.
        eased = [
            one.text for one in record.timeline if _is(one, EventKind.MITIGATE) and one.track is not Track.BUSINESS
        ]
        restored = [one.text for one in record.timeline if _is(one, EventKind.RESTORE)]
        return THEN.join((*eased[-1:], *restored[-1:]))

    def _next(self, record: Postmortem) -> dict[str, str]:
        """Return the first step and the manual procedure for an incident, from the documents that are for it."""
        fed = self._fed[record.id]
        fitting = [one for one in self._in_force if one.id in fed or applies(one, record, self._graph)]
        if not fitting:
            return {}
        best = min(fitting, key=lambda one: self._order(one, record))
        taught = {one for one, steps in fed.items() if any(step.phase is Phase.MANUAL for step in steps)}
        manual = [
            one
            for one in fitting
            if self._manual_anchor(one) and (one.id in taught or applies(one, record, self._graph))
        ]
        by_hand = min(manual, key=lambda one: (one.id not in taught, self._order(one, record)), default=None)
        card = self._first_step(best)
        if by_hand is not None:
            card |= {"manual": by_hand.name, "manual_url": self._address(by_hand) + self._manual_anchor(by_hand)}
        return card

    def _order(self, document: Document, record: Postmortem) -> tuple[bool, bool, bool, bool, str]:
        """Return what puts documents in order: runbooks before SOPs, those for this failure, those that it taught."""
        return (
            isinstance(document, Sop),
            not applies(document, record, self._graph),
            not scope_of(document)[1],
            document.id not in self._fed[record.id],
            document.id,
        )

    def _first_step(self, document: Document) -> dict[str, str]:
        first = next(iter(self._steps(document)), None)
        if first is None:
            return {}
        return {
            "step": first.text,
            "step_url": f"{self._address(document)}#step-{first.key}",
            "step_of": document.id,
        }

    def _manual_anchor(self, document: Document) -> str:
        if isinstance(document, Runbook) and document.manual_procedure:
            return "#manual"
        procedure = self._procedures.get(document.id)
        return f"#phase-{Phase.MANUAL}" if procedure is not None and Phase.MANUAL in procedure.phases else ""


def short(text: str) -> str:
    """Return an author's text as one line that fits on a card."""
    line = " ".join(without_marks(text).split())
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 1].rstrip() + "…"


def _is(event: Event, kind: EventKind) -> bool:
    return event.kind is kind


def _when(document: Document) -> str:
    if isinstance(document, Runbook):
        signs = (*document.symptoms[:1], *filter(None, [document.meaning]), *document.cannot[:1])
    elif isinstance(document, Sop):
        inside = document.scope.inside if document.scope is not None else None
        signs = (*document.triggers[:1], *filter(None, [inside]))
    else:
        signs = ()
    return next(iter((*signs, *filter(None, [document.purpose]))), "")
