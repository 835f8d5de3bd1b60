"""The thesaurus for a browser: what people say in one dictionary, the words that it leads to in another.

In: a compiled thesaurus (`search.words.thesaurus`) and how many documents have a term. Out: scripts that `search-thesaurus.js`
reads. A word that no document has is never looked for, and as its absence is known here, it is not sent; but a phrase
that means the same as such words is still one phrase, so that stays: as a rule `=` without a number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import sub

from generator.search.asking.understanding import MOST_OTHERS
from generator.search.static.dictionary_shards import DictionaryShards, Entry, dictionary_shards
from generator.search.static.packing import packed_all, packed_words, utf16_order
from generator.search.static.script import Script, script
from generator.search.text.analysis import is_chinese, terms
from generator.search.words.nearness import NEARNESS
from generator.search.words.thesaurus import key_of

# About 5 KB when compressed: a question looks for phrases in many places, and each file costs a wait.
PHRASE_SIGNS = 6_000
# A question looks for its terms in as many places as it has terms.
NEARNESS_SIGNS = 4_000
# So many lines are in a file of those that are found by number; what is said of one subject has numbers near each other.
LINES = 3000
_SAME, _GROUP, _GAP = "=", "#", "…"


@dataclass(frozen=True, slots=True)
class ThesaurusShards:
    """The phrases with their rules, by number the words of each group, and with which terms each group is said.

    A rule is `=12` (the words of group 12 mean the same), `>34` (they are what is meant), or `>34…5`: if what line 5 of
    the same file's gaps names follows in the text. Groups that are said with a term are named by the numbers that they
    had in the compiled thesaurus, as also those count that lead to nothing here: `said` holds for each of these how
    many terms it is said with, and a 1 if its words are in `meanings`, where they stand in the same order.
    """

    phrases: DictionaryShards
    meanings: tuple[Script, ...]
    nearness: DictionaryShards
    said: tuple[str, str]


def thesaurus_shards(thesaurus: bytes, frequency: Callable[[str], int]) -> ThesaurusShards:
    """Return what a search in documents with these frequencies can feel of a compiled thesaurus."""
    lines = [line.split("\t") for line in thesaurus.decode("utf-8").splitlines()]
    groups = {int(key[1:]): words for key, *words in lines if key.startswith(_GROUP)}
    gaps = {key[1:]: _GAP.join(map(_each_squeezed, parts)) for key, *parts in lines if key.startswith(_GAP)}
    living = {old: found for old, words in sorted(groups.items()) if (found := _living(words, frequency))}
    numbers = {old: new for new, old in enumerate(living)}
    said = [
        (squeezed(key), rules)
        for key, *fields in lines
        if not key.startswith((_GROUP, _GAP, NEARNESS)) and (rules := list(_rules(key, fields, groups, numbers, gaps)))
    ]
    entries = [
        Entry(key, rules, len(key) + sum(4 + len(rule.gap) // 4 for rule in rules))
        for key, rules in sorted(said, key=lambda one: utf16_order(one[0]))
    ]
    return ThesaurusShards(
        phrases=dictionary_shards("phrases", entries, PHRASE_SIGNS, _packed),
        meanings=_by_number("meanings", ["\t".join(words) for words in living.values()]),
        nearness=_nearness({key[1:]: fields for key, *fields in lines if key.startswith(NEARNESS) and key[1:]}),
        said=_said(next((fields for key, *fields in lines if key == NEARNESS), ()), living),
    )


def _nearness(groups: Mapping[str, Sequence[str]]) -> DictionaryShards:
    entries = [
        Entry(term, packed_all(_gaps(list(map(int, groups[term])))), 2 + len(term) + 2 * len(groups[term]))
        for term in sorted(groups, key=utf16_order)
    ]
    return dictionary_shards("nearness", entries, NEARNESS_SIGNS, _packed_lines)


def _gaps(numbers: Sequence[int]) -> Iterator[int]:
    return map(sub, numbers, (0, *numbers))


def _packed_lines(entries: Sequence[Entry[str]]) -> list[str]:
    return [packed_words(entry.key for entry in entries), "\n".join(entry.value for entry in entries)]


def _said(sizes: Sequence[str], living: Collection[int]) -> tuple[str, str]:
    known = [int(size) for size in sizes if size]
    return packed_all(known), "".join(str(int(number in living)) for number in range(len(known)))


def squeezed(key: str) -> str:
    """Return the units of a key without the blanks beside Chinese characters: each of these is a unit by itself."""
    pieces: list[str] = []
    for unit in key.split(" "):
        if pieces and not is_chinese(pieces[-1]) and not is_chinese(unit):
            pieces.append(" ")
        pieces.append(unit)
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of a phrase; `number` is the new one of its group, or None if no document has a word of it."""

    sign: str
    number: int | None
    gap: str

    def written(self, gaps: Mapping[str, int]) -> str:
        number = "" if self.number is None else str(self.number)
        return self.sign + number + (f"{_GAP}{gaps[self.gap]}" if self.gap else "")


def _living(words: Sequence[str], frequency: Callable[[str], int]) -> list[str]:
    """Return the words that documents have; all of them if there are more than are looked at, as their places count."""
    found = [word for word in words if (parts := terms(word)) and all(map(frequency, parts))]
    return list(words) if found and len(words) > MOST_OTHERS else found


def _rules(
    key: str,
    fields: Sequence[str],
    groups: Mapping[int, Sequence[str]],
    numbers: Mapping[int, int],
    gaps: Mapping[str, str],
) -> Iterator[_Rule]:
    """Yield those rules of a phrase that a search can feel."""
    for field in fields:
        rule, _, gap = field.partition(_GAP)
        sign, old = rule[0], int(rule[1:])
        if sign == _SAME and all(key_of(word) == key for word in groups.get(old, ())):
            continue
        if sign == _SAME or old in numbers:
            yield _Rule(sign, numbers.get(old), gaps[gap] if gap else "")


def _each_squeezed(either: str) -> str:
    return "/".join(map(squeezed, either.split("/")))


def _packed(entries: Sequence[Entry[list[_Rule]]]) -> list[str]:
    """Return the phrases, their rules, and what must follow in those with gaps: many have the same end."""
    gaps: dict[str, int] = {}
    for entry in entries:
        for rule in entry.value:
            if rule.gap:
                gaps.setdefault(rule.gap, len(gaps))
    rules = ("\t".join(dict.fromkeys(rule.written(gaps) for rule in entry.value)) for entry in entries)
    return [packed_words(entry.key for entry in entries), "\n".join(rules), "\n".join(gaps)]


def _by_number(name: str, lines: Sequence[str]) -> tuple[Script, ...]:
    return tuple(
        script(f"{name}-{at // LINES:03}", "\n".join(lines[at : at + LINES])) for at in range(0, len(lines), LINES)
    )
