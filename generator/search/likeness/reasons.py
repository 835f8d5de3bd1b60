"""Why an incident is shown beside another one: what both share, in words that people read.

In: two search documents with their texts, and the terms that both have. Out: `Reason`s: codes, words, and values of
facets that say what kind of incident it is. Terms are pairs of Chinese characters and English stems; here they become
words again, as the first of the two texts writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.i18n.catalogue import fill
from generator.search.documents.document import SearchDocument
from generator.search.likeness.word_borders import Company, whole_words
from generator.search.text.analysis import is_chinese, is_code
from generator.search.text.english import stem
from generator.search.text.folding import fold
from generator.wording import N_

Labels = Mapping[str, Mapping[str, str]]

CODE, WORD = "code", "word"
# Facets that say what kind of incident it is, in the order in which they are told.
TELLING_FACETS = ("system", "failure_mode", "cause")
# A value that says only that nothing is known.
UNKNOWN = "unknown"
REASON_TEXTS: Mapping[str, str] = {
    CODE: N_("same code {value}"),
    "system": N_("same system {value}"),
    "failure_mode": N_("same failure mode {value}"),
    "cause": N_("same kind of cause: {value}"),
}
# What any hit must have of the worth of all key terms.
LEAST_SHARE = 0.15
SHARE_IN_A_SYSTEM = 0.25
SHARE_BY_WORDS = 0.35
MOST_WORDS = 5
MOST_CODES = 5
LONGEST_WORD = 12
# Characters that join words; at the edge of a shared piece they belong to a word that is not shared.
_JOINING = "的了着是在与及就都也又还把被让于之其这那吗呢吧啊个一"
_FIRST_CHINESE = "\u2e80"
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_DATE = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")
_NO_LABELS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of thing that two incidents share: `word`, `code`, or the name of a facet; and which ones."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A text beside its folded form, in which terms are found; both have the same length. It begins with a title."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The text in comparable form."""
        return fold(self.text)

    @cached_property
    def title(self) -> str:
        """The folded first line."""
        return self.folded.partition("\n")[0]

    @cached_property
    def english(self) -> Mapping[str, str]:
        """The first word of the text for each English stem."""
        words: dict[str, str] = {}
        for match in _ENGLISH.finditer(self.text):
            words.setdefault(stem(match[0].lower()), match[0])
        return words

    def says(self, word: str) -> bool:
        """Whether the text has a folded word, a Latin one not only as a part of another."""
        if not word.isascii():
            return word in self.folded
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", self.folded) is not None

    def written(self, term: str) -> str:
        """Return a folded term as the text writes it."""
        at = self.folded.find(term)
        return self.text[at : at + len(term)] if at >= 0 else term


def plain_reasons(
    source: SearchDocument, other: SearchDocument, here: Wording, shared: Iterable[str]
) -> tuple[Reason, ...]:
    """Return the codes among the `shared` terms, as the text `here` writes them, and the kind of incident both are."""
    codes = tuple(dict.fromkeys(here.written(term) for term in shared if _is_telling_code(term)))
    facets = (Reason(name, _common(source, other, name)) for name in TELLING_FACETS)
    return tuple(reason for reason in (Reason(CODE, codes[:MOST_CODES]), *facets) if reason.values)


def share_needed(found: Iterable[Reason], *, of_a_text: bool) -> float:
    """Return how much of what was asked an incident must answer to be shown for these plain reasons.

    A shared code or the same failure counts even where the words differ; without them the words must be many. A text
    has no facets, only words.
    """
    kinds = {reason.kind for reason in found}
    if kinds & {CODE, "failure_mode"}:
        return LEAST_SHARE
    return SHARE_IN_A_SYSTEM if of_a_text or "system" in kinds else SHARE_BY_WORDS


