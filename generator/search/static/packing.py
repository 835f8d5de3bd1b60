"""Write numbers and sorted words as text that a script holds without escapes and that gzip can shrink.

Numbers: each of 90 printable signs is one digit. The first 64 end a number, so that small numbers take one sign; the
others say that more follows. Words: each is its difference from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable

# Left out are what JSON escapes, what could end a script element, and the blank and the bar that part lists.
SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\<|')
ENDING = 64
GOING_ON = len(SIGNS) - ENDING
MOST_SHARED = 25


def packed(number: int) -> str:
    """Return one number from 0 upwards: one sign below 64, two below 1,728."""
    signs = ""
    while number >= ENDING:
        number, rest = divmod(number - ENDING, GOING_ON)
        signs += SIGNS[ENDING + rest]
    return signs + SIGNS[number]


# Nearly all gaps between the documents of a term are small, and there are hundreds of thousands of them.
_MANY = 2048
_SMALL = tuple(map(packed, range(_MANY)))


def packed_all(numbers: Iterable[int]) -> str:
    """Return numbers without anything between them: each says itself where it ends."""
    return "".join(map(packed, numbers))


def packed_counts(pairs: Iterable[tuple[int, int]]) -> str:
    """Return ascending places with a count from 1 upwards each.

    A place is written as the number of places left out before it, doubled; one more says that the count is not 1 and
    follows.
    """
    pieces: list[str] = []
    expected = 0
    for place, count in pairs:
        gap = 2 * (place - expected) + (count != 1)
        pieces.append(_SMALL[gap] if gap < _MANY else packed(gap))
        if count != 1:
            pieces.append(packed(count - 2))
        expected = place + 1
    return "".join(pieces)


def packed_words(words: Iterable[str]) -> str:
    """Return sorted words, each as a capital for how many characters it shares with the one before, and the rest.

    Folded words hold no capitals of ASCII. Only characters below U+10000 are shared: they count as one in JavaScript.
    """
    pieces: list[str] = []
    before = ""
    for word in words:
        shared = 0
        for one, other in zip(word[:MOST_SHARED], before, strict=False):
            if one != other or one > "\uffff":
                break
            shared += 1
        pieces.append(chr(ord("A") + shared) + word[shared:])
        before = word
    return "".join(pieces)


def utf16_order(word: str) -> bytes:
    """Return the sort key that puts words into the order in which JavaScript compares them."""
    return word.encode("utf-16-be", "replace")
