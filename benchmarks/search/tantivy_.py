"""tantivy, a search library in Rust: `pip install tantivy`, for the benchmark only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import tantivy
from collection import FACETS, Question, whole_text
from contender import BEST

from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import terms

_COUNTS = {name: {"terms": {"field": name, "size": 100}} for name in FACETS}


class Contender:
    """tantivy on one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Write an index with one thread."""
        self._folder.mkdir()
        writer = tantivy.Index(self._schema, str(self._folder)).writer(num_threads=1)
        for document in documents:
            writer.add_document(_fields(document))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index."""
        self._index = tantivy.Index(self._schema, str(self._folder), reuse=True)
        self._searcher = self._index.searcher()

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents, or of those of a system with the counts of all facets."""
        match question.sort:
            case "single" | "OR of 3" | "sentence" | "filter + facets":
                wanted = self._all(tantivy.Occur.Should, question.terms)
            case "AND of 3":
                wanted = self._all(tantivy.Occur.Must, question.terms)
            case "phrase":
                wanted = tantivy.Query.phrase_query(self._schema, "body", list(question.terms))
            case "prefix":
                wanted = tantivy.Query.regex_query(self._schema, "body", re.escape(question.terms[0]) + ".*")
            case _:
                raise NotImplementedError
        if question.system:
            system = tantivy.Query.term_query(self._schema, "system", question.system, index_option="basic")
            wanted = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, tantivy.Query.const_score_query(system, 0.0))]
            )
            self._searcher.aggregate(wanted, _COUNTS)
        hits = self._searcher.search(wanted, BEST, count=False).hits
        return [self._searcher.doc(place)["id"][0] for _, place in hits]

    def update(self, document: SearchDocument) -> None:
        """Replace one document; a writer is kept, as a server would."""
        if not hasattr(self, "_writer"):
            self._writer = self._index.writer(num_threads=1)
        self._writer.delete_documents("id", document.id)
        self._writer.add_document(_fields(document))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _all(self, occur: tantivy.Occur, words: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [(occur, tantivy.Query.term_query(self._schema, "body", word)) for word in words]
        )


def _fields(document: SearchDocument) -> tantivy.Document:
    facets = {name: values[0] for name, values in document.facets.items()}
    return tantivy.Document(id=document.id, body=" ".join(terms(whole_text(document))), **facets)
