"""Questions of every kind to the sample organization, and what both sides of the understanding need to answer them."""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, takewhile
from math import sqrt
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

from generator.build import search_documents, site_of
from generator.files.samples import sample_folder
from generator.i18n.catalogue import catalogue
from generator.reading.settings_file import read_settings
from generator.reading.word_lists import built_in_lines
from generator.registry import load_library
from generator.search.asking.query import Query, parse_query
from generator.search.asking.understanding import understand
from generator.search.documents.document import SearchDocument
from generator.search.static.export import static_files
from generator.search.text.analysis import code_parts, is_chinese, is_code, terms
from generator.search.words.pronouncing import sounds_of
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.sounds import Sounds
from generator.search.words.thesaurus import Thesaurus, words_in
from generator.search.words.word_lines import thesaurus_of
from tests.libraries import REPOSITORY, TODAY
from tests.search.plans import as_json

ASSETS = REPOSITORY / "generator/site/theme/assets/fupan"
SCRIPTS = (
    *("search-analysis", "search-query", "search-index", "search-numbers", "search-syllables", "search-words"),
    *("search-sounds", "search-thesaurus", "search-pinyin", "search-spelling", "search-guessing"),
    "search-understanding",
)
SENTENCES = (
    "我的电脑打不开了怎么办",
    "登不上去系统,密码明明是对的",
    "打印机老是卡纸,标签打出来是白的",
    "仓库那边发货单保存不了,一直转圈",
    "接口昨天晚上开始报错 ORA-01653",
    "发货单重复了两张,客户投诉",
    "磁盘满了 数据库 写不进去",
    "批次追溯查不到原料批号",
    "the warehouse scanner does not respond after update",
    "cannot log in since this morning",
    "orders are duplicated in the erp interface",
    "why is the database so slow at month end",
)
ODD = (
    "",
    " ",
    "𠀀人",
    "𠀀",
    "…",
    "#1",
    "=>",
    "a/b",
    "数",
    "dlsb",
    "ora 1653",
    "PM 2026 0007 怎么办",
    "pm 2026-7",
    "erp ora 1653 14 35",
    "po 2024 capa 2026 3",
    "ananananan",
    "v",
    "xx",
    "ü",
    "_",
    "@home",
    "ﬁ",
    "١٢٣",
)
ROUNDS = 14
_HAN_RUN = re.compile("[\u4e00-\u9fff]{2,}")


class IndexLexicon:
    """The words of documents, counted in memory: `search.words.lexicon.Lexicon` by its definition."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self.documents = len(documents)
        self.counts: Counter[str] = Counter()
        for one in documents:
            self.counts.update(set(terms(one.everything)))
        self.pairs = {term: count for term, count in self.counts.items() if len(term) == 2 and is_chinese(term)}
        self._left: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        for pair, count in self.pairs.items():
            self._left[pair[0]] += count
            self._right[pair[1]] += count
        self._order = sorted(self.counts)
        self._codes: defaultdict[str, list[str]] = defaultdict(list)
        for term in self._order:
            parts = code_parts(term)
            for part in {*parts, re.sub(r"[-_.@#:]", "", term)} if parts else ():
                self._codes[part].append(term)
        self._sounds = Sounds(b"")

    def hear(self, sounds: bytes) -> None:
        """Know how words sound."""
        self._sounds = Sounds(sounds)

    def frequency(self, term: str) -> int:
        """Return how many documents have `term`."""
        return self.counts[term]

    def company(self, pair: str) -> float:
        """Return how much two characters keep company."""
        count = self.counts[pair]
        return count / sqrt(self._left[pair[0]] * self._right[pair[1]]) if count else 0.0

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return terms that begin with `prefix`."""
        rest = islice(self._order, bisect_left(self._order, prefix), None)
        return list(islice(takewhile(lambda term: term.startswith(prefix), rest), limit))

    def codes_with(self, part: str, limit: int) -> Sequence[str]:
        """Return codes one of whose parts is `part`."""
        return self._codes.get(part, [])[:limit]

    def sounding_like(self, key: str) -> Sequence[tuple[str, int]]:
        """Return words of that sound."""
        return self._sounds.sounding_like(key)

    def readings_of(self, character: str) -> Sequence[str]:
        """Return the sounds of a character."""
        return self._sounds.readings_of(character)


