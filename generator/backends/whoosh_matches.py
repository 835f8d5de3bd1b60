"""What a query found in an index, before a page of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.search.engine import WHY, WHY_EXPANDED, WHY_FILTER, WHY_TEXT, WHY_TITLE
from generator.search.query import Query
from generator.search.ranking import Lane


@dataclass(slots=True)
class Matches:
    """The documents found, by number, and what is needed to order them and to say why they are there.

    `lanes` holds only documents above Lane.TEXT. `weights` is the rarity of each term that was found, `expanded` those
    of them that nobody typed.
    """

    scores: dict[int, float] = field(default_factory=dict)
    lanes: dict[int, Lane] = field(default_factory=dict)
    in_title: set[int] = field(default_factory=set)
    weights: dict[str, float] = field(default_factory=dict)
    expanded: tuple[str, ...] = ()

    def keep(self, wanted: Iterable[int]) -> None:
        """Forget all documents but `wanted`."""
        self.scores = {number: self.scores[number] for number in wanted if number in self.scores}

    def order(self, number: int, age_rank: Mapping[int, int]) -> tuple[int, float, int]:
        """Return the sort key of a match: lane, score, then the newest."""
        return -self.lanes.get(number, Lane.TEXT), -self.scores[number], age_rank[number]

    def why(self, number: int, query: Query) -> str:
        """Return the strongest reason for a match, as a catalogue text."""
        lane = self.lanes.get(number, Lane.TEXT)
        if lane is not Lane.TEXT:
            return WHY[lane]
        if number in self.in_title:
            return WHY_TITLE
        if not self.weights:
            return WHY_FILTER
        return WHY_TEXT if any(term in self.weights for term in query.terms) else WHY_EXPANDED
