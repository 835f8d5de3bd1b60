"""Find the word or code that was meant when a slip of the fingers was typed: `timeuot`, `ORA-O1653`.

In: one folded term that the texts do not have. Out: terms that they have. Every text at distance one is made (a sign
left out, put in, replaced, or swapped with its neighbour: optimal string alignment) and looked up, which needs no
structure besides the dictionary, so that a browser can do the same. In codes the letters and digits that look alike are
tried first, even at two places, and another digit last: `PO-2024-00124` is another order than `PO-2024-00123`.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import combinations, product

from generator.search.text.english import STOPWORDS, stem
from generator.search.words.lexicon import Lexicon

SHORTEST, LONGEST = 4, 24
SHORTEST_NUMBER = 5
MOST_LOOKUPS = 1000

_SIGNS = "-_./:@#"
_LOOK_ALIKES = {
    "0": "o",
    "o": "0",
    "1": "li",
    "l": "1i",
    "i": "1l",
    "5": "s",
    "s": "5",
    "8": "b",
    "b": "8",
    "2": "z",
    "z": "2",
}
_ALIKE, _LIKELY, _ANOTHER_NUMBER = range(3)


def slips(term: str, lexicon: Lexicon, limit: int = 20) -> tuple[str, ...]:
    """Return up to `limit` terms of the index that `term` may be a slip of, look-alikes first, then by frequency.

    `term` is as typed and folded: a word not yet stemmed, or a whole code. Words are answered as stems, as the index
    has them. Terms of fewer than four or more than twenty-four characters and numbers of fewer than five have none.
    """
    if not SHORTEST <= len(term) <= LONGEST or not term.isascii() or (term.isdigit() and len(term) < SHORTEST_NUMBER):
        return ()
    asked = {term, _as_indexed(term)}
    found = []
    for sort, candidate in _candidates(term):
        indexed = _as_indexed(candidate)
        if indexed in asked or candidate in STOPWORDS:
            continue
        if len(asked) > MOST_LOOKUPS:
            break
        asked.add(indexed)
        if frequency := lexicon.frequency(indexed):
            found.append((sort, -frequency, indexed))
    return tuple(indexed for _, _, indexed in sorted(found)[:limit])


def _as_indexed(candidate: str) -> str:
    return stem(candidate) if candidate.isalpha() else candidate


def _candidates(term: str) -> Iterator[tuple[int, str]]:
    """Yield the texts near `term`, the likeliest kinds of slips first, because the number of look-ups is limited."""
    if not term.isalpha():
        yield from ((_ALIKE, candidate) for candidate in _looking_alike(term))
    for at in range(len(term) - 1):
        yield _LIKELY, term[:at] + term[at + 1] + term[at] + term[at + 2 :]
    for at in range(len(term)):
        yield _LIKELY, term[:at] + term[at + 1 :]
    for at in range(len(term) + 1):
        around = term[max(0, at - 1) : at + 1]
        yield from ((_LIKELY, term[:at] + sign + term[at:]) for sign in _alphabet(around, term))
    for at, old in enumerate(term):
        sort = _ANOTHER_NUMBER if old.isdigit() else _LIKELY
        yield from ((sort, term[:at] + sign + term[at + 1 :]) for sign in _alphabet(old, term))


def _alphabet(around: str, term: str) -> str:
    """Return the signs to try at a place: of the sort of its neighbours; in a code also what joins its parts."""
    letters = string.ascii_lowercase if any(not sign.isdigit() for sign in around) else ""
    digits = string.digits if any(sign.isdigit() for sign in around) else ""
    return letters + digits + ("" if term.isalpha() or term.isdigit() else _SIGNS)


def _looking_alike(term: str) -> Iterator[str]:
    places = [at for at, sign in enumerate(term) if sign in _LOOK_ALIKES]
    for number in (1, 2):
        for chosen in combinations(places, number):
            for instead in product(*(_LOOK_ALIKES[term[at]] for at in chosen)):
                signs = list(term)
                for at, sign in zip(chosen, instead, strict=True):
                    signs[at] = sign
                yield "".join(signs)
