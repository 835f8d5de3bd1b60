"""Answers for the web service and for tests of it: an engine, labels and a language put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.errors import EnvironmentFault, UserError
from generator.search.answer import Labels, Say, answer_to, similar_answer, suggest_answer
from generator.search.asking.query import parse_query
from generator.search.asking.zero_hits import tells_of_a_gap
from generator.search.documents.facet_table import FACET_NAMES
from generator.wording import N_

if TYPE_CHECKING:
    from generator.search.engine import SearchEngine
    from generator.search.likeness.similar import SimilarIncidents


class Answering:
    """What `server.answers.Answers` asks for; may be used by many threads.

    `labels`, `say`, `documents` and `history` are called for each answer, as a rebuild may change them; `found_nothing`
    is told the text of each query that says that a word is missing. `history` compares incidents as the pages do that
    were built with it; it is None before the first good build.
    """

    def __init__(
        self,
        engine: SearchEngine,
        labels: Callable[[], Labels],
        say: Say,
        documents: Callable[[], int] = lambda: 0,
        found_nothing: Callable[[str], None] = lambda _query: None,
        history: Callable[[], SimilarIncidents | None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._labels = labels
        self._say = say
        self._found_nothing = found_nothing
        self._history = history
        self.documents = documents

    def search(
        self,
        text: str,
        *,
        filters: Mapping[str, Sequence[str]],
        since: str = "",
        until: str = "",
        sort: str = "relevance",
        limit: int = 20,
        offset: int = 0,
    ) -> dict[str, Any]:
        """Return the answer to a search."""
        labels = self._labels()
        query = parse_query(
            text,
            facets=FACET_NAMES,
            filters=filters,
            labels=labels,
            since=since,
            until=until,
            sort=sort,
            limit=limit,
            offset=offset,
        )
        result = answer_to(self._engine, query, labels=labels, say=self._say)
        if not result["total"] and tells_of_a_gap(query):
            self._found_nothing(query.text)
        return result

    def similar(self, *, identifier: str = "", text: str = "", limit: int = 5) -> dict[str, Any]:
        """Return the incidents like one of them, or like a text; raises UserError for an unknown one."""
        known = ""
        if identifier.strip():
            history = self._history()
            if history is None:
                raise EnvironmentFault(N_("Incidents can be compared when the errors in the records are mended."))
            known = history.named(identifier)
            if not known:
                raise UserError(N_("There is no post-mortem {name}."), name=identifier.strip()[:40])
            hits = history.of(known, limit)
        else:
            hits = self._engine.similar(text, limit)
        return similar_answer(hits, labels=self._labels(), say=self._say, identifier=known, text=text)

    def suggest(self, typed: str, *, limit: int = 8) -> dict[str, Any]:
        """Return what to offer for the beginning of a query."""
        return suggest_answer(self._engine.suggest(typed, limit), typed)
