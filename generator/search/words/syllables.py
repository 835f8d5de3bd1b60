"""The syllables of Mandarin as people type them: without tones, `v` for `ü`.

In: letters. Out: how they may be cut into syllables, and a looser form in which the sounds that many speakers do not
tell apart are one. Plain tables and one recursion, so that a browser can do the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

# Initial → the finals that it goes with. Nothing but this says that `timeout` is no pinyin.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
# Who does not tell `zh` from `z` or `ing` from `in` also types what is no syllable: `zuang`, `suodin`.
TYPED_SYLLABLES = SYLLABLES.union(
    (syllable[0] + syllable[2:] for syllable in SYLLABLES if syllable[:2] in {"zh", "ch", "sh"}),
    (syllable[:-1] for syllable in SYLLABLES if syllable.endswith(("ang", "eng", "ing"))),
)
LONGEST_SYLLABLE = max(map(len, SYLLABLES))
# A word of the index has so many syllables at most, see `search.words.pronouncing`.
MOST_SYLLABLES = 6
# Real words have one or two; `ananananan` has many.
MOST_CUTS = 3


def cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return the first few ways to cut `letters` into two to six syllables: `fangan` is `fan gan` or `fang an`."""
    return tuple(islice((cut for cut in _cuts(letters, MOST_SYLLABLES) if len(cut) > 1), MOST_CUTS))


def loosened(syllables: tuple[str, ...]) -> str:
    """Return a key that is equal for `zh`/`z`, `ch`/`c`, `sh`/`s`, `n`/`l`, `ang`/`an`, `eng`/`en` and `ing`/`in`."""
    return "".join(map(_loosened, syllables))


def _cuts(letters: str, most: int) -> Iterator[tuple[str, ...]]:
    if not letters:
        yield ()
    if len(letters) > most * LONGEST_SYLLABLE:
        return
    for end in range(1, min(LONGEST_SYLLABLE, len(letters)) + 1):
        if letters[:end] in TYPED_SYLLABLES:
            for rest in _cuts(letters[end:], most - 1):
                yield letters[:end], *rest


@cache
def _loosened(syllable: str) -> str:
    if syllable[:2] in {"zh", "ch", "sh"}:
        syllable = syllable[0] + syllable[2:]
    elif syllable[0] == "n":
        syllable = "l" + syllable[1:]
    if syllable.endswith(("ang", "eng", "ing")):
        syllable = syllable[:-1]
    return syllable.replace("v", "u")
