"""The browser understands a question as the server does: the same plan for the same words of the same index."""

from __future__ import annotations

import gzip
import json
import math
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.search.asking.query import parse_query
from generator.search.documents.facet_table import FACET_NAMES
from tests.search.asking.understanding_cases import ASSETS, SCRIPTS, SENTENCES, Sample, asked, queries, sample
from tests.search.static.runner import running_scripts

# What a site of the size of the sample organization may weigh, and what one question may load of it, compressed.
MOST_OF_ALL = 1_400_000
MOST_OF_A_SENTENCE = 270_000
WORD_FILES = ("understanding", "phrases", "meanings", "nearness", "sounds", "readings")


def ask(operation: str, **request: object) -> Any:
    """Return what an operation of `understanding_runner.js` answers; skip the test where there is no Node.js."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("There is no Node.js on this machine; the browser test covers the scripts.")
    runner = Path(__file__).parents[1] / "asking" / "understanding_runner.js"
    given = {"operation": operation, "folder": str(ASSETS), "scripts": SCRIPTS, **request}
    done = subprocess.run(
        [program, str(runner)], input=json.dumps(given).encode("ascii"), capture_output=True, timeout=60
    )
    assert not done.returncode, done.stderr.decode("utf-8")
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def found() -> Sample:
    """Return the sample organization."""
    return sample()


def test_plans_are_equal(found: Sample) -> None:
    """Words of the synonyms, titles, pinyin, slips, codes, sentences in both languages: clauses, members, weights."""
    questions = queries(found)
    answers = ask("plans", files=found.contents, queries=list(map(asked, questions)), together=True)
    plans = [found.plan(query) for query in questions]

    reasons = {one["reason"] for plan in plans for one in plan["expansions"]}
    assert len(questions) > 250
    assert len(reasons) >= 7
    assert [
        (query.text, answer["plan"], plan)
        for query, answer, plan in zip(questions, answers, plans, strict=True)
        if answer["plan"] != plan
    ] == []


def test_typed_questions_are_understood_alike(found: Sample) -> None:
    """From what is typed to the plan; also characters that no document has and only synonyms or sounds know."""
    texts = (
        *SENTENCES,
        "登錄失敗",
        "瑣定",
        "資料庫連線逾時",
        "臺灣 帳號 鎖定",
        "ＥＲＰ 當機",
        "磁带坏了",
        "饕餮 貔貅",
        "dlsb",
        "鑰匙",
    )
    answers = ask("plans", files=found.contents, queries=texts, together=True)

    assert [
        (text, one["plan"])
        for text, one in zip(texts, answers, strict=True)
        if one["plan"] != found.plan(parse_query(text))
    ] == []


def test_answers_are_equal(found: Sample, tmp_path: Path) -> None:
    """The whole way from what is typed to the list of hits, with the server's engine on the other side."""
    engine = WhooshEngine(tmp_path / "index")
    engine.build(found.documents, found.words)
    texts = [query.text for query in queries(found)[::5]]
    with running_scripts() as scripts:
        scripts.open(found.files)
        answers = scripts.ask("search", [{"request": {"query": text}} for text in texts])

    for text, answer in zip(texts, answers, strict=True):
        page = engine.search(parse_query(text, facets=FACET_NAMES))
        assert answer["total"] == page.total, text
        hits = [(hit["id"], hit["score"], hit["excerpt"]) for hit in answer["hits"] if not hit["related"]]
        assert hits == [(hit.id, hit.score, hit.excerpt) for hit in page.hits], text


def test_words_sound_alike(found: Sample) -> None:
    """Lines of the file of sounds, and keys that it does not have."""
    keys = [line.partition("\t")[0] for line in found.sounds.decode("utf-8").splitlines()]
    keys = [*filter(str.isascii, keys[::7]), "~", "x", "zz", "nothing", "~shi", "shishi"]
    answers = ask("sounding", files=found.contents, keys=keys)

    assert len(keys) > 5_000
    assert [
        (key, here)
        for key, here in zip(keys, answers, strict=True)
        if tuple(map(tuple, here)) != found.lexicon.sounding_like(key)
    ] == []


def test_a_question_loads_little(found: Sample) -> None:
    """Of the words' files only those of the words in the question; slips and pinyin load what sounds."""
    sizes = {name: len(gzip.compress(text.encode("utf-8"), 9)) for name, text in found.contents.items()}
    of_words = {name: size for name, size in sizes.items() if name.startswith(WORD_FILES)}
    questions = [query for query in queries(found) if query.text in SENTENCES]
    answers = ask("plans", files=found.contents, queries=list(map(asked, questions)))
    loads = {
        query.text: sum(of_words.get(name, 0) for name in answer["loaded"])
        for query, answer in zip(questions, answers, strict=True)
    }

    assert sum(of_words.values()) <= MOST_OF_ALL
    assert len(loads) == len(SENTENCES)
    assert {text: size for text, size in loads.items() if size > MOST_OF_A_SENTENCE} == {}
    assert sum(loads.values()) / len(loads) <= MOST_OF_A_SENTENCE * 0.75


def test_numbers_are_rounded_alike() -> None:
    """Python rounds what lies exactly in the middle to the even side; binary values seldom lie there."""
    choice = random.Random(7)
    middles = [number / 16 for number in range(-200, 200)] + [number / 2000 for number in range(3000)]
    numbers = [*middles, *(choice.random() * 10 ** choice.randrange(-5, 3) for _ in range(20_000))]
    pairs = [(number, digits) for number in numbers for digits in (1, 2, 3, 6)]

    rounded = ask("rounded", numbers=pairs)
    assert [pair for pair, here in zip(pairs, rounded, strict=True) if round(*pair) != here] == []


def test_logarithms_are_alike() -> None:
    """To the last bit, where browsers' own are not: readings that are equally likely keep their order."""
    numbers = range(1, 9001)
    assert ask("logarithm", numbers=list(numbers)) == list(map(math.log, numbers))
