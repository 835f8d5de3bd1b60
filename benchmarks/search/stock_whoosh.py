"""Whoosh as it comes: its own writer, positions, searcher, collector and highlighter, over the same terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from collection import FACETS, Question, whole_text
from contender import BEST
from whoosh import fields, index, query, sorting
from whoosh.analysis import Token, Tokenizer

from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import terms, tokens


class SameTerms(Tokenizer):  # type: ignore[misc]
    """The product's analysis in the form that Whoosh wants."""

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **more: Any) -> Iterator[Token]:
        """Yield one token object again and again, as Whoosh's own tokenizers do."""
        token = Token(positions, chars, mode=more.get("mode", ""))
        if chars:
            for found in tokens(value):
                token.text, token.startchar, token.endchar, token.boost = found.text, found.start, found.end, 1.0
                yield token
            return
        for token.pos, token.text in enumerate(terms(value), start=more.get("start_pos", 0)):
            token.boost = 1.0
            yield token


class Contender:
    """Stock Whoosh on one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Write an index with Whoosh's own writer and its default limits."""
        self._folder.mkdir()
        facets = {name: fields.ID(stored=True, sortable=True) for name in FACETS}
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True), body=fields.TEXT(analyzer=SameTerms(), stored=True), **facets
        )
        writer = index.create_in(self._folder, schema).writer()
        for document in documents:
            writer.add_document(**_fields(document))
        writer.commit()

    def open(self) -> None:
        """Open the index and a searcher."""
        self._index = index.open_dir(self._folder)
        self._searcher = self._index.searcher()

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents, with counts of all facets or with excerpts where asked."""
        wanted = [query.Term("body", term) for term in question.terms]
        more: dict[str, Any] = {}
        match question.sort:
            case "single" | "OR of 3" | "sentence" | "OR + highlight":
                one: Any = query.Or(wanted)
            case "AND of 3":
                one = query.And(wanted)
            case "phrase":
                one = query.Phrase("body", list(question.terms))
            case "prefix":
                one = query.Prefix("body", question.terms[0])
            case _:
                one = query.Or(wanted)
                more = {"filter": query.Term("system", question.system), "groupedby": list(FACETS)}
                more["maptype"] = sorting.Count
        results = self._searcher.search(one, limit=BEST, **more)
        if question.system:
            for name in FACETS:
                results.groups(name)
        if question.sort == "OR + highlight":
            for hit in results:
                hit.highlights("body")
        return [hit["id"] for hit in results]

    def update(self, document: SearchDocument) -> None:
        """Replace one document."""
        writer = self._index.writer()
        writer.update_document(**_fields(document))
        writer.commit()
        self._searcher = self._searcher.refresh()


def _fields(document: SearchDocument) -> dict[str, str]:
    facets = {name: values[0] for name, values in document.facets.items()}
    return {"id": document.id, "body": whole_text(document), **facets}
