"""How words sound, for a browser: the words once, from which it derives the keys under which they are found.

In: the file of sounds (`search.words.pronouncing`), which has each word under its pinyin, its loose pinyin and its initials.
Out: how each character is read, and scripts with the words by the first letters of their first two syllables. Which of
these a key may be in is known from the key alone (`drawers_of`). A word is sent with what cannot be derived: how many
documents have it, whether it stands before others, whether its initials find it, and how it is read if not character by
character. What would be derived is compared with the file, and any line that differs is sent as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from generator.search.static.dictionary_shards import DictionaryShards, Entry, dictionary_shards
from generator.search.static.packing import packed_all, packed_words
from generator.search.static.script import Script, script
from generator.search.words.pronouncing import MOST_WORDS_PER_KEY
from generator.search.words.sounds import LOOSE
from generator.search.words.syllables import LONGEST_SYLLABLE, MOST_SYLLABLES, SYLLABLES, loosened

# About 12 KB when compressed: a few words of pinyin look into a dozen drawers.
SOUND_SIGNS = 10_000
LOOSE_SYLLABLES = frozenset(loosened((syllable,)) for syllable in SYLLABLES)
_LISTED, _SHORTENED, _READ_OTHERWISE = 1, 2, 4

Syllables = tuple[str, ...]
Found = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word in one pronunciation, with its number of documents.

    `listed` words are the synonyms', which stand before more frequent ones; `shortened` ones have initials.
    """

    word: str
    syllables: Syllables
    count: int
    listed: bool
    shortened: bool

    @property
    def drawer(self) -> str:
        """The first letters of the first two syllables, with `l` for `n` as many speakers have it."""
        return _letter(self.syllables[0]) + _letter(self.syllables[1])

    @property
    def keys(self) -> set[str]:
        """What finds the word."""
        exact, loose = "".join(self.syllables), loosened(self.syllables)
        keys = {exact} if loose == exact else {exact, LOOSE + loose}
        return keys | {"".join(syllable[0] for syllable in self.syllables)} if self.shortened else keys


def sound_shards(sounds: bytes) -> tuple[DictionaryShards, Script]:
    """Return the words by drawers, and the readings of the characters."""
    readings: dict[str, Syllables] = {}
    lines: dict[str, Found] = {}
    for line in sounds.decode("utf-8").splitlines():
        key, _, values = line.partition("\t")
        if key.isascii():
            lines[key] = tuple((word, int(count)) for word, _, count in (one.partition(":") for one in values.split()))
        else:
            readings[key] = tuple(values.split())
    spoken = list(_spoken(lines, readings))
    drawers: defaultdict[str, list[Spoken]] = defaultdict(list)
    for one in sorted(spoken, key=lambda one: (one.word, one.syllables)):
        drawers[one.drawer].append(one)
    others: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, found in sorted(_differing(spoken, lines).items()):
        others[min(drawers_of(key), default="")][key] = " ".join(f"{word}:{count}" for word, count in found)
    entries = [
        Entry(drawer, (drawers[drawer], others[drawer]), _size(drawers[drawer]))
        for drawer in sorted({*drawers, *others})
    ]
    return dictionary_shards("sounds", entries, SOUND_SIGNS, lambda shard: _packed(shard, readings)), _readings(
        readings
    )


def drawers_of(key: str) -> set[str]:
    """Return the drawers in which words of this key may be: for each way to read it as pinyin or as initials."""
    if key.startswith(LOOSE):
        return set(_beginnings(key[len(LOOSE) :], LOOSE_SYLLABLES))
    initials = {_letter(key[0]) + _letter(key[1])} if 2 <= len(key) <= MOST_SYLLABLES else set()
    return initials.union(_beginnings(key, SYLLABLES))


def _beginnings(key: str, syllables: frozenset[str]) -> Iterator[str]:
    """Yield the letters of the first two syllables for each way to cut `key` into syllables."""
    ends = {len(key)}
    for start in range(len(key) - 1, 0, -1):
        if any(key[start:end] in syllables for end in range(start + 1, start + LONGEST_SYLLABLE + 1) if end in ends):
            ends.add(start)
    for end in range(1, LONGEST_SYLLABLE + 1):
        if end < len(key) and end in ends and key[:end] in syllables:
            yield _letter(key) + _letter(key[end:])