@dataclass(frozen=True)
class Sample:
    """The sample organization's words, on the server's side and as files for a browser."""

    documents: Sequence[SearchDocument]
    words: bytes
    sounds: bytes
    lexicon: IndexLexicon
    files: Mapping[str, bytes]

    @property
    def contents(self) -> dict[str, str]:
        """The files by the names that scripts load them by."""
        return {Path(path).stem: content.decode("utf-8") for path, content in self.files.items()}

    def plan(self, query: Query) -> dict[str, Any]:
        """Return the server's plan as JSON has it."""
        return as_json(understand(query, self.lexicon, Thesaurus(SortedLines(self.words))))


@cache
def sample() -> Sample:
    """Return the sample organization in Chinese."""
    folder = sample_folder("zh")
    settings = read_settings((folder / "mkdocs.yml").read_bytes())
    site = site_of(load_library(folder, settings, TODAY), settings, catalogue("zh"), TODAY)
    documents = search_documents(site)
    words = thesaurus_of(site.graph, built_in_lines())
    lexicon = IndexLexicon(documents)
    sounds = sounds_of(documents, words_in(words), lexicon.pairs.items())
    lexicon.hear(sounds)
    files = static_files(documents, {}, str, words=words, sounds=sounds)
    return Sample(documents, words, sounds, lexicon, files)


def asked(query: Query) -> dict[str, Any]:
    """Return what the scripts know of a query."""
    return {name: getattr(query, name) for name in ("text", "words", "terms", "phrases", "must", "must_not", "prefix")}


def queries(found: Sample) -> list[Query]:
    """Return the questions as they are read."""
    return [parse_query(text) for text in (*SENTENCES, *ODD, *_questions(found))]


def _questions(found: Sample) -> Iterator[str]:
    """Yield words and sentences in both languages, pinyin, slips, parts of codes; the same every time."""
    choice = random.Random(20261121)
    rows = [line.split("\t") for line in found.words.decode("utf-8").splitlines()]
    said = [key if key.isascii() else key.replace(" ", "") for key, *_ in rows if key[:1] not in "#…~"]
    written = list(chain.from_iterable(words for key, *words in rows if key.startswith("#")))
    titles = [document.title for document in found.documents]
    runs = [run for title in titles for run in _HAN_RUN.findall(title)]
    english = sorted({word for one in found.documents for word in re.findall(r"[a-z]{4,12}", one.body.lower())})
    codes = sorted(term for term in found.lexicon.counts if is_code(term))
    for _ in range(ROUNDS):
        run = choice.choice(runs)[: choice.randrange(2, 7)]
        sounds = lazy_pinyin(run, v_to_u=False)
        body = " ".join(choice.choice(found.documents).body.split())
        start = choice.randrange(max(1, len(body) - 20))
        yield from (choice.choice(titles), choice.choice(said), choice.choice(said) + choice.choice(said))
        yield f"{choice.choice(written)} {choice.choice(said)}"
        yield from ("".join(sounds), " ".join(sounds), "".join(one[0] for one in sounds))
        yield "".join(sounds).replace("zh", "z").replace("ng", "n")
        yield from (_mistyped(run, choice), _mistyped(choice.choice(titles), choice))
        yield f"{_slipped(choice.choice(english), choice)} {choice.choice(english)}"
        yield from (_slipped(choice.choice(english), choice), _slipped(choice.choice(codes), choice))
        yield from (
            choice.choice(codes).rpartition("-")[2],
            choice.choice(english)[:4],
            choice.choice(english)[:3] + "*",
        )
        yield f'"{run}" +{choice.choice(english)} -{choice.choice(said)}'
        yield body[start : start + choice.randrange(10, 200)]


def _mistyped(text: str, choice: random.Random) -> str:
    at = choice.randrange(len(text))
    return text[:at] + choice.choice("琐陆蔟单账作在己末库购") + text[at + 1 :]


def _slipped(word: str, choice: random.Random) -> str:
    at = choice.randrange(1, max(2, len(word) - 1))
    slips = (word[:at] + word[at + 1 :], f"{word[:at]}e{word[at:]}", f"{word[:at]}0{word[at + 1 :]}")
    return choice.choice((*slips, word[: at - 1] + word[at : at + 1] + word[at - 1] + word[at + 1 :]))
