"""Merge every SOP and runbook of a graph."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from generator.diagnostics import Diagnostic
from generator.graph import Graph
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.procedures import rules
from generator.procedures.contributions import Contribution, contributions
from generator.procedures.merge import Procedure, merge


def documents_of(graph: Graph) -> tuple[Document, ...]:
    """Return all SOPs, then all runbooks."""
    return (*graph.of(Sop), *graph.of(Runbook))


def merge_all(graph: Graph) -> tuple[Mapping[str, Procedure], tuple[Diagnostic, ...]]:
    """Return the procedure of every document by its id, and what was found wrong on the way."""
    procedures: dict[str, Procedure] = {}
    found: list[Diagnostic] = []
    textless: dict[str, tuple[str, Contribution]] = {}
    constrained: list[Contribution] = []
    keys: set[str] = set()
    worded: set[str] = set()
    for document in documents_of(graph):
        parts = contributions(document, graph)
        procedure = procedures[document.id] = merge(document, parts)
        found.extend(procedure.diagnostics)
        worded.update(step.key for step in (*procedure.steps, *procedure.retired) if step.text)
        keys.update(part.key for part in parts)
        constrained.extend(part for part in parts if part.before or part.after)
        for part in parts:
            if part.key in procedure.textless:
                textless.setdefault(part.key, (document.id, part))
    # A step that has its text in another document is known; only one that has none anywhere is a slip.
    for key, (document_id, part) in textless.items():
        if key not in worded:
            near = ", ".join(get_close_matches(key, sorted(worded), n=2)) or "–"
            found.append(
                rules.STEP_NEVER_ADDED.at(part.span, field="key", key=key, document=document_id, suggestion=near)
            )
    for part in constrained:
        for key in (*part.before, *part.after):
            if key not in keys:
                near = ", ".join(get_close_matches(key, sorted(keys), n=2)) or "–"
                found.append(
                    rules.ORDER_NAMES_NO_STEP.at(part.span, field="before", key=part.key, value=key, suggestion=near)
                )
    return procedures, _unique(found)


def _unique(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple({(one.rule.code, one.span): one for one in found}.values())
