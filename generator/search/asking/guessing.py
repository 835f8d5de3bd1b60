"""Guess what was meant by words that the index does not have: pinyin, slips, parts of codes, beginnings of words.

In: a typed text and the words of the index. Out: the text as it was probably meant, where a whole word was written in
letters or with a wrong character of the same sound; and for single terms what may stand for them. A word that the
index has is never guessed at, so that nobody gets another answer than the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from generator.search.counting.plan import Expansion, Member
from generator.search.text.analysis import Token, is_chinese, terms, tokens
from generator.search.words.lexicon import Lexicon
from generator.search.words.thesaurus import Match, Places
from generator.wording import N_

# Most questions have nothing to guess at, and the three ways of guessing bring lists of words with them: each is
# imported by the function that needs it.
if TYPE_CHECKING:
    from generator.search.asking.pinyin import Reading

PINYIN = N_("read as pinyin")
SAME_SOUND = N_("perhaps a slip of the input method")
SLIP = N_("perhaps a slip of the keys")
SAME_CODE = N_("the same code, written otherwise")
CODE_PART = N_("a code with this part")
BEGINNING = N_("a word that begins so")

MISSPELT = N_("perhaps misspelt in the text")

LONG_WORD = 8
RARE_SLIP = 0.1
CODE_PART_WEIGHT = 0.8
BEGINNING_WEIGHT = 0.7
SLIP_WEIGHT = 0.6
SHORTEST_BEGINNING = 3
MOST_BEGINNINGS = 50
MOST_CODES = 50
# People leave out the signs of a code, and the zeros before its last number.
MOST_ZEROS = 4
# What is put in place of a pair must be a word, and no border of two; of a rare word the typed pair may be another one.
LEAST_COMPANY = 0.01
# Letters that stand in fewer than one of so many documents are no word of this index.
HARDLY = 1000
_SIGNS = re.compile("[^a-z0-9]")
_LAST_NUMBER = re.compile("([a-z].*?)([0-9]+)")
# Letters and the numbers behind them, with blanks between; browsers of older phones cannot look behind.
_IN_PIECES = re.compile("(^|[^a-z0-9_.@#-])([a-z][a-z0-9._-]{0,20}(?: [0-9][0-9a-z.-]*){1,3})(?![a-z0-9_@])")
MOST_IN_PIECES = 8


class InPieces(NamedTuple):
    """Where a code stands that was typed with blanks, and the codes of the index that it may be."""

    start: int
    end: int
    codes: tuple[str, ...]


class Meant(NamedTuple):
    """A text as it was probably meant, what else it may mean, and what to tell people."""

    text: str
    others: tuple[Member, ...] = ()
    expansions: tuple[Expansion, ...] = ()


def meant(text: str, lexicon: Lexicon, matches: Callable[[str], Sequence[Match]] = lambda _text: ()) -> Meant:
    """Return folded `text` with pinyin read as Chinese and unknown pairs mended by sound or shape.

    `matches` finds what the synonyms know of a text; what people wrote down there is no slip.
    """
    text, others, expansions = _with_pinyin_read(text, lexicon)
    text, mended = _with_slips_mended(text, lexicon, matches)
    return Meant(text, tuple(others), (*expansions, *mended))


def instead_of(token: Token, typed: str, lexicon: Lexicon) -> tuple[list[Member], list[Expansion]]:
    """Return what may stand for one term that the index does not have; `typed` is its word as typed.

    A lone Chinese character is the beginning of pairs, whether the index has it alone or not.
    """
    if is_chinese(token.text):
        pairs = lexicon.completions(token.text, MOST_BEGINNINGS) if len(token.text) == 1 else ()
        return [Member((pair,), BEGINNING_WEIGHT) for pair in pairs if len(pair) == 2], []
    if lexicon.frequency(token.text):
        return [], []
    for found, weight, reason in _guesses(token.text, typed, lexicon):
        if found:
            return [Member((term,), weight) for term in found], [Expansion(typed, term, reason) for term in found]
    return [], []


def codes_in_pieces(text: str, lexicon: Lexicon) -> list[InPieces]:
    """Return the codes of the index that were typed with blanks for their signs: `PM 2026 0007`, `ora 1653`.

    A phone's keyboard has no sign between letters and numbers at hand, and who reads a code aloud says none.
    """
    found = []
    for match in islice(_IN_PIECES.finditer(text), MOST_IN_PIECES):
        typed = match[2]
        while " " in typed:
            codes = _same_codes(typed, lexicon)
            if codes:
                found.append(InPieces(match.start(2), match.start(2) + len(typed), tuple(codes)))
                break
            typed = typed.rpartition(" ")[0]
    return found


def misspelt_in_texts(token: Token, typed: str, lexicon: Lexicon) -> tuple[list[Member], list[Expansion]]:
    """Return rare words of the texts that a long typed word may have been misspelt as: records are written at night."""
    if not (typed.isascii() and typed.isalpha() and len(typed) >= LONG_WORD):
        return [], []
    most = lexicon.frequency(token.text) * RARE_SLIP
    from generator.search.asking.spelling import slips

    found = [term for term in slips(typed, lexicon) if lexicon.frequency(term) <= most]
    return [Member((term,), SLIP_WEIGHT) for term in found], [Expansion(typed, term, MISSPELT) for term in found]


def _guesses(term: str, typed: str, lexicon: Lexicon) -> Iterator[tuple[list[str], float, str]]:
    yield _same_codes(term, lexicon), CODE_PART_WEIGHT, SAME_CODE
    yield list(lexicon.codes_with(term, MOST_CODES)), CODE_PART_WEIGHT, CODE_PART
    if len(term) >= SHORTEST_BEGINNING:
        yield list(lexicon.completions(typed, MOST_BEGINNINGS)), BEGINNING_WEIGHT, BEGINNING
    from generator.search.asking.spelling import slips

    yield list(slips(typed, lexicon)), SLIP_WEIGHT, SLIP


def _same_codes(term: str, lexicon: Lexicon) -> list[str]:
    """Return the codes that differ from a term only in signs and in zeros: `pm-2026-0007` for `pm20260007`."""
    last = _LAST_NUMBER.fullmatch(term)
    if last is None:
        return []
    before = _squeezed(last[1])
    for zeros in range(MOST_ZEROS + 1):
        squeezed = f"{before}{'0' * zeros}{last[2]}"
        found = [code for code in lexicon.codes_with(squeezed, MOST_CODES) if _squeezed(code) == squeezed]
        if found:
            return found
    return []


def _squeezed(code: str) -> str:
    return _SIGNS.sub("", code)


def _with_pinyin_read(text: str, lexicon: Lexicon) -> tuple[str, list[Member], list[Expansion]]:
    """Return the text with every run of neighbouring unknown words of letters read as pinyin, if it can be."""
    codes = codes_in_pieces(text, lexicon)
    words = [
        token
        for token in tokens(text)
        if not is_chinese(token.text) and not any(code.start <= token.start < code.end for code in codes)
    ]
    pieces, at = [], 0
    others: list[Member] = []
    expansions: list[Expansion] = []
    for start, end in _runs_of_letters(text, words, lexicon):
        readings = _readings(text[start:end], lexicon, is_whole_query=text.strip() == text[start:end])
        if not readings:
            continue
        chinese = ["".join(reading.words) for reading in readings]
        pieces += [text[at:start], chinese[0]]
        at = end
        others += [
            Member(tuple(terms(other)), reading.weight)
            for other, reading in zip(chinese[1:], readings[1:], strict=True)
        ]
        expansions += [Expansion(text[start:end], other, PINYIN) for other in chinese]
    return "".join([*pieces, text[at:]]), others, expansions


def _runs_of_letters(text: str, words: list[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where neighbouring words of letters stand that the index hardly has."""

    def is_unknown(token: Token) -> bool:
        typed = text[token.start : token.end]
        return typed.isascii() and typed.isalpha() and lexicon.frequency(token.text) * HARDLY <= lexicon.documents

    for unknown, run in groupby(words, key=is_unknown):
        found = list(run)
        if unknown:
            first = 0
            for last, token in enumerate(found):
                is_last = last + 1 == len(found)
                if is_last or text[token.end : found[last + 1].start].strip():
                    yield found[first].start, token.end
                    first = last + 1


