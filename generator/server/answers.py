"""What the web service asks of whoever runs it: the answers, ready as JSON objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Answer = Mapping[str, Any]


class Answers(Protocol):
    """Answers questions; called in threads, may raise FupanError. UserError means that there is no such record."""

    def search(
        self,
        text: str,
        *,
        filters: Mapping[str, Sequence[str]],
        since: str,
        until: str,
        sort: str,
        limit: int,
        offset: int,
    ) -> Answer:
        """Return the answer to a search (`search.answer.answer_to`)."""

    def similar(self, *, identifier: str, text: str, limit: int) -> Answer:
        """Return the incidents like a record or like a text (`search.answer.similar_answer`)."""

    def suggest(self, typed: str, *, limit: int) -> Answer:
        """Return what to offer for the beginning of a query (`search.answer.suggest_answer`)."""

    def documents(self) -> int:
        """Return how many documents can be found."""