def _letter(syllable: str) -> str:
    return "l" if syllable[0] == "n" else syllable[0]


def _spoken(lines: Mapping[str, Found], readings: Mapping[str, Syllables]) -> Iterator[Spoken]:
    """Yield the words of all lines in each of their pronunciations, as far as the lines tell."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = {}
    for key, found in lines.items():
        for word, count in found:
            keys[word].add(key)
            counts[word] = count
    listed = _listed(lines.values())
    for word, found_by in keys.items():
        syllables = [readings.get(character, ()) for character in word]
        if not all(syllables) or len(word) < 2:
            continue
        usual = tuple(found[0] for found in syllables)
        is_listed, is_shortened = word in listed, "".join(syllable[0] for syllable in usual) in found_by
        one = Spoken(word, usual, counts[word], is_listed, is_shortened)
        yield one
        if found_by <= one.keys:
            continue
        for cut in product(*syllables):
            if cut != usual and "".join(cut) in found_by:
                is_shortened = "".join(syllable[0] for syllable in cut) in found_by
                yield Spoken(word, cut, counts[word], is_listed, is_shortened)


def _listed(lines: Iterable[Found]) -> set[str]:
    """Return the words that must be the synonyms', as they stand before more frequent ones."""
    listed: set[str] = set()
    for found in lines:
        if len(found) == 1:
            continue
        ranks = [(-count, word) for word, count in found]
        last = max((at for at in range(len(ranks) - 1) if ranks[at] > ranks[at + 1]), default=-1)
        listed.update(word for word, _ in found[: last + 1])
    return listed


def _differing(spoken: Iterable[Spoken], lines: Mapping[str, Found]) -> dict[str, Found]:
    """Return the lines that a browser would not derive from the words; an empty one for a key that is none."""
    derived: defaultdict[str, set[tuple[bool, int, str]]] = defaultdict(set)
    for one in spoken:
        rank = (not one.listed, -one.count, one.word)
        for key in one.keys:
            derived[key].add(rank)
    return {key: lines.get(key, ()) for key in {*derived, *lines} if _found(derived[key]) != lines.get(key, ())}


def _found(ranks: Iterable[tuple[bool, int, str]]) -> Found:
    return tuple((word, -count) for _, count, word in sorted(ranks)[:MOST_WORDS_PER_KEY])


def _size(words: Sequence[Spoken]) -> int:
    return sum(len(one.word) for one in words)


def _packed(
    shard: Sequence[Entry[tuple[list[Spoken], dict[str, str]]]], readings: Mapping[str, Syllables]
) -> list[object]:
    words = sorted((one for entry in shard for one in entry.value[0]), key=lambda one: (one.word, one.syllables))
    others = {key: line for entry in shard for key, line in entry.value[1].items()}
    is_usual = [
        all(readings[sign][0] == one for sign, one in zip(each.word, each.syllables, strict=True)) for each in words
    ]
    numbers = (
        8 * one.count + _LISTED * one.listed + _SHORTENED * one.shortened + _READ_OTHERWISE * (not usual)
        for one, usual in zip(words, is_usual, strict=True)
    )
    read = " ".join("'".join(one.syllables) for one, usual in zip(words, is_usual, strict=True) if not usual)
    return [packed_words(one.word for one in words), packed_all(numbers), read, others]


def _readings(readings: Mapping[str, Syllables]) -> Script:
    """Return the characters by their usual reading, and those that have others with these."""
    usual: defaultdict[str, list[str]] = defaultdict(list)
    for character, found in sorted(readings.items()):
        usual[found[0]].append(character)
    several = (character + " ".join(found[1:]) for character, found in sorted(readings.items()) if len(found) > 1)
    return script("readings", ["\n".join(f"{one}{''.join(usual[one])}" for one in sorted(usual)), "\n".join(several)])