def _readings(typed: str, lexicon: Lexicon, *, is_whole_query: bool) -> tuple[Reading, ...]:
    from generator.search.asking.pinyin import from_pinyin

    return from_pinyin(typed, lexicon, is_whole_query=is_whole_query)


def _with_slips_mended(
    text: str, lexicon: Lexicon, matches: Callable[[str], Sequence[Match]]
) -> tuple[str, list[Expansion]]:
    """Return the text with each pair of Chinese characters that the index never has as the likeliest one it has.

    A pair that shares a character with a known neighbour lies across the border of two words and is left alone.
    """
    pairs = [token for token in tokens(text) if len(token.text) == 2 and is_chinese(token.text)]
    known = [lexicon.frequency(token.text) > 0 for token in pairs]
    if not all(known):
        listed = [match for match in matches(text) if match.is_same or _leads_anywhere(match, lexicon)]
        places = Places(place for match in listed for place in match.places)
        known = [is_known or places.cover(token.start, token.end) for token, is_known in zip(pairs, known, strict=True)]
    expansions = []
    for number, token in enumerate(pairs):
        if known[number] or _touches_known(number, pairs, known):
            continue
        likeliest = _likeliest(token.text, lexicon)
        if likeliest:
            text = text[: token.start] + likeliest + text[token.end :]
            expansions.append(Expansion(token.text, likeliest, SAME_SOUND))
            known[number] = True
    return text, expansions


def _likeliest(pair: str, lexicon: Lexicon) -> str:
    """Return the word that was probably meant by a pair of Chinese characters, or an empty text."""
    from generator.search.asking.chinese_spelling import homophones, look_alikes

    found = (*homophones(pair, lexicon), *look_alikes(pair, lexicon))
    words = [one for one in found if lexicon.company(one[0]) >= LEAST_COMPANY]
    return max(words, key=lambda one: one[1])[0] if words else ""


def _touches_known(number: int, pairs: list[Token], known: list[bool]) -> bool:
    token = pairs[number]
    before = number > 0 and known[number - 1] and pairs[number - 1].end > token.start
    after = number + 1 < len(pairs) and known[number + 1] and pairs[number + 1].start < token.end
    return before or after


def _leads_anywhere(match: Match, lexicon: Lexicon) -> bool:
    found = (terms(other) for other in match.others)
    return any(parts and all(map(lexicon.frequency, parts)) for parts in found)
