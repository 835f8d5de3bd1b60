"""The browser answers as the server does: the same documents in the same order with the same scores and excerpts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.build import facet_labels, search_documents, site_of
from generator.files.samples import sample_folder
from generator.i18n.catalogue import catalogue
from generator.reading.settings_file import read_settings
from generator.registry import KINDS, load_library
from generator.search.asking.query import SORTS, Query, parse_query
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.documents.document import SearchDocument
from generator.search.documents.facet_table import FACET_NAMES
from generator.search.engine import ResultPage
from generator.search.static.export import static_files
from generator.search.text.analysis import code_parts, is_code, terms
from generator.search.words.lexicon import Lexicon
from tests.libraries import TODAY
from tests.search.plans import as_json, plan_as_typed
from tests.search.static.runner import Scripts, running_scripts

QUESTIONS = 240


@pytest.fixture(scope="module")
def documents() -> Sequence[SearchDocument]:
    """Return the documents of the sample organization, some of them made obsolete."""
    folder = sample_folder("zh")
    settings = read_settings((folder / "mkdocs.yml").read_bytes())
    site = site_of(load_library(folder, settings, TODAY), settings, catalogue("zh"), TODAY)
    found = search_documents(site)
    assert facet_labels(site, found, KINDS)["kind"]
    return [replace(one, is_obsolete=one.is_obsolete or number % 9 == 4) for number, one in enumerate(found)]


class Server:
    """The engine of the server, asked with plans that nobody would understand."""

    def __init__(self, folder: Path, documents: Sequence[SearchDocument]) -> None:
        self.engine = WhooshEngine(folder)
        self.engine.build(documents)
        self._choice = random.Random(5)
        self._words = sorted({term for document in documents for term in terms(document.body)})
        self._titles = [document.title for document in documents]

    @property
    def lexicon(self) -> Lexicon:
        """The words of the index."""
        return self.engine.lexicon()

    def plan(self, query: Query) -> Plan:
        """Return a plan with everything that a plan may have: other words, phrases in other words, small weights."""
        lexicon = self.lexicon
        plan = plan_as_typed(query, lexicon)
        choice = self._choice
        clauses = []
        for clause in plan.clauses:
            others = tuple(
                Member(tuple(choice.choices(self._words, k=choice.choice((1, 1, 2)))), choice.choice((0.4, 0.6, 0.7)))
                for _ in range(choice.choice((0, 0, 1, 3)))
            )
            clauses.append(Clause((*clause.members, *others), choice.choice((1.0, 1.0, 0.2, 0.55))))
        if query.prefix:
            found = lexicon.completions(query.prefix, 50)
            clauses += [Clause(tuple(Member((term,), 0.7) for term in found), typed=False)] if found else []
        if choice.random() < 0.3:
            clauses.append(Clause((Member((choice.choice(self._words),), 0.6),), 0.8, typed=False))
        share = choice.choice((0.0, 0.0, 0.15, 0.4))
        is_literal = choice.random() < 0.4
        typed = [clause.members[0].terms[0] for clause in clauses if clause.typed]
        pairs = tuple((one, choice.choice(typed)) for one in choice.sample(typed, choice.randrange(len(typed) + 1)))
        # Characters of titles and of texts, some of which no text has.
        title = choice.choice(self._titles)
        characters = tuple(dict.fromkeys(f"{title[:6]}数据龘")) if choice.random() < 0.4 else ()
        return plan._replace(
            clauses=tuple(clauses),
            least_share=share,
            literal_first=is_literal,
            neighbours=(*pairs, ("no", "ne")),
            characters=characters,
        )


def questions(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield typed texts with what was chosen beside them, the same every time."""
    choice = random.Random(20261121)
    codes = sorted({term for one in documents for term in terms(one.body) if is_code(term)})
    words = sorted({word for one in documents for word in re.findall(r"[a-z]{4,}", one.body.lower())})

    def piece(least: int, most: int) -> str:
        text = " ".join(choice.choice(documents).body.split())
        length = choice.randrange(least, most)
        start = choice.randrange(max(1, len(text) - length))
        return text[start : start + length].strip(' "*')

    def word() -> str:
        return choice.choice((lambda: piece(2, 5), lambda: choice.choice(words), lambda: choice.choice(codes)))()

    forms = (
        lambda: word(),
        lambda: " ".join(word() for _ in range(3)),
        lambda: piece(12, 40),
        lambda: f'"{piece(3, 8)}" {word()}',
        lambda: f"+{word()} {word()} -{word()}",
        lambda: f"{word()} {choice.choice(words)[:4]}*",
        lambda: f"{choice.choice(documents).id} {word()}",
        lambda: choice.choice(documents).id.lower(),
        lambda: choice.choice([code for code in codes if code_parts(code)]),
        lambda: f"{word()} kind:{choice.choice(('sop', 'postmortem', 'article'))}",
    )
    for number in range(QUESTIONS):
        extras: dict[str, Any] = {}
        if number % 4 == 0:
            facet = choice.choice(("kind", "system", "severity", "year", "status"))
            values = sorted({value for one in documents for value in one.facets.get(facet, ())})
            extras["filters"] = {facet: choice.sample(values, min(2, len(values)))}
        if number % 7 == 0:
            extras |= {"since": "2025-06-01", "until": choice.choice(("", "2026-06-30"))}
        if number % 5 == 0:
            extras["sort"] = choice.choice(SORTS)
        if number % 11 == 0:
            extras["offset"] = 3
        yield forms[number % len(forms)](), extras
    yield "", {"filters": {"kind": ["sop"]}}
    yield "", {"since": "2026-01-01", "sort": "newest"}


