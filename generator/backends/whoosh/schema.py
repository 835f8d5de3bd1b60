"""What is stored in a Whoosh index under which name: our terms in Whoosh's postings, our columns beside them.

Fields of text: `body` (which repeats title and headings), `title`, `headings`. Fields of keys: `id`, `own_id`,
`identifiers`, `origins`, `parts` (what people remember of a code, with the code) and `facet` (name and value). Columns
hold what is needed of many documents at once: `key`, `digest`, `date`, `urgency`, `obsolete`. All that is shown of a
hit lies together in the stored field `shown`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import filterfalse
from typing import Any

from whoosh import columns, fields, formats

from generator.backends.whoosh.layout import DIGEST_BYTES, FACET_SIGN, day_number
from generator.search.counting.identifiers import identifier_key
from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import code_parts, terms

Posting = tuple[bytes, int, float, bytes]


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A field whose terms `cut` finds in a value; only their number in each document is kept.

    Positions would double the index and cost more than checking a phrase in the stored text.
    """

    def __init__(self, cut: Callable[[Any], Iterable[str]], *, scorable: bool = False, unique: bool = False) -> None:
        super().__init__(formats.Existence(), analyzer=None, scorable=scorable, unique=unique)
        self._cut = cut

    def counts(self, value: Any) -> Counter[str]:
        """Return the terms of `value`, each with its number."""
        return Counter(self._cut(value))

    def index(self, value: Any, **_: Any) -> Iterator[Posting]:
        """Yield each term of `value` as Whoosh writes it: bytes, count, weight, nothing else."""
        for term, count in self.counts(value).items():
            yield term.encode("utf-8", "replace"), count, float(count), b""


def _all_identifiers(identifiers: Iterable[str]) -> list[str]:
    return [identifier_key(identifier) for identifier in identifiers]


def _own_id(identifier: str) -> list[str]:
    return [identifier_key(identifier)]


def _parts(text: str) -> list[str]:
    """Return `01653 ora-01653` and `ora01653 ora-01653` for each code: prefixes lead from a part to the codes."""
    found: list[str] = []
    for term in dict.fromkeys(filterfalse(str.isalnum, terms(text))):
        if parts := code_parts(term):
            squeezed = "".join(filter(str.isalnum, term))
            found += [f"{part} {term}" for part in dict.fromkeys((*parts, squeezed))]
    return found


def _facets(facets: dict[str, list[str]]) -> list[str]:
    return [f"{name}{FACET_SIGN}{value}" for name, values in facets.items() for value in dict.fromkeys(values)]


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
        origins=TermsField(_all_identifiers),
        facet=TermsField(_facets),
        shown=fields.STORED(),
        key=fields.COLUMN(columns.VarBytesColumn()),
        digest=fields.COLUMN(columns.FixedBytesColumn(DIGEST_BYTES)),
        date=fields.COLUMN(columns.NumericColumn("i")),
        urgency=fields.COLUMN(columns.NumericColumn("i")),
        obsolete=fields.COLUMN(columns.NumericColumn("B")),
    )


def whoosh_fields(document: SearchDocument) -> dict[str, Any]:
    """Return what `IndexWriter.add_document` takes for `document`.

    The body field repeats title and headings, so that one field can answer whether a document has a term at all.
    """
    # One object, which the writer cuts into terms only once.
    everything = document.everything
    facets = {name: list(values) for name, values in sorted(document.facets.items()) if values}
    return {
        "id": document.id,
        "own_id": document.id,
        "title": document.title,
        "headings": document.topics,
        "body": everything,
        "parts": everything,
        "identifiers": document.identifiers,
        "origins": document.origins,
        "facet": facets,
        "shown": {
            "id": document.id,
            "kind": document.kind,
            "title": document.title,
            "url": document.url,
            "date": document.date,
            "facets": facets,
            "card": dict(document.card),
            "text": f"{document.title}\n{document.text}",
        },
        "key": document.id.encode("utf-8"),
        "digest": bytes.fromhex(document.digest),
        "date": day_number(document.date),
        "urgency": document.urgency,
        "obsolete": int(document.is_obsolete),
    }
