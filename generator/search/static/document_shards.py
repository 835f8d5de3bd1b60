"""What is known of all documents in one file, what is shown of them in many.

The table holds what ranking, filters and counts need of every document and is loaded with the first search. The texts
are cut into small files, of which a search loads those of the hits that it shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.search.documents.document import SearchDocument
from generator.search.static.packing import packed_all
from generator.search.static.postings import TEXT_FIELDS, stored_key
from generator.search.static.script import Script, script

# A file of texts holds at least so many characters; the texts of a large site are cut into about MOST_SHARDS files.
SHARD_CHARACTERS = 3000
MOST_SHARDS = 1000


def document_table(documents: Sequence[SearchDocument], lengths: Mapping[str, Sequence[int]]) -> Script:
    """Return what is known of `documents`, column by column."""
    numbers = {stored_key(document.id): number for number, document in enumerate(documents)}
    origins = [
        [number, [numbers[key] for key in map(stored_key, document.origins) if key in numbers]]
        for number, document in enumerate(documents)
        if document.origins
    ]
    table = {
        "ids": "\n".join(document.id for document in documents),
        "dates": "\n".join(document.date for document in documents),
        "urgency": [document.urgency for document in documents],
        "obsolete": [number for number, document in enumerate(documents) if document.is_obsolete],
        "origins": origins,
        "lengths": [packed_all(lengths[field]) for field in TEXT_FIELDS],
        "facets": {name: _column(documents, name) for name in _facet_names(documents)},
    }
    return script("documents", table)


def _facet_names(documents: Sequence[SearchDocument]) -> list[str]:
    return sorted({name for document in documents for name, values in document.facets.items() if values})


def _column(documents: Sequence[SearchDocument], name: str) -> list[object]:
    """Return the distinct lists of values of a facet, and for each document its place among them; 0 is none."""
    distinct: dict[tuple[str, ...], int] = {(): 0}
    places = [distinct.setdefault(tuple(document.facets.get(name, ())), len(distinct)) for document in documents]
    return [[list(values) for values in distinct if values], packed_all(places)]


@dataclass(frozen=True, slots=True)
class TextShards:
    """The scripts, and the number of the first document in each."""

    scripts: tuple[Script, ...]
    beginnings: tuple[int, ...]


def text_shards(documents: Sequence[SearchDocument]) -> TextShards:
    """Return the scripts that hold `[title, url, kind, text, card]` of each document, nothing shortened."""
    most = max(SHARD_CHARACTERS, sum(map(_size, documents)) // MOST_SHARDS)
    scripts: list[Script] = []
    beginnings: list[int] = []
    shard: list[object] = []
    size = 0
    for number, document in enumerate(documents):
        if not shard:
            beginnings.append(number)
        shard.append(_shown(document))
        size += _size(document)
        if size >= most or number + 1 == len(documents):
            scripts.append(script(f"texts-{len(scripts):03}", shard))
            shard, size = [], 0
    return TextShards(tuple(scripts), tuple(beginnings))


def _size(document: SearchDocument) -> int:
    return len(document.title) + len(document.text)


def _shown(document: SearchDocument) -> list[object]:
    text = document.text
    return [document.title, document.url, document.kind, text, dict(sorted(document.card.items()))]
