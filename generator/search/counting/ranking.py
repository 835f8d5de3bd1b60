"""How much a match is worth, the same for every engine.

BM25 in three fields, added up. The figures were measured on records and articles of very different lengths
(`benchmarks/search`): the title counts on top of the body that repeats it, and so does how a text begins.
"""

from __future__ import annotations

import math
from enum import IntEnum

SATURATION = 1.6
LENGTH_WEIGHT = 0.75
FIELD_WEIGHTS = {"title": 0.75, "headings": 0.3, "body": 1.0}

# Two words side by side name one thing (`price list`), which neither of them does alone. The index does not say where
# words stand, so the texts of this many best documents are read for it; more of them changed no measured answer.
MOST_READ = 20
# What such a pair is worth beside the lesser of its words: any figure from 1 to 3 gives about the same answers.
PAIR_WEIGHT = 1.5


class Lane(IntEnum):
    """Hits of a higher lane come first, whatever their score."""

    TEXT = 0
    CODE_IN_TEXT = 1
    IDENTIFIER = 2
    OWN_ID = 3


def rarity(documents: int, having: int) -> float:
    """Return the inverse document frequency of a term that `having` of `documents` contain (Lucene's form)."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def length_norm(length: float, average: float) -> float:
    """Return the part of BM25 that depends only on how long a field is in a document."""
    return SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / average) if average else SATURATION


def impact(frequency: float, norm: float) -> float:
    """Return what `frequency` occurrences in a field of that `length_norm` are worth, before rarity."""
    return frequency * (SATURATION + 1) / (frequency + norm)


def worth_of_pair(times: int, first: float, second: float) -> float:
    """Return what it is worth that two words stand side by side `times` in a text.

    `first` and `second` are the weight × rarity of each word; as with a word in a text of average length, the second
    time is worth less than the first.
    """
    return PAIR_WEIGHT * min(first, second) * impact(times, SATURATION)
