"""Merge every SOP and runbook of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from generator.diagnostics import Diagnostic
from generator.graph import Graph
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.lifecycle.documents.standing import latest_of, revisions_of
from generator.lifecycle.facts import Facts
from generator.procedures.merging import gaps, near_duplicates, retractions, rules
from generator.procedures.merging.contributions import Contribution
from generator.procedures.merging.merge import Procedure, merge
from generator.procedures.merging.selection import Teachings
from generator.procedures.releasing.released import released_procedure

# Different unknown keys of one run for which the nearest known ones are looked up.
MOST_SUGGESTIONS = 50


def documents_of(graph: Graph) -> tuple[Document, ...]:
    """Return all SOPs, then all runbooks."""
    return (*graph.of(Sop), *graph.of(Runbook))


def merge_all(graph: Graph, day: date = date.max) -> tuple[Mapping[str, Procedure], tuple[Diagnostic, ...]]:
    """Return the candidate of every document by its id, as the records up to `day` make it, and what was found wrong."""
    teachings = Teachings(graph)
    procedures: dict[str, Procedure] = {}
    found: list[Diagnostic] = []
    textless: dict[str, tuple[str, Contribution]] = {}
    constrained: list[Contribution] = []
    keys: set[str] = set()
    worded: set[str] = set()
    for document in documents_of(graph):
        parts = teachings.to(document, day)
        released = released_by(document, graph, day)
        procedure = procedures[document.id] = merge(document, parts, shared=teachings.shared, released=released)
        first = near_duplicates.first_words(parts)
        found.extend(procedure.diagnostics)
        found.extend(near_duplicates.diagnostics_of(document, procedure, first))
        found.extend(retractions.diagnostics_of(document, graph, day))
        worded.update(step.key for step in (*procedure.steps, *procedure.retired) if step.text)
        keys.update(first)
        constrained.extend(part for part in parts if part.before or part.after)
        for key in procedure.textless:
            textless.setdefault(key, (document.id, first[key]))
    found.extend(gaps.diagnostics_of(gaps.gaps(graph, procedures, day)))
    found.extend(_without_text(textless, worded))
    found.extend(_without_step(constrained, keys))
    return procedures, _unique(found)


def released_by(document: Document, graph: Graph, day: date) -> frozenset[tuple[str, str]]:
    """Return step key and source of all that the newest revision released by `day`, not rejected, holds; empty if there is none."""
    latest = latest_of(revisions_of(document.id, graph), day)
    steps = (*latest.steps, *latest.retired) if latest is not None else ()
    return frozenset((step.key, origin.source) for step in steps for origin in step.origins)


def in_force(facts: Facts, candidates: Mapping[str, Procedure]) -> Mapping[str, Procedure]:
    """Return the steps that people follow: those of the effective revision, or the candidate where there is none."""
    found = dict(candidates)
    for document in documents_of(facts.graph):
        effective = facts.standing(document).effective
        if effective is not None:
            found[document.id] = released_procedure(effective, candidates[document.id])
    return found


def _without_text(textless: Mapping[str, tuple[str, Contribution]], worded: set[str]) -> Iterator[Diagnostic]:
    """Yield steps without a text; one that has its text in another document is known and no slip."""
    suggest = _Suggestions(worded)
    for key, (document_id, part) in textless.items():
        if key not in worded:
            near = suggest(key)
            yield rules.STEP_NEVER_ADDED.at(part.span, field="key", key=key, document=document_id, suggestion=near)


def _without_step(constrained: Iterable[Contribution], keys: set[str]) -> Iterator[Diagnostic]:
    suggest = _Suggestions(keys)
    for part in constrained:
        for key in (*part.before, *part.after):
            if key not in keys:
                yield rules.ORDER_NAMES_NO_STEP.at(
                    part.span, field="before", key=part.key, value=key, suggestion=suggest(key)
                )


class _Suggestions:
    """Finds the keys nearest to an unknown one; after so many slips one suggestion more helps nobody."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted(keys)
        self._known: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        if key not in self._known:
            near = get_close_matches(key, self._keys, n=2) if len(self._known) < MOST_SUGGESTIONS else []
            self._known[key] = ", ".join(near) or "–"
        return self._known[key]


def _unique(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each finding once: what a record says wrongly is told once, however many documents learn it.

    A contradiction is one of a document, since every document must decide it for itself.
    """
    apart = (rules.RECORDS_CONTRADICT, rules.STEP_KEPT_AND_RETIRED, rules.RELEASED_STEP_OF_VOID_RECORD)
    first: dict[tuple[object, ...], Diagnostic] = {}
    for one in found:
        document = one.values["document"] if one.rule in apart else None
        first.setdefault((one.rule.code, one.span, document), one)
    return tuple(first.values())
