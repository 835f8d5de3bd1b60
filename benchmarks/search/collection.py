"""A made-up collection of any size, and the questions that are asked of it.

In: how many documents. Out: documents of about 780 characters whose words are distributed as in real texts (Zipf),
Chinese for the most part, with English words, codes and five facets; and questions of eight sorts, cut out of the
documents themselves, so that each has an answer. Everything follows from numbers: the same call gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import is_chinese, terms

SEED = 20260401
CHINESE_WORDS, ENGLISH_WORDS, PHRASES = 30_000, 5_000, 80_000
ENGLISH_SHARE, CODE_SHARE, PHRASE_SHARE = 0.12, 0.02, 0.6
PIECES_PER_DOCUMENT = 115
# The most frequent words of any language say nothing; nobody searches for them alone.
EMPTY_WORDS = 100
FACETS = {
    "kind": ("postmortem", "capa", "sop", "article"),
    "system": ("ERP", "WMS", "MES", "FIN", "PRINT", "NET", "TPL", "HOSP", "OA", "CRM", "BI", "MAIL"),
    "severity": ("S1", "S2", "S3", "S4"),
    "status": ("draft", "in_review", "approved", "closed", "void"),
    "year": ("2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"),
}
SORTS_OF_QUESTIONS = (
    "single",
    "OR of 3",
    "AND of 3",
    "phrase",
    "prefix",
    "filter + facets",
    "OR + highlight",
    "sentence",
)


@dataclass(frozen=True)
class Question:
    """One question: as a person types it (`text`), and as terms for engines that are given no text."""

    sort: str
    text: str
    terms: tuple[str, ...]
    system: str = ""


class Collection:
    """`size` documents, each made anew when it is asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        choose = random.Random(SEED)
        words = [*_chinese_words(choose), *_english_words(choose)]
        self._english = set(words[CHINESE_WORDS:])
        chinese = [(1 - ENGLISH_SHARE) / (rank + 2.7) for rank in range(CHINESE_WORDS)]
        english = [1 / (rank + 2.7) for rank in range(ENGLISH_WORDS)]
        share = ENGLISH_SHARE / (1 - ENGLISH_SHARE) * sum(chinese) / sum(english)
        self._words = words
        self._weights = list(accumulate([*chinese, *(share * weight for weight in english)]))
        self._empty = set(words[:EMPTY_WORDS])
        # Words keep company: without phrases that come again, each border of two words would be a new pair.
        self._phrases = [choose.choices(words, cum_weights=self._weights, k=2 + at % 3) for at in range(PHRASES)]
        self._phrase_weights = list(accumulate(1 / (rank + 50) for rank in range(PHRASES)))

    def documents(self) -> Iterator[SearchDocument]:
        """Yield every document."""
        return map(self.document, range(self.size))

    def document(self, number: int, added: str = "") -> SearchDocument:
        """Return one document, if wanted with a text added to its body."""
        choose = random.Random(SEED * 1_000_003 + number)
        words = self._drawn(choose, max(60, int(choose.gauss(1, 0.4) * PIECES_PER_DOCUMENT)))
        facets = {name: (choose.choice(values),) for name, values in FACETS.items()}
        return SearchDocument(
            id=f"PM-{facets['year'][0]}-{number:06d}",
            kind=facets["kind"][0],
            title=_written(self._drawn(choose, 4)).rstrip("。"),
            url=f"postmortems/{number}/",
            headings="\n".join(_written(self._drawn(choose, 3)) for _ in range(2)),
            body=_written(words) + added,
            facets=facets,
            date=f"{facets['year'][0]}-{choose.randrange(1, 13):02d}-{choose.randrange(1, 29):02d}",
            urgency=choose.randrange(4),
        )

    def questions(self, sort: str, count: int) -> list[Question]:
        """Return `count` questions of one of SORTS_OF_QUESTIONS."""
        choose = random.Random(f"{SEED} {sort}")
        found: list[Question] = []
        while len(found) < count:
            question = self._question(sort, self.document(choose.randrange(self.size)), choose)
            if question is not None:
                found.append(question)
        return found

    def frequent_words(self) -> list[str]:
        """Return the most frequent words."""
        return self._words[: 2 * EMPTY_WORDS]

    def _drawn(self, choose: random.Random, count: int) -> list[str]:
        words = choose.choices(self._words, cum_weights=self._weights, k=count)
        phrases = iter(choose.choices(self._phrases, cum_weights=self._phrase_weights, k=count))
        found: list[str] = []
        for word in words:
            chance = choose.random()
            if chance < CODE_SHARE:
                found.append(_code(choose))
            elif chance < PHRASE_SHARE:
                found += next(phrases)
            else:
                found.append(word)
        return found

    def _question(self, sort: str, document: SearchDocument, choose: random.Random) -> Question | None:
        sentences = [one for one in document.body.split("。") if one]
        if sort == "sentence":
            run = choose.choice(sentences).replace("，", "")[:20]
            return Question(sort, run, tuple(dict.fromkeys(terms(run)))) if len(run) == 20 else None
        if sort == "phrase":
            runs = [run for one in sentences for run in one.split("，") if len(run) >= 6 and is_chinese(run[:6])]
            run = choose.choice(runs)[:6] if runs else ""
            return Question(sort, f'"{run}"', tuple(terms(run))) if run and len(terms(run)) == 5 else None
        told = [word for word in self._words_of(document) if word not in self._empty]
        if sort == "prefix":
            letters = [cut for word in told if word.isascii() for cut in terms(word) if len(cut) > 5]
            beginning = choose.choice(letters)[:5] if letters else ""
            return Question(sort, f"{beginning}*", (beginning,)) if beginning else None
        pairs = list(dict.fromkeys(word for word in told if len(word) == 2 and is_chinese(word)))
        wanted = 1 if sort == "single" else 3
        if len(pairs) < wanted:
            return None
        asked = choose.sample(pairs, wanted)
        text = " ".join(f"+{word}" for word in asked) if sort == "AND of 3" else " ".join(asked)
        system = document.facets["system"][0] if sort == "filter + facets" else ""
        cut = tuple(dict.fromkeys(terms(" ".join(asked))))
        return Question(sort, f"{text} system:{system}" if system else text, cut, system)

    def _words_of(self, document: SearchDocument) -> list[str]:
        """Return the words that `document` was made of."""
        choose = random.Random(SEED * 1_000_003 + int(document.id[-6:]))
        return self._drawn(choose, max(60, int(choose.gauss(1, 0.4) * PIECES_PER_DOCUMENT)))


