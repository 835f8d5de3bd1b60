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
