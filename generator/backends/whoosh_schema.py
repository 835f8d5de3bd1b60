"""What is stored in a Whoosh index under which name: our terms in Whoosh's postings, our columns beside them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from whoosh import columns, fields, formats

from generator.search.analysis import ANALYSIS_VERSION, code_parts, terms
from generator.search.document import SearchDocument
from generator.search.folding import fold

SCHEMA_VERSION = f"1/{ANALYSIS_VERSION}"
LONGEST_IDENTIFIER = 200
TEXT_FIELDS = ("body", "title", "headings")
Posting = tuple[bytes, int, float, bytes]


def identifier_key(text: str) -> str:
    """Return the form in which identifiers are compared: folded, with single blanks, of limited length."""
    return " ".join(fold(text).split())[:LONGEST_IDENTIFIER]


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A field whose terms `cut` finds in a value; only their number in each document is kept.

    Positions would double the index and cost more than checking a phrase in the stored text.
    """

    def __init__(self, cut: Callable[[Any], list[str]], *, scorable: bool = False, unique: bool = False) -> None:
        super().__init__(formats.Existence(), analyzer=None, scorable=scorable, unique=unique)
        self._cut = cut

    def index(self, value: Any, **_: Any) -> Iterator[Posting]:
        """Yield each term of `value` as Whoosh writes it: bytes, count, weight, nothing else."""
        for term, count in Counter(self._cut(value)).items():
            yield term.encode("utf-8", "replace"), count, float(count), b""


def _all_identifiers(identifiers: tuple[str, ...]) -> list[str]:
    return [identifier_key(identifier) for identifier in identifiers]


def _own_id(identifier: str) -> list[str]:
    return [identifier_key(identifier)]


def _parts(text: str) -> list[str]:
    return [part for term in terms(text) for part in code_parts(term)]


def schema() -> fields.Schema:
    """Return the schema; fields and their order belong to SCHEMA_VERSION."""
    return fields.Schema(
        id=fields.ID(unique=True),
        own_id=TermsField(_own_id),
        title=TermsField(terms, scorable=True),
        headings=TermsField(terms, scorable=True),
        body=TermsField(terms, scorable=True),
        parts=TermsField(_parts),
        identifiers=TermsField(_all_identifiers),
        shown=fields.STORED(),
        card=fields.COLUMN(columns.VarBytesColumn()),
        facets=fields.COLUMN(columns.RefBytesColumn()),
    )


def whoosh_fields(document: SearchDocument) -> dict[str, Any]:
    """Return what `IndexWriter.add_document` takes for `document`.

    The body field repeats title and headings, so that one field can answer whether a document has a term at all.
    """
    everything = f"{document.title}\n{document.headings}\n{document.body}"
    facets = {name: list(values) for name, values in sorted(document.facets.items()) if values}
    return {
        "id": document.id,
        "own_id": document.id,
        "title": document.title,
        "headings": document.headings,
        "body": everything,
        "parts": everything,
        "identifiers": document.identifiers,
        "shown": {"kind": document.kind, "title": document.title, "url": document.url, "text": everything},
        "card": json.dumps([document.id, document.digest, document.date]).encode("ascii"),
        "facets": json.dumps(facets).encode("ascii"),
    }
