"""C007: whoever did it also checked it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.model.vocabulary import spelling
from generator.wording import N_

RULE = Rule(
    code="C007",
    name="checked-by-owner",
    severity=Severity.ERROR,
    message=N_("{field}: {value} checks their own work."),
    hint=N_("Name another role than the one that did it."),
    what=N_("The same role carried something out and checked it."),
    why=N_("One does not see one's own slips; an independent check is what makes the entry worth something."),
    example="owner: IT 主管\nverified: {by: IT 主管, date: 2026-05-30}\n",
    instead="owner: IT 主管\nverified: {by: 质量工程师, date: 2026-05-30}\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield actions verified by their owner, and forms checked by whoever entered them."""
    for capa in graph.of(Capa):
        for place, action in enumerate(capa.actions):
            if action.verified and _same(action.owner, action.verified.by):
                span = capa.span("actions", place, "verified", "by")
                yield RULE.at(span, field=f"actions[{place}].verified.by", value=action.verified.by)
    for postmortem in graph.of(Postmortem):
        for place, batch in enumerate(postmortem.reentry.batches if postmortem.reentry else ()):
            if _same(batch.entered_by, batch.checked_by):
                span = postmortem.span("reentry", "batches", place, "checked_by")
                yield RULE.at(span, field=f"reentry.batches[{place}].checked_by", value=batch.checked_by)


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and spelling(one) == spelling(other)
