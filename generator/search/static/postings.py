"""Count the terms of all documents, field by field, and find their identifiers.

In: documents in the order of their numbers. Out: for each term the documents that have it, packed; for each identifier
the documents that it names. What a term is, is the analysis's business alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from generator.search.counting.identifiers import identifier_key
from generator.search.counting.lengths import STORED_LENGTHS, length_byte
from generator.search.documents.document import SearchDocument
from generator.search.static.packing import packed_all, packed_counts, packed_words, utf16_order
from generator.search.text.analysis import code_parts, terms

TEXT_FIELDS = ("body", "title", "headings")
# Ends an identifier among the terms: it sorts before everything, so that `ora-01653` the term and `ora-01653` the
# identifier lie in one file, and occurs in neither.
IDENTIFIER_SIGN = "\t"
# Parts the fields of a term.
FIELD_SIGN = "|"

Counts = list[tuple[int, int]]
Frequencies = list[tuple[str, int]]


class Postings:
    """The terms of documents and where they occur."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self.lengths: dict[str, list[int]] = {field: [] for field in TEXT_FIELDS}
        self._body: dict[str, Counts] = {}
        self._small: dict[str, dict[str, Counts]] = {"title": {}, "headings": {}}
        self._identifiers: dict[str, dict[int, bool]] = {}
        for number, document in enumerate(documents):
            self._count(number, document)
            self._identify(number, document)

    @property
    def averages(self) -> list[float]:
        """The average length of each field, of the lengths as they are stored."""
        return [
            sum(STORED_LENGTHS[byte] for byte in lengths) / len(lengths) if lengths else 0.0
            for lengths in (self.lengths[field] for field in TEXT_FIELDS)
        ]

    @property
    def frequencies(self) -> dict[str, int]:
        """How many documents have each term in their text."""
        return {term: len(counts) for term, counts in self._body.items()}

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield each term, and each identifier with its sign, with what is packed of it, in JavaScript's order."""
        keys = [*self._body, *(key + IDENTIFIER_SIGN for key in self._identifiers)]
        for key in sorted(keys, key=utf16_order):
            yield key, self._packed_identifier(key[:-1]) if key.endswith(IDENTIFIER_SIGN) else self._packed_term(key)

    def words(self) -> Frequencies:
        """Return the terms of one part that are written in ASCII: what a slip of the keyboard is compared with."""
        return self._frequencies(lambda term: term.isascii() and not code_parts(term))

    def codes(self) -> Frequencies:
        """Return the terms of several parts: what people remember of a code is looked for in them."""
        return self._frequencies(lambda term: bool(code_parts(term)))

    def _frequencies(self, is_wanted: Callable[[str], bool]) -> Frequencies:
        wanted = sorted(filter(is_wanted, self._body), key=utf16_order)
        return [(term, len(self._body[term])) for term in wanted]

    def _count(self, number: int, document: SearchDocument) -> None:
        # The body repeats title and headings, so that one field can answer whether a document has a term at all.
        texts = {
            "body": document.everything,
            "title": document.title,
            "headings": document.topics,
        }
        counts = {field: Counter(terms(text)) for field, text in texts.items()}
        for field, found in counts.items():
            self.lengths[field].append(length_byte(found.total()))
            postings = self._body if field == "body" else self._small[field]
            for term, count in found.items():
                # A word that was cut off where a lead ends is none of the document's words.
                if term in counts["body"]:
                    postings.setdefault(term, []).append((number, count))

    def _identify(self, number: int, document: SearchDocument) -> None:
        for identifier in document.identifiers:
            self._identifiers.setdefault(stored_key(identifier), {})[number] = False
        self._identifiers.setdefault(stored_key(document.id), {})[number] = True

    def _packed_term(self, term: str) -> str:
        """Return body, title and headings; title and headings name their documents by the place in the body's list."""
        body = self._body[term]
        pieces = [packed_counts(body)]
        if not any(term in counts for counts in self._small.values()):
            return pieces[0]
        for field in TEXT_FIELDS[1:]:
            counts = self._small[field].get(term)
            if counts is None:
                pieces.append("")
                continue
            places = {number: place for place, (number, _) in enumerate(body)}
            pieces.append(packed_counts((places[number], count) for number, count in counts))
        return FIELD_SIGN.join(pieces).rstrip(FIELD_SIGN)

    def _packed_identifier(self, key: str) -> str:
        """Return the documents of an identifier; a count of 2 says that it is the document's own."""
        return packed_counts((number, 2 if own else 1) for number, own in sorted(self._identifiers[key].items()))


def packed_frequencies(frequencies: Frequencies) -> list[str]:
    """Return terms and, beside them, their numbers of documents."""
    return [packed_words(term for term, _ in frequencies), packed_all(having for _, having in frequencies)]


def stored_key(identifier: str) -> str:
    """Return an identifier as it is compared; an index holds a question mark in place of a lone surrogate."""
    return identifier_key(identifier).encode("utf-8", "replace").decode("utf-8")
