"""Count how often words stand side by side in a text, as somebody asked for them.

In: a text as its author wrote it, and pairs of terms. Out: for each pair how often its first term is followed by its
second, with a few signs between them at most. Only the beginning of a text is read, so that no text takes long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from generator.search.text.excerpt import places_of
from generator.search.text.folding import fold

# So many characters; what a text is about, it says in them.
LONGEST_READ = 4000
# So many signs may lie between: a blank, a hyphen, a comma, or the small word that the index leaves out (`out of paper`).
MOST_BETWEEN = 5


def times_side_by_side(text: str, pairs: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each pair how often it stands so in `text`."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for start, end, term in sorted(places_of(fold(text[:LONGEST_READ]), {term for pair in pairs for term in pair})):
        starts[term].append(start)
        ends[term].append(end)
    return [sum(_follows(end, starts[second]) for end in ends[first]) for first, second in pairs]


def _follows(end: int, starts: Sequence[int]) -> bool:
    """Whether one of the ascending `starts` lies directly behind `end`."""
    at = bisect_left(starts, end)
    return at < len(starts) and starts[at] - end <= MOST_BETWEEN
