"""The product's engine doing the same job as its peers: from terms to the ids of the ten best documents.

Nothing is understood or guessed, and no excerpt is cut but where the question asks for it; what the
product does besides is measured by `ours_whole`. A phrase and an excerpt need the stored texts: there the whole engine
answers, which also counts all facets.
"""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from collection import FACETS, Question
from contender import BEST

from generator.backends.whoosh.engine import WhooshEngine
from generator.backends.whoosh.snapshot import Snapshot
from generator.search.asking.query import Query, parse_query
from generator.search.counting.facets import intersection
from generator.search.counting.ordering import Ordering
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.counting.scoring import Counting, Scorer
from generator.search.counting.scoring_numpy import NumpyCounting
from generator.search.counting.scoring_plain import PlainCounting
from generator.search.documents.document import SearchDocument

MOST_COMPLETIONS = 50


class Contender:
    """The product's engine without what understands a question, in pure Python or with numpy."""

    def __init__(self, folder: Path, *, numpy: bool = False) -> None:
        self._root = folder
        self._numpy = numpy
        self._queries: dict[Question, Query] = {}

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Write an index with everything that the product keeps beside it."""
        build(WhooshEngine(index_folder(self._root)), documents, built_in_words())

    def open(self) -> None:
        """Open the index."""
        self._engine = WhooshEngine(index_folder(self._root))
        self._snapshot = Snapshot(generation(self._root))
        counting: Counting = NumpyCounting(self._snapshot) if self._numpy else PlainCounting(self._snapshot)
        self._scorer = Scorer(self._snapshot, counting)

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents, with what the sort of question asks for besides."""
        query = self._cut(question)
        if question.sort in ("phrase", "OR + highlight"):
            switch_numpy(on=self._numpy)
            return [hit.id for hit in self._engine.execute(self._plan(query), query).hits]
        matches = self._scorer.matches(self._plan(query))
        kept = matches.found
        if query.filters:
            passing = self._snapshot.facets.passing(query.filters)
            self._snapshot.facets.counts(matches.found, passing)
            kept &= intersection(passing.values())
        best = Ordering(self._scorer.counting, self._snapshot, matches).best(kept, BEST, "relevance")
        return [self._snapshot.id_of(one.number) for one in best]

    def update(self, document: SearchDocument) -> None:
        """Replace one document and read the new generation."""
        self._engine.upsert([document])
        self.open()

    def _plan(self, query: Query) -> Plan:
        if not query.prefix:
            clauses = tuple(Clause((Member((term,)),)) for term in query.terms)
            return Plan(clauses=clauses, must=query.must, phrases=query.phrases)
        found = self._snapshot.completions(query.prefix, MOST_COMPLETIONS)
        return Plan(clauses=(Clause(tuple(Member((term,)) for term in found), typed=False),))

    def _cut(self, question: Question) -> Query:
        """Return the question as the peers get it: cut into terms before the clock runs."""
        if question not in self._queries:
            self._queries[question] = parse_query(question.text, facets=FACETS, limit=BEST)
        return self._queries[question]


def switch_numpy(*, on: bool) -> None:
    """Tell the engine what to count with; by itself it takes numpy from the third question on."""
    os.environ["FUPAN_NUMPY"] = "1" if on else "0"


def index_folder(root: Path) -> Path:
    """Return where an organization has its index."""
    return root / "build" / "index"


def generation(root: Path) -> Path:
    """Return the folder of the generation in force."""
    state = json.loads((index_folder(root) / "current.json").read_text(encoding="utf-8"))
    return index_folder(root) / str(state["generation"])


def built_in_words() -> bytes:
    """Return the synonyms that come with the program, compiled."""
    from generator.kinds.synonym import read_line
    from generator.reading.word_lists import built_in_lines
    from generator.search.words.thesaurus import compile_thesaurus

    return compile_thesaurus(map(read_line, built_in_lines()))


def build(engine: Any, documents: Iterable[SearchDocument], words: bytes) -> None:
    """Build an index with its synonyms."""
    if "words" in inspect.signature(engine.build).parameters:
        engine.build(documents, words)
    else:
        engine.build(documents)
