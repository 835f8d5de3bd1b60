"""Bring English words to a common stem, so that `failed`, `fails` and `failing` find each other.

In: a folded word of letters only. Out: its stem. These are the inflection steps of Porter's second stemmer; its
derivation steps (`nation` from `national`) are left out. Own code, because a stemmer that changes with a package's
version would make the terms of a query differ from those of an index already on disk.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL_WORDS = """
an and are as at be been but by can did do does for from had has have how if in into is it its may no not of on or our
so such than that the their them then there these they this those to was we were what when where which who why will
with would you your
"""
STOPWORDS = frozenset(_SMALL_WORDS.split())

_VOWEL = re.compile(r"[aeiouy]")
_ENDED = re.compile(r"(.*?)(?:ingly|edly|ing|ed)$")
_DOUBLED = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of `word`; words of up to three letters lose nothing."""
    if len(word) > 3:
        word = _without_past(_without_plural(word))
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 2 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word


def _without_plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss", "is")):
        return word
    if word.endswith(("ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and _VOWEL.search(word[:-2]) else word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _VOWEL.search(word[:-3]) else word
    match = _ENDED.fullmatch(word)
    if match is None or not _VOWEL.search(match[1]):
        return word
    base = match[1]
    if len(base) <= 2:
        return base + "e"
    return base[:-1] if len(base) > 3 and _DOUBLED.search(base) else base
