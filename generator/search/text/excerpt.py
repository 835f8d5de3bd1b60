"""Show where a text answers a query.

In: the stored text as the author wrote it, and the query's terms and phrases. Out: a short plain text with START and
END round every match. It is not HTML: who shows it escapes it first and replaces the two signs afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from generator.search.text.analysis import is_chinese
from generator.search.text.english import stem
from generator.search.text.folding import fold

START = "\u0001"
END = "\u0002"
AROUND = 40
_MOST_PLACES = 500
_BLANK = re.compile(r"[\s\u0001\u0002]+")

Place = tuple[int, int, str]


def excerpt(
    text: str, terms: Collection[str], phrases: Collection[str] = (), weights: Mapping[str, float] | None = None
) -> str:
    """Return the part of `text` that matches best, or its beginning where nothing matches.

    `terms` and `phrases` are folded, as a `Query` holds them; `weights` says how much a term matters (1 if missing).
    """
    places = sorted(places_of(fold(text), terms, phrases))
    if not places:
        return _plain(text[: 2 * AROUND]).strip() + ("…" if len(text) > 2 * AROUND else "")
    first, last = _best_cluster(places, weights or {})
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    pieces, at = ["…" if start else ""], start
    for match_start, match_end in _joined(places, start, end):
        pieces += [_plain(text[at:match_start]), START, _plain(text[match_start:match_end]), END]
        at = match_end
    return "".join([*pieces, _plain(text[at:end]), "…" if end < len(text) else ""]).strip()


def _plain(text: str) -> str:
    return _BLANK.sub(" ", text)


def places_of(folded: str, terms: Collection[str], phrases: Collection[str] = ()) -> Iterator[Place]:
    """Yield start, end and needle of every match in a folded text, in no order."""
    words = [term for term in terms if term.isalpha() and not is_chinese(term)]
    for needle in {*phrases, *terms} - {"", *words}:
        yield from _literal_places(folded, needle, whole=needle not in phrases and not is_chinese(needle))
    if words:
        # A stem ends in i where the word may end in y: only what both share is looked for, then the stem decides.
        beginnings = "|".join(re.escape(word.removesuffix("i")) for word in sorted(words, key=len, reverse=True))
        wanted = set(words)
        for match in re.finditer(rf"(?<![^\W_])(?:{beginnings})[^\W\d_]*", folded):
            if (found := stem(match[0])) in wanted:
                yield match.start(), match.end(), found


def _literal_places(folded: str, needle: str, *, whole: bool) -> Iterator[Place]:
    at = folded.find(needle)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        end = at + len(needle)
        if not whole or not (_continues(folded, at - 1) or _continues(folded, end)):
            yield at, end, needle
        at = folded.find(needle, at + 1)


def _continues(folded: str, at: int) -> bool:
    return 0 <= at < len(folded) and folded[at].isascii() and folded[at].isalnum()


def _best_cluster(places: list[Place], weights: Mapping[str, float]) -> tuple[int, int]:
    """Return start and end of the matches within twice AROUND that together weigh most."""
    best, best_weight = (places[0][0], places[0][1]), -1.0
    first = 0
    counts: dict[str, int] = {}
    weight = 0.0
    for _, end, needle in places:
        if not counts.get(needle):
            weight += weights.get(needle, 1.0)
        counts[needle] = counts.get(needle, 0) + 1
        while end - places[first][0] > 2 * AROUND and places[first][1] < end:
            left = places[first][2]
            counts[left] -= 1
            if not counts[left]:
                weight -= weights.get(left, 1.0)
            first += 1
        # A tiny margin, so that rounding does not prefer a later cluster that is only equal.
        if weight > best_weight + 1e-9:
            best, best_weight = (places[first][0], end), weight
    return best


def _joined(places: list[Place], start: int, end: int) -> list[tuple[int, int]]:
    """Return the matches between `start` and `end`, with touching and overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for match_start, match_end, _ in places:
        if match_start < start or match_end > end:
            continue
        if joined and match_start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], match_end))
        else:
            joined.append((match_start, match_end))
    return joined
