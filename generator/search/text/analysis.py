"""Cut a text into terms: codes whole, English words stemmed, Chinese as overlapping pairs.

In: any text. Out: terms with their places. Pairs of characters find every Chinese substring without a dictionary, and
a code is one term because its parts (`ORA`, `PO`, `2024`) say little: both were measured against word segmenters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

from generator.search.text.english import STOPWORDS, stem
from generator.search.text.folding import fold

# An index made by another version must be rebuilt: raise this with every change of folding, stemming or cutting.
ANALYSIS_VERSION = "1"
LONGEST_TERM = 64

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# To compile this set of characters takes Python a millisecond and a half wherever it stands, and a search waits for
# that; so it stands only twice, and a word is a loop: a part, and with the first one behind it, what joins and a part.
# A colon joins digits only (14:35); after a code it usually begins the explanation (`ORA-01653: unable to extend`).
_JOINING = r"(?:_+|[-.@#]|(?<=\d):(?=\d))"
_PIECES = re.compile(rf"(?P<word>(?:(?(2){_JOINING})([^\W_{_CJK}]+))+)|(?P<run>[{_CJK}]+)")
# Within a word there is no Chinese.
_PARTS = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """One term and its place: `start` and `end` count characters of the original text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the terms of `text` in reading order."""
    return [Token(term, start, end) for term, start, end in _scan(fold(text))]


def terms(text: str) -> list[str]:
    """Return only the terms of `text`: what an index counts."""
    return list(_terms(text))


def terms_within(phrase: str) -> list[str]:
    """Return the terms that every text has which holds `phrase`, be it in the middle of a word.

    A lone Chinese character at its edge is none of them: in the text it may be half of a pair.
    """
    edges = (0, len(phrase))
    return [
        one.text
        for one in tokens(phrase)
        if not (one.end - one.start == 1 and is_chinese(one.text) and (one.start in edges or one.end in edges))
    ]


def pieces(folded: str) -> Iterator[tuple[str, int, bool]]:
    """Yield what a folded text consists of before it is cut further: words and codes whole, and runs of Chinese.

    Each with the place at which it begins, and whether it is Chinese.
    """
    for match in _PIECES.finditer(folded):
        yield match[0], match.start(), match["word"] is None


def is_code(term: str) -> bool:
    """Whether a term looks like an identifier: `ora-01653`, `0012345`, `t_inv_onhand`.

    Words, years, clock times and product names with a version (`python3`, `k8s`) do not.
    """
    digits = sum(map(str.isdigit, term))
    if digits == len(term):
        return digits >= 5
    if "_" in term:
        return len(term) >= 4
    return digits >= 3 and (any(map(str.isalpha, term)) or sum(map(term.count, "-.")) >= 2)


def code_parts(term: str) -> list[str]:
    """Return what people remember of a code: `01653` of `ora-01653`; nothing for a term of one part."""
    if term.isalnum():
        return []
    parts = _PARTS.findall(term)
    return [part for part in parts if len(part) > 1] if len(parts) > 1 else []


def is_chinese(term: str) -> bool:
    """Whether a term consists of Chinese (or Japanese, Korean) characters."""
    match = _PIECES.match(term)
    return match is not None and match["word"] is None


@lru_cache(maxsize=4)
def _terms(text: str) -> tuple[str, ...]:
    """Do what `_scan` does without places: indexing spends most of its time here, and fields share a document's text."""
    found: list[str] = []
    for word, _, run in _PIECES.findall(fold(text)):
        if word:
            # Words come again and again; one without end is not worth remembering.
            found += _terms_of_word(word) if len(word) <= LONGEST_TERM else _terms_of_word.__wrapped__(word)
        elif len(run) == 1:
            found.append(run)
        else:
            found += map(add, run, run[1:])
    return tuple(found)


@lru_cache(maxsize=65536)
def _terms_of_word(word: str) -> tuple[str, ...]:
    return tuple(term for term, _, _ in _word_terms(word, 0))


def _scan(folded: str) -> Iterator[tuple[str, int, int]]:
    for piece, start, is_run in pieces(folded):
        if not is_run:
            yield from _word_terms(piece, start)
        elif len(piece) == 1:
            yield piece, start, start + 1
        else:
            for at in range(start, start + len(piece) - 1):
                yield folded[at : at + 2], at, at + 2


def _word_terms(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    if word.isalpha():
        if len(word) > 1 and word not in STOPWORDS:
            yield stem(word[:LONGEST_TERM]), start, start + len(word)
    elif len(word) > LONGEST_TERM or not _stays_whole(word):
        for part in _PARTS.finditer(word):
            piece = part[0][:LONGEST_TERM]
            if piece.isalpha():
                yield from _word_terms(piece, start + part.start())
            else:
                yield piece, start + part.start(), start + part.start() + len(piece)
    else:
        yield word, start, start + len(word)


def _stays_whole(word: str) -> bool:
    # `read-only` and `end.Next` are words that a sign joins; a digit, an underscore or an @ makes a code.
    return "_" in word or "@" in word or any(character.isdigit() for character in word)
