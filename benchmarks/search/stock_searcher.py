"""Whoosh's own searcher over the very files that the product wrote: what replacing only the searcher is worth.

It asks the same three fields with the same weights; the product's index is in Whoosh's format, so nothing is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from collection import Question
from contender import BEST
from ours import generation
from whoosh import query, scoring
from whoosh.filedb.filestore import FileStorage

from generator.search.counting.ranking import FIELD_WEIGHTS, LENGTH_WEIGHT, SATURATION
from generator.search.documents.document import SearchDocument


class Contender:
    """The stock searcher on the product's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Do nothing: the index is the product's."""

    def open(self) -> None:
        """Open the generation in force and a searcher."""
        weighting = scoring.BM25F(B=LENGTH_WEIGHT, K1=SATURATION)
        self._searcher = FileStorage(str(generation(self._folder))).open_index().searcher(weighting=weighting)

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents; only for what needs neither places nor facets."""
        wanted = [
            query.Or([query.Term(field, term, boost=weight) for field, weight in FIELD_WEIGHTS.items()])
            for term in question.terms
        ]
        match question.sort:
            case "single" | "OR of 3" | "sentence":
                one: Any = query.Or(wanted)
            case "AND of 3":
                one = query.And(wanted)
            case _:
                raise NotImplementedError
        return [hit["shown"]["id"] for hit in self._searcher.search(one, limit=BEST)]

    def update(self, document: SearchDocument) -> None:
        """Leave the product's index alone."""
        raise NotImplementedError