def whole_text(document: SearchDocument) -> str:
    """Return all of a document's text: what the product's own index has in its field `body`."""
    return f"{document.title}\n{document.headings}\n{document.body}"


def _chinese_words(choose: random.Random) -> list[str]:
    # The first plane of GB 2312 holds the 3,755 characters of everyday texts, by sound; shuffled, some get frequent.
    rows = [bytes((row, column)) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF)]
    signs = [sign for sign in (row.decode("gb2312", "ignore") for row in rows) if sign]
    choose.shuffle(signs)
    weights = list(accumulate(1 / (rank + 12) for rank in range(len(signs))))
    lengths = choose.choices((1, 2, 3, 4), (6, 66, 18, 10), k=2 * CHINESE_WORDS)
    words = dict.fromkeys("".join(choose.choices(signs, cum_weights=weights, k=length)) for length in lengths)
    return list(words)[:CHINESE_WORDS]


def _english_words(choose: random.Random) -> list[str]:
    syllables = [first + vowel + last for first in "bcdfglmnprst" for vowel in "aeiou" for last in ("", "n", "r", "s")]
    words: dict[str, None] = {}
    while len(words) < ENGLISH_WORDS:
        words["".join(choose.choices(syllables, k=choose.randrange(2, 5)))] = None
    return list(words)


def _code(choose: random.Random) -> str:
    number = choose.randrange(100_000)
    return choose.choice(
        (
            f"ORA-{number % 400:05d}",
            f"PO-2024-{number:05d}",
            f"T_{number % 90}_{number % 7}",
            f"10.0.{number % 9}.{number % 251}",
        )
    )


def _written(words: list[str]) -> str:
    """Return words as a text: blanks where letters meet, a comma after some ten words, a full stop after some thirty."""
    pieces = words[:1]
    for at, (before, word) in enumerate(pairwise(words), start=1):
        sign = "。" if at % 31 == 0 else "，" if at % 11 == 0 else " " if before.isascii() and word.isascii() else ""
        pieces += [sign, word]
    return "".join(pieces) + "。"
