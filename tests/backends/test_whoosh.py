"""The Whoosh engine finds what is there, first what was meant."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.backends.whoosh_ import WhooshEngine
from generator.search.document import SearchDocument
from generator.search.engine import WHY, WHY_EXPANDED, WHY_FILTER, WHY_TITLE, ResultPage
from generator.search.excerpt import END, START
from generator.search.facets import FacetCount
from generator.search.query import parse_query
from generator.search.ranking import Lane

Documents = tuple[SearchDocument, ...]
FACETS = ("kind", "system", "severity", "year")
FIRST = [
    ("PM-2026-0007", ["PM-2026-0007", "CAPA-2026-0012"]),
    ("ｐｍ-2026-0007", ["PM-2026-0007", "CAPA-2026-0012"]),
    ("ORA-01653", ["PM-2026-0007", "KB-0001"]),
    ("ora-01653 表空间", ["PM-2026-0007", "KB-0001", "CAPA-2026-0012"]),
    ("0012345", ["PM-2026-0007"]),
    ("T_INV_ONHAND", ["PM-2026-0007"]),
    ("01653", ["KB-0001", "PM-2026-0007"]),
    ("標籤打印", ["KB-0002"]),
    ("賬套選錯", ["KB-0002"]),
    ("failing users", ["KB-0002"]),
    ("标签老是打不出来", ["KB-0002"]),
    ("系统停了,仓库怎么手工收货", ["SOP-WH-001", "PM-2026-0007"]),
    ("死", ["KB-0003"]),
    ("databas*", ["KB-0003"]),
    ("dead", ["KB-0003"]),
]
EXACT = [
    ('"补录数据"', {"PM-2026-0007", "SOP-WH-001"}),
    ('"数据补录"', set()),
    ('"failed to print"', {"KB-0002"}),
    ("表空间 -告警", {"PM-2026-0007", "KB-0001"}),
    ("+表空间 +告警", {"CAPA-2026-0012"}),
    ("表空间 kind:capa", {"CAPA-2026-0012"}),
    ("补录 kind:SOP kind:postmortem", {"PM-2026-0007", "SOP-WH-001"}),
    ("kind:article system:oa", {"KB-0002"}),
    ("kind:postmortem -表空间", set()),
    ("zzz", set()),
    ("", set()),
]
HOSTILE = [
    "(" * 200,
    " ".join(f"{letter}zq" for letter in "abcdefghijklmnopqrstuvwxyz" * 2),
    "的" * 200,
    '"' * 200,
    "+a -b " * 40,
    "[一 TO 龥] x~9 数* ^1e309",
    "\ud800\0",
    "a*",
    "x" * 100_000,
]


def document(identity: str, title: str, body: str = "", date: str = "") -> SearchDocument:
    """Return an article of which only the text matters."""
    facets = {"kind": ("article",)}
    return SearchDocument(id=identity, kind="article", title=title, url="x/", body=body, date=date, facets=facets)


def ids(page: ResultPage) -> list[str]:
    """Return the ids of a page in order."""
    return [hit.id for hit in page.hits]


@pytest.mark.parametrize(("text", "first"), FIRST)
def test_what_was_meant_comes_first(built: WhooshEngine, text: str, first: list[str]) -> None:
    """Own id, identifier, code in the text, then the best answer."""
    assert ids(built.search(parse_query(text)))[: len(first)] == first


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_operators_are_exact(built: WhooshEngine, text: str, expected: set[str]) -> None:
    """Phrases, demands, exclusions and filters decide what is found at all."""
    page = built.search(parse_query(text, facets=FACETS))
    assert set(ids(page)) == expected
    assert page.total == len(expected)


def test_hits_say_why(built: WhooshEngine) -> None:
    """Each hit names its strongest reason."""
    cases = [
        ("PM-2026-0007", WHY[Lane.OWN_ID]),
        ("T_INV_ONHAND", WHY[Lane.IDENTIFIER]),
        ("盘点", WHY_TITLE),
        ("dead", WHY_EXPANDED),
    ]
    for text, why in cases:
        assert built.search(parse_query(text)).hits[0].why == why
    assert built.search(parse_query("", filters={"kind": ["sop"]})).hits[0].why == WHY_FILTER


def test_hits_carry_what_a_page_shows(built: WhooshEngine, documents: Documents) -> None:
    """Stored fields come back as they were given, the excerpt marks the match."""
    hit = built.search(parse_query("unable to extend")).hits[0]
    assert (hit.kind, hit.title, hit.url, hit.date) == ("postmortem", documents[0].title, "PM-2026-0007/", "2026-05-11")
    assert f"{START}unable{END} to {START}extend{END}" in hit.excerpt
    assert hit.facets["system"] == ("ERP", "WMS")


def test_expansion_is_told(built: WhooshEngine) -> None:
    """What was searched in place of an unknown word is named; a known word is not replaced."""
    assert built.search(parse_query("dead")).expanded == ("deadlock",)
    assert built.search(parse_query("deadlock")).expanded == ()


def test_facets_count_all_matches(built: WhooshEngine) -> None:
    """Counts cover more than the page and ignore the filter on their own facet."""
    page = built.search(parse_query("表空间", filters={"system": ["wms"]}, limit=1))
    assert page.total == 1
    assert page.facets["system"] == (FacetCount("ERP", 3), FacetCount("WMS", 1))
    assert page.facets["kind"] == (FacetCount("postmortem", 1),)


def test_pages_follow_each_other(built: WhooshEngine) -> None:
    """Limit and offset cut one order into pages."""
    whole = ids(built.search(parse_query("数据 表空间")))
    pages = [
        ids(built.search(parse_query("数据 表空间", limit=2, offset=offset))) for offset in range(0, len(whole), 2)
    ]
    assert [identity for page in pages for identity in page] == whole


def test_filters_alone_list_the_newest_first(built: WhooshEngine) -> None:
    """Without a word, all documents that pass are listed by date."""
    assert ids(built.search(parse_query("kind:article", facets=FACETS))) == ["KB-0001", "KB-0003", "KB-0002"]


def test_more_of_the_question_beats_more_of_one_word(engine: WhooshEngine) -> None:
    """A document that repeats one word does not come before one that has both; equal ones come newest first."""
    engine.build(
        [
            document("A", "x", "alpha " * 50),
            document("B", "x", "alpha " + "filler " * 20 + "beta", date="2020-01-01"),
            document("C", "x", "alpha " + "filler " * 20 + "beta", date="2024-01-01"),
        ]
    )
    assert ids(engine.search(parse_query("alpha beta"))) == ["C", "B", "A"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_answer_at_once(built: WhooshEngine, text: str) -> None:
    """Nothing raises, nothing takes long."""
    built.search(parse_query("x"))
    started = time.perf_counter()
    built.search(parse_query(text, facets=FACETS))
    assert time.perf_counter() - started < 0.5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(text=st.text() | st.text(alphabet='数据库 oraPM-0123456789_:"+-*kind', max_size=40))
def test_any_text_is_answered(built: WhooshEngine, text: str, documents: Documents) -> None:
    """No text raises, and a page never holds more than it says."""
    page = built.search(parse_query(text, facets=FACETS))
    assert len(page.hits) <= page.total <= len(documents)


def test_many_threads_get_what_one_gets(built: WhooshEngine) -> None:
    """Eight threads on one engine answer exactly as one does."""
    texts = [text for text, _ in FIRST] * 20

    def answer(text: str) -> list[tuple[str, float, str]]:
        return [(hit.id, hit.score, hit.excerpt) for hit in built.search(parse_query(text)).hits]

    alone = [answer(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(answer, texts)) == alone


STEPS = st.lists(
    st.dictionaries(st.sampled_from("ABCDEF"), st.sampled_from(["alpha", "beta beta", "死锁", ""])), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(steps=STEPS)
def test_synchronizing_equals_building(tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str]]) -> None:
    """Whatever was edited in whatever order, answers are those of an index built from nothing."""
    folder = tmp_path_factory.mktemp("engines")
    edited, fresh = WhooshEngine(folder / "edited"), WhooshEngine(folder / "fresh")
    edited.build([document("Z", "alpha 死锁")])
    for step in [*steps, {"A": "alpha", "B": "beta"}]:
        documents = [document(name, f"title {name}", body) for name, body in step.items()]
        edited.synchronize(documents)
    fresh.build(documents)
    for text in ("alpha", "beta title", "死锁 alpha", "kind:article", "A"):
        query = parse_query(text, facets=FACETS)
        assert replace(edited.search(query), took_ms=0) == replace(fresh.search(query), took_ms=0)


def test_synchronizing_writes_only_what_changed(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """Counts tell what happened; without a change nothing is written."""
    before = (tmp_path / "index" / "current.json").read_bytes()
    assert built.synchronize(documents) == replace(built.synchronize(documents), added=0, updated=0, deleted=0)
    assert (tmp_path / "index" / "current.json").read_bytes() == before
    changed = [replace(documents[0], title="新标题"), *documents[2:], document("NEW", "新文档")]
    changes = built.synchronize(changed)
    assert (changes.added, changes.updated, changes.deleted, changes.rebuilt) == (1, 1, 1, False)
    assert ids(built.search(parse_query("新文档")))[0] == "NEW"
    assert "CAPA-2026-0012" not in ids(built.search(parse_query("表空间")))


def test_many_changes_write_all_again(built: WhooshEngine) -> None:
    """Patching most of an index would take longer than building it."""
    changes = built.synchronize([document(f"N-{number}", "neu") for number in range(100)])
    assert (changes.added, changes.rebuilt) == (100, True)
    assert built.search(parse_query("neu")).total == 100


def test_an_empty_index_answers(engine: WhooshEngine, documents: Documents) -> None:
    """No documents are no error."""
    engine.build([])
    assert engine.search(parse_query("x kind:sop", facets=FACETS)).total == 0
    engine.close()
    assert engine.synchronize(documents).added == len(documents)
