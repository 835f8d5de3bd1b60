"""C041: a change that was begun before two others had reviewed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.change import SystemChange
from generator.lifecycle.documents.changes import FEWEST_REVIEWS, ChangeGap, counting_reviews, gaps_of
from generator.wording import N_

RULE = Rule(
    code="C041",
    name="change-with-too-few-reviews",
    severity=Severity.ERROR,
    message=N_("{id} was begun with {count} of {least} reviews."),
    hint=N_("Add the missing review to `reviews`: another person, dated on or before the start."),
    what=N_(
        "A change to a system was begun although fewer than two persons beside the one who did it had reviewed it."
    ),
    why=N_(
        "Two pairs of eyes see what one overlooks: the field that another system reads, the job that runs at night."
    ),
    example="reviews: [{by: IT 主管, date: 2026-07-06}]\nstarted_on: 2026-07-08\n",
    instead="reviews: [{by: IT 主管, date: 2026-07-06}, {by: 质量工程师, date: 2026-07-07}]\nstarted_on: 2026-07-08\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the changes that were begun with fewer reviews than two that count."""
    for change in graph.of(SystemChange):
        if ChangeGap.TOO_FEW_REVIEWS in gaps_of(change):
            count = len(counting_reviews(change))
            yield RULE.at(change.span("reviews"), field="reviews", id=change.id, count=count, least=FEWEST_REVIEWS)
