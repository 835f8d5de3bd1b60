"""C042: whoever carries a change out has also reviewed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.change import SystemChange
from generator.lifecycle.documents.changes import is_own_review
from generator.wording import N_

RULE = Rule(
    code="C042",
    name="change-reviewed-by-implementer",
    severity=Severity.ERROR,
    message=N_("{field}: {value} carries the change out and reviewed it."),
    hint=N_("Let somebody else review it, and name the two by different roles."),
    what=N_("The same role carries a change out and stands among its reviews."),
    why=N_("Nobody sees the slips in their own plan."),
    example="implemented_by: IT 联络人\nreviews: [{by: IT 联络人}, {by: 质量工程师}]\n",
    instead="implemented_by: IT 联络人\nreviews: [{by: IT 主管}, {by: 质量工程师}]\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the reviews that somebody made of their own change."""
    for change in graph.of(SystemChange):
        for place, review in enumerate(change.reviews):
            if is_own_review(change, review):
                yield RULE.at(change.span("reviews", place, "by"), field=f"reviews[{place}].by", value=review.by)