def parsed(text: str, extras: Mapping[str, Any]) -> Query:
    """Return the query as the server reads it."""
    query = parse_query(
        text, facets=FACET_NAMES, filters=extras.get("filters"), limit=20, offset=extras.get("offset", 0)
    )
    return query._replace(
        since=extras.get("since", ""), until=extras.get("until", ""), sort=extras.get("sort", "relevance")
    )


def shown_of_server(page: ResultPage) -> dict[str, Any]:
    """Return what of a page both sides must agree on."""
    return {
        "total": page.total,
        "hits": [(hit.id, hit.score, hit.why, hit.excerpt, hit.is_obsolete, dict(hit.card)) for hit in page.hits],
        "facets": {name: [(one.value, one.found) for one in counts] for name, counts in page.facets.items()},
        "truncated": page.truncated,
    }


def shown_of_browser(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same of the browser's answer."""
    names = ("id", "score", "why", "excerpt", "obsolete", "card")
    facets = {name: [(one["value"], one["count"]) for one in counts] for name, counts in found["facets"].items()}
    return {
        "total": found["total"],
        "hits": [tuple(hit[name] for name in names) for hit in found["hits"] if not hit["related"]],
        "facets": {name: counts for name, counts in facets.items() if counts},
        "truncated": found["truncated"],
    }


@pytest.fixture(scope="module")
def server(documents: Sequence[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return the server's engine with the documents."""
    return Server(tmp_path_factory.mktemp("search") / "index", documents)


@pytest.fixture(scope="module")
def scripts(documents: Sequence[SearchDocument]) -> Iterator[Scripts]:
    """Return the browser's engine with the documents."""
    with running_scripts() as scripts:
        assert scripts.open(static_files(documents, {}, str)) == len(documents)
        yield scripts


def test_both_answer_alike(documents: Sequence[SearchDocument], server: Server, scripts: Scripts) -> None:
    """Words, codes, sentences, phrases, signs, prefixes, filters, dates, orders and pages."""
    asked = list(questions(documents))
    expected, cases = [], []
    for text, extras in asked:
        query = parsed(text, extras)
        plan = server.plan(query)
        expected.append(shown_of_server(server.engine.execute(plan, query)))
        cases.append({"request": {"query": text, **extras}, "plan": as_json(plan)})
    answers = [shown_of_browser(one) for one in scripts.ask("search", cases)]

    assert sum(bool(one["hits"]) for one in expected) > QUESTIONS * 0.7
    for question, there, here in zip(asked, answers, expected, strict=True):
        assert there == here, question


def test_without_a_thesaurus_the_typed_words_are_looked_for(
    documents: Sequence[SearchDocument], server: Server, scripts: Scripts
) -> None:
    """A copy that was made without words of an organization finds what was typed, and no more."""
    asked = [(text, extras) for text, extras in questions(documents) if text and not text.endswith("*")][:100]
    answers = scripts.ask("search", [{"request": {"query": text, **extras}} for text, extras in asked])

    for (text, extras), there in zip(asked, answers, strict=True):
        query = parsed(text, extras)
        expected = server.engine.execute(plan_as_typed(query, server.lexicon), query)
        assert shown_of_browser(there) == shown_of_server(expected), text
        assert there["nearest"] == []


def test_the_words_of_the_index_are_known(
    server: Server, scripts: Scripts, documents: Sequence[SearchDocument]
) -> None:
    """Frequencies, completions and parts of codes are those of the server's dictionary."""
    lexicon = server.lexicon
    words = sorted({term for document in documents for term in terms(document.body)})[::7]
    assert scripts.ask("frequencies", words) == [lexicon.frequency(word) for word in words]
    for prefix in ("数", "da", "ora", "pm-2026-", "x", "饕"):
        assert sorted(scripts.ask("completions", prefix, 500)) == sorted(lexicon.completions(prefix, 500)), prefix
        assert scripts.ask("completions", prefix, 3) == list(lexicon.completions(prefix, 3)), prefix
    for part in ("01653", "2026", "ora01653", "0007", "nothing"):
        assert scripts.ask("codesWith", part, 20) == list(lexicon.codes_with(part, 20)), part
    counted = dict(map(tuple, scripts.ask("counted", "words"))) | dict(map(tuple, scripts.ask("counted", "codes")))
    assert {word: lexicon.frequency(word) for word in counted} == counted
    assert {word for word in words if word.isascii()} <= counted.keys()