def with_words(
    found: tuple[Reason, ...],
    here: Wording,
    there: Wording,
    shared: Iterable[str],
    labels: Labels,
    company: Company | None = None,
    names: Iterable[str] = (),
) -> tuple[Reason, ...]:
    """Return plain reasons and the words that both texts have; nothing if both together are no reason.

    `labels` are what people read for the values of facets, `names` what else these are called: a word that only repeats
    such a one is told once. Such a word and a part of a word are a likeness too, but told only where nothing else is.
    """
    told = [name for one in found for value in one.values for name in (value, _label(labels, one.kind, value))]
    shared = [*shared]
    kinds = {reason.kind for reason in found}
    is_enough = CODE in kinds or {"system", "failure_mode"} <= kinds
    anything = shared_words(here, there, shared, map(_folded, told))
    if not is_enough and not anything:
        return ()
    words = shared_words(here, there, shared, map(_folded, (*told, *names)), company) or (() if found else anything)
    codes = tuple(reason for reason in found if reason.kind == CODE)
    others = tuple(reason for reason in found if reason.kind != CODE)
    return (*codes, Reason(WORD, words), *others) if words else found


def in_words(found: Iterable[Reason], labels: Labels, say: Callable[[str], str]) -> tuple[str, ...]:
    """Return reasons as short texts, one for each thing shared; `say` translates."""
    texts: list[str] = []
    for reason in found:
        template = say(REASON_TEXTS[reason.kind]) if reason.kind in REASON_TEXTS else "{value}"
        texts.extend(fill(template, {"value": _label(labels, reason.kind, value)}) for value in reason.values)
    return tuple(texts)


def shared_words(
    here: Wording,
    there: Wording,
    terms: Iterable[str],
    told: Iterable[str] = (),
    company: Company | None = None,
) -> tuple[str, ...]:
    """Return the words that both texts have, as the first writes them, the longest first; nothing of `told`.

    `company` says how much two Chinese characters belong together: parts of words are left out.
    """
    terms = list(terms)
    texts = (here.folded, there.folded)
    found = set(_pieces(terms, *texts))
    whole = found if company is None else {whole_words(piece, texts, company) for piece in found}
    pieces = {piece for piece in whole if _is_word(piece, here, there)}
    spelt = {piece: here.written(piece) for piece in pieces}
    spelt |= {here.english[term].lower(): here.english[term] for term in terms if term in here.english}
    known = [*told]
    kept: list[str] = []
    for word in sorted(spelt, key=lambda word: (-len(word), here.folded.find(word), word)):
        if len(kept) < MOST_WORDS and not any(word in other for other in known):
            kept.append(spelt[word])
            known.append(word)
    return tuple(kept)


def _pieces(terms: Iterable[str], here: str, there: str) -> Iterator[str]:
    """Yield the longest pieces round the pairs among `terms` that both texts have: 录失 becomes 登录失败."""
    covered: list[str] = []
    for pair in sorted(term for term in terms if len(term) == 2 and is_chinese(term)):
        start = here.find(pair)
        if start < 0 or any(pair in piece for piece in covered):
            continue
        end = start + 2
        while end - start < LONGEST_WORD and _goes_on(here, end) and here[start : end + 1] in there:
            end += 1
        while end - start < LONGEST_WORD and start and _goes_on(here, start - 1) and here[start - 1 : end] in there:
            start -= 1
        covered.append(here[start:end])
        yield here[start:end].strip(_JOINING)


def _goes_on(text: str, at: int) -> bool:
    """Whether a Chinese word may go on at this place: no blank, no mark, no Latin letter."""
    return at < len(text) and text[at] >= _FIRST_CHINESE and text[at].isalnum()


def _is_word(piece: str, here: Wording, there: Wording) -> bool:
    """Whether a piece is likely a word and not the end of one and the beginning of the next.

    Two characters that a title has, or that a text repeats, are; chance seldom joins the same two twice.
    """
    if len(piece) != 2:
        return len(piece) > 2
    return any(piece in one.title or one.folded.count(piece) > 1 for one in (here, there))


@lru_cache(65536)
def _is_telling_code(term: str) -> bool:
    if _DATE.fullmatch(term):
        return False
    return is_code(term) or (any(map(str.isdigit, term)) and any(map(str.isalpha, term)) and len(term) > 2)


def _common(source: SearchDocument, other: SearchDocument, facet: str) -> tuple[str, ...]:
    theirs = other.facets.get(facet, ())
    return tuple(value for value in source.facets.get(facet, ()) if value in theirs and value != UNKNOWN)


@lru_cache(4096)
def _folded(text: str) -> str:
    return fold(text)


def _label(labels: Labels, facet: str, value: str) -> str:
    return labels.get(facet, _NO_LABELS).get(value, value)
