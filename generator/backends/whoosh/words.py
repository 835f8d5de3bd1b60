"""The files of words that lie beside the postings of a generation: synonyms, sounds, and which characters keep company.

In: the folder of a generation that is not yet in force. Out: its files, written or read. They help to understand a
query and are no part of the answer: where one is missing, less is understood and everything is still found as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.backends.whoosh.files import Buffer, mapped
from generator.backends.whoosh.layout import TERMS, noted_segments
from generator.backends.whoosh.postings import documents_of
from generator.backends.whoosh.terms import Terms
from generator.search.text.analysis import is_chinese
from generator.search.words.company import COMPANY_FILE, Company
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.sounds import Sounds
from generator.search.words.thesaurus import THESAURUS_FILE, Thesaurus

if TYPE_CHECKING:
    from generator.search.documents.document import SearchDocument

SOUNDS_FILE = "sounds.txt"


def write_words(folder: Path, documents: Iterable[SearchDocument], thesaurus: bytes) -> None:
    """Write all files of words for the index in `folder`, which holds `documents`."""
    # The readings of all characters are loaded here, which no search should wait for.
    from generator.search.words.company import company_of
    from generator.search.words.pronouncing import sounds_of
    from generator.search.words.thesaurus import words_in

    pairs = list(_pairs(folder))
    replace_thesaurus(folder, thesaurus)
    _write(folder / COMPANY_FILE, company_of(pairs))
    _write(folder / SOUNDS_FILE, sounds_of(documents, words_in(thesaurus), pairs))


def replace_thesaurus(folder: Path, thesaurus: bytes) -> None:
    """Write other synonyms; sounds and company are of the whole index and wait for the next complete one."""
    _write(folder / THESAURUS_FILE, thesaurus)


def _write(path: Path, data: bytes) -> None:
    # It may be one file with that of the generation before, which must not change.
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _pairs(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the pairs of Chinese characters in the texts with their number of documents."""
    counts: dict[str, int] = {}
    for segment in noted_segments(folder):
        for term, info in Terms(mapped(folder / f"{segment.id}{TERMS}")).beginning_with("body", b""):
            # Two Chinese characters take six to eight bytes; most other terms need not be looked at any closer.
            if 6 <= len(term) <= 8 and len(text := term.decode("utf-8")) == 2 and is_chinese(text):
                counts[text] = counts.get(text, 0) + documents_of(info)
    yield from counts.items()


class Words:
    """The files of words of one generation, mapped; safe for many threads."""

    def __init__(self, folder: Path) -> None:
        self.thesaurus = Thesaurus(SortedLines(_mapped(folder / THESAURUS_FILE)))
        self.company = Company(SortedLines(_mapped(folder / COMPANY_FILE)))
        self.sounds = Sounds(_mapped(folder / SOUNDS_FILE))


def _mapped(path: Path) -> Buffer:
    """Return the content of a file without reading it; a missing one holds nothing."""
    try:
        return mapped(path)
    except FileNotFoundError:
        return b""
