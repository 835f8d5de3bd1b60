"""The product as somebody who types meets it: the text is read and understood, all matches are counted in all facets,
and ten excerpts are cut. No peer does as much; what it costs stands in a line of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from collection import FACETS, Question
from contender import BEST

from generator.engines import open_engine
from generator.search.asking.query import parse_query
from generator.search.documents.document import SearchDocument
from generator.search.engine import ResultPage


class Contender:
    """The product's engine as the program itself opens it, in pure Python or with numpy."""

    def __init__(self, folder: Path, *, numpy: bool = False) -> None:
        self._engine = open_engine(folder)
        self._numpy = numpy

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Do nothing: `ours` has built the index."""

    def open(self) -> None:
        """Do nothing: the engine opens the index when it is asked."""

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents."""
        return [hit.id for hit in self.page(question.text).hits]

    def page(self, text: str) -> ResultPage:
        """Return what the product answers to a typed text."""
        from ours import switch_numpy

        switch_numpy(on=self._numpy)
        return self._engine.search(parse_query(text, facets=FACETS, limit=BEST))

    def update(self, document: SearchDocument) -> None:
        """Replace one document; the engine's next answer is of the new generation."""
        self._engine.upsert([document])
