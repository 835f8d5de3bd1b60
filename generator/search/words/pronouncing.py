"""Write down how the words of an index sound, when the index is built, for `search.words.sounds` to look up.

In: the documents, the words of the synonyms and the frequent pairs of the texts. Out: the bytes of a sorted text file,
the same for the same input. Only this module needs pypinyin: who searches, on a server or in a browser, reads the file.

There is no list of Chinese words: every piece of two to six characters of a title may be one. Short pieces are counted
first, and a longer one is only looked at when the shorter ones in it were frequent enough to be kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from generator.search.documents.document import SearchDocument
from generator.search.text.folding import fold
from generator.search.words.sounds import LOOSE
from generator.search.words.syllables import MOST_SYLLABLES, SYLLABLES, loosened

# A pair of the texts that fewer documents have is left out: it is rarely a word.
LEAST_DOCUMENTS = 3
# How many pieces of titles of each length are kept, the most frequent ones, and as many pairs that only the texts have.
MOST_WORDS = {2: 60_000, 3: 50_000, 4: 50_000, 5: 20_000, 6: 20_000}
MOST_WORDS_PER_KEY = 24
MOST_READINGS = 3

_TONED_U = str.maketrans("ǖǘǚǜ", "vvvv")
_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
# A piece that begins or ends with one of these goes across the border of two words.
_BETWEEN_WORDS = frozenset("的之与和及或")
Readings = Callable[[str], tuple[str, ...]]
# Words of the synonyms first, then the most frequent.
_Rank = tuple[bool, int, str]


def sounds_of(
    documents: Iterable[SearchDocument], synonyms: Iterable[str] = (), pairs: Iterable[tuple[str, int]] = ()
) -> bytes:
    """Return the file of sounds for an index.

    `synonyms` are texts with words worth knowing even if no title has them; `pairs` are the pairs of characters of
    the texts with the number of documents that have them.
    """
    in_texts = {fold(pair): count for pair, count in pairs if count >= LEAST_DOCUMENTS and _is_word(fold(pair))}
    in_titles, edges = _pieces_of(documents)
    listed = {run for text in synonyms for run in _runs(text) if len(run) <= MOST_SYLLABLES}
    counts = {word: max(count, in_texts.get(word, 0)) for word, count in in_titles.items()}
    counts |= {word: _estimated(word, in_texts) for word in listed if word not in counts}
    shortened = listed | {piece for piece, count in in_titles.items() if count >= LEAST_DOCUMENTS} | edges
    others = sorted((-count, pair) for pair, count in in_texts.items() if pair not in counts)
    counts |= {pair: -negative for negative, pair in others[: MOST_WORDS[2]]}

    readings, pronounced = _pypinyin()
    words: defaultdict[str, list[_Rank]] = defaultdict(list)
    for word, count in counts.items():
        for key in _keys(pronounced(word), with_initials=word in shortened):
            words[key].append((word not in listed, -count, word))
    lines = [f"{key}\t{_joined(found)}" for key, found in words.items()]
    lines += [f"{one}\t{' '.join(readings(one))}" for one in _characters(counts) if readings(one)]
    return "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8")


def syllables_of(word: str) -> list[str]:
    """Return the usual pinyin of each character of a word, without tones; what is no Chinese stays as it is."""
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(word))


def _joined(found: list[_Rank]) -> str:
    best = sorted(found)[:MOST_WORDS_PER_KEY] if len(found) > 1 else found
    return " ".join([f"{word}:{-negative}" for _, negative, word in best])


def _pieces_of(documents: Iterable[SearchDocument]) -> tuple[dict[str, int], set[str]]:
    """Return the pieces of titles, headings and tags, with the number of documents that have them there.

    Also those of four and more that a run begins or ends with: half of their borders are borders of words.
    """
    titles = [tuple(chain.from_iterable(map(_runs, _names_in(document)))) for document in documents]
    kept: dict[str, int] = {}
    for length, most in sorted(MOST_WORDS.items()):
        counter: Counter[str] = Counter()
        for runs in titles:
            counter.update({piece for run in runs for piece in _pieces(run, length, kept)})
        frequent = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        kept.update(frequent[:most])
    words = {piece: count for piece, count in kept.items() if _is_word(piece)}
    lengths = range(4, MOST_SYLLABLES + 1)
    edges = {edge for run in set(chain.from_iterable(titles)) for n in lengths for edge in (run[:n], run[-n:])}
    return words, edges & words.keys()


def _names_in(document: SearchDocument) -> Iterator[str]:
    yield document.title
    yield document.headings
    yield from chain.from_iterable(document.facets.values())


def _pieces(run: str, length: int, kept: Mapping[str, int]) -> Iterator[str]:
    for at in range(len(run) - length + 1):
        piece = run[at : at + length]
        if length == 2 or (piece[:-1] in kept and piece[1:] in kept):
            yield piece


def _runs(text: str) -> list[str]:
    return _RUN.findall(fold(text))


def _is_word(piece: str) -> bool:
    return bool(_RUN.fullmatch(piece)) and piece[0] not in _BETWEEN_WORDS and piece[-1] not in _BETWEEN_WORDS


def _estimated(word: str, in_texts: Mapping[str, int]) -> int:
    return min(in_texts.get(word[at : at + 2], 0) for at in range(len(word) - 1))


def _characters(words: Iterable[str]) -> set[str]:
    """Return the characters of GB 2312, which are those of everyday Chinese, and all that the words have."""
    rows = (bytes((row, column)) for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF))
    return set(fold(b"".join(rows).decode("gb2312", "ignore"))).union(*words)


def _keys(pronunciations: Iterable[tuple[str, ...]], *, with_initials: bool) -> set[str]:
    keys = set()
    for syllables in pronunciations:
        exact, loose = "".join(syllables), loosened(syllables)
        keys.add(exact)
        if loose != exact:
            keys.add(LOOSE + loose)
        if with_initials:
            keys.add("".join(syllable[0] for syllable in syllables))
    return keys


@cache
def _pypinyin() -> tuple[Readings, Callable[[str], set[tuple[str, ...]]]]:
    """Return the readings of a character, and the pronunciations of a word: as a phrase, and character by character."""
    # Here, because importing it takes a quarter of a second and 40 MB.
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.contrib.mmseg import seg

    def all_readings(character: str) -> list[str]:
        return list(map(_without_tone, PINYIN_DICT.get(ord(character), "").split(",")))

    @cache
    def readings(character: str) -> tuple[str, ...]:
        found = dict.fromkeys(all_readings(character))
        return tuple([reading for reading in found if reading in SYLLABLES][:MOST_READINGS])

    # What pypinyin's own conversion of a whole word gives, which takes five times as long: nearly all phrases come again.
    @cache
    def in_phrase(phrase: str) -> tuple[str, ...]:
        known = PHRASES_DICT.get(phrase)
        return tuple([_without_tone(one[0]) for one in known] if known else [all_readings(one)[0] for one in phrase])

    # The words of the built-in synonyms are the same at every rebuild of a site that is being edited.
    @cache
    def pronounced(word: str) -> set[tuple[str, ...]]:
        each = [readings(character) for character in word]
        if not all(each):
            return set()
        usual = tuple(found[0] for found in each)
        if all(len(found) == 1 for found in each):
            return {usual}
        # Most words are two characters long, where there is nothing to cut.
        pieces = (word,) if word in PHRASES_DICT else word if len(word) == 2 else seg.cut(word)
        phrase = tuple(chain.from_iterable(map(in_phrase, pieces)))
        return {usual, phrase} if len(phrase) == len(word) and SYLLABLES.issuperset(phrase) else {usual}

    return readings, pronounced


@cache
def _without_tone(syllable: str) -> str:
    """Return a syllable as it is typed: `lǜ` is `lv`."""
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v").translate(_TONED_U))
    return "".join(sign for sign in parts if sign.isascii())
