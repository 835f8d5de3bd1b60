"""The Whoosh engine finds what is there, first what was meant."""

import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.backends.whoosh import generation
from generator.backends.whoosh.engine import WhooshEngine
from generator.kinds.synonym import read_line
from generator.search.asking.query import parse_query
from generator.search.counting.facets import FacetCount
from generator.search.counting.plan import Clause, Expansion, Member, Plan
from generator.search.counting.ranking import Lane
from generator.search.documents.document import SearchDocument
from generator.search.engine import WHY, WHY_EXPANDED, WHY_FILTER, WHY_TITLE, Changes, ResultPage
from generator.search.text.analysis import terms_within
from generator.search.text.excerpt import END, START
from generator.search.text.folding import fold
from generator.search.words.thesaurus import compile_thesaurus

Documents = tuple[SearchDocument, ...]
FACETS = ("kind", "system", "severity", "year")
FIRST = [
    ("PM-2026-0007", ["PM-2026-0007", "CAPA-2026-0012"]),
    ("ｐｍ-2026-0007", ["PM-2026-0007", "CAPA-2026-0012"]),
    ("ORA-01653", ["PM-2026-0007", "KB-0001"]),
    ("ora-01653 表空间", ["PM-2026-0007", "KB-0001", "CAPA-2026-0012"]),
    ("0012345", ["PM-2026-0007"]),
    ("T_INV_ONHAND", ["PM-2026-0007"]),
    ("標籤打印", ["KB-0002"]),
    ("賬套選錯", ["KB-0002"]),
    ("failing users", ["KB-0002"]),
    ("标签老是打不出来", ["KB-0002"]),
    ("系统停了,仓库怎么手工收货", ["SOP-WH-001"]),
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


def document(identity: str, title: str, body: str = "", **fields: Any) -> SearchDocument:
    """Return an article of which only the text matters, and the fields that a test names."""
    facets = {"kind": ("article",)}
    return SearchDocument(id=identity, kind="article", title=title, url="x/", body=body, facets=facets, **fields)


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


def test_a_plan_is_executed_as_it_is(built: WhooshEngine) -> None:
    """Expansions count less than what was typed, and the page tells them and the hit says why."""
    members = (Member(("abort",)), Member(("deadlock",), 0.6))
    plan = Plan(clauses=(Clause(members),), expansions=(Expansion("abort", "deadlock", "a reason"),))
    page = built.execute(plan, parse_query("abort"))
    assert (ids(page), page.expansions, page.hits[0].why) == (["KB-0003"], plan.expansions, WHY_EXPANDED)
    assert f"{START}deadlocks{END}" in page.hits[0].excerpt


def test_the_engine_understands_with_the_words_that_it_was_given(tmp_path: Path, documents: Documents) -> None:
    """Parts of codes, and the thesaurus; another thesaurus is taken over without touching a document."""
    engine = WhooshEngine(tmp_path / "index")
    engine.build(documents, compile_thesaurus([read_line("stuck => deadlock")]))
    assert set(ids(engine.search(parse_query("01653")))) == {"PM-2026-0007", "KB-0001"}
    assert ids(engine.search(parse_query("stuck"))) == ["KB-0003"]
    words = compile_thesaurus([read_line("hung => deadlock")])
    assert engine.synchronize(documents, words) == Changes()
    assert [ids(engine.search(parse_query(text))) for text in ("stuck", "hung")] == [[], ["KB-0003"]]


def test_the_lexicon_knows_the_words(built: WhooshEngine, documents: Documents) -> None:
    """Frequencies, beginnings and parts, and nothing of documents that are gone."""
    for count, deadlocks in ((6, ["deadlock"]), (5, [])):
        built.synchronize(documents[:count])
        lexicon = built.lexicon()
        assert (lexicon.documents, lexicon.frequency("表空"), lexicon.frequency("zzz")) == (count, 3, 0)
        assert lexicon.completions("dead", 5) == deadlocks
        assert lexicon.completions("表", 1) == ["表空"]
        assert lexicon.codes_with("01653", 5) == lexicon.codes_with("ora01653", 5) == ["ora-01653"]
        assert (list(lexicon.sounding_like("zzz")), lexicon.company("零零"), lexicon.company("表空") > 0) == (
            [],
            0,
            True,
        )


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


def test_dates_limit_and_sort(engine: WhooshEngine) -> None:
    """A range of days holds both ends and no document without a date; undated ones come last either way."""
    engine.build(
        [document(f"D{day}", "alpha", date=f"2026-01-{day:02}", urgency=day % 2) for day in (1, 2, 3)]
        + [document("D0", "alpha alpha", urgency=9), document("D9", "alpha", date="2026-01-09", is_obsolete=True)]
    )
    query = parse_query("alpha")
    assert ids(engine.search(query._replace(since="2026-01-02", until="2026-01-03"))) == ["D3", "D2"]
    assert set(ids(engine.search(query._replace(terms=(), words=(), text="", since="2026-01-03")))) == {"D3", "D9"}
    orders = {"newest": "D3 D2 D1 D0 D9", "oldest": "D1 D2 D3 D0 D9", "severity": "D0 D3 D1 D2 D9"}
    for sort, order in orders.items():
        page = engine.search(query._replace(sort=sort))
        assert ids(page) == order.split()
        assert page.hits[-1].is_obsolete


def test_procedures_stand_before_their_incidents(engine: WhooshEngine) -> None:
    """Not so if the number of an incident was typed, or if the procedure is withdrawn."""
    filler = " ".join(f"filler{number}" for number in range(60))
    documents = [
        document("PM-1", "label printer jam", "label printer jam"),
        document("PM-2", "label printer", "label printer"),
        document("SOP-1", "print by hand", f"label printer {filler}", origins=("PM-1",), card={"fix": "by hand"}),
        document("SOP-2", "withdrawn", f"label printer {filler}", origins=("PM-1",), is_obsolete=True),
    ]
    engine.build(documents)
    for text in ("label printer", "printer"):
        shown = ids(engine.search(parse_query(text)))
        assert shown.index("SOP-1") + 1 == shown.index("PM-1"), text
        assert shown[-1] == "SOP-2"
    assert ids(engine.search(parse_query("PM-1")))[0] == "PM-1"
    assert engine.search(parse_query("hand")).hits[0].card == {"fix": "by hand"}


def test_procedures_of_one_incident_keep_the_order_of_the_answer(engine: WhooshEngine) -> None:
    """Also where words side by side have put one before the other."""
    filler = " ".join(f"filler{number}" for number in range(60))
    apart, together = f"label {filler} printer {filler} label", f"label printer {filler} {filler} {filler}"
    incident = document("PM-1", "label printer jam", "label printer jam label printer")
    procedures = [
        document("SOP-1", "one", apart, origins=("PM-1",)),
        document("SOP-2", "two", together, origins=("PM-1",)),
    ]
    engine.build(procedures)
    alone = ids(engine.search(parse_query("label printer")))
    assert alone == ["SOP-2", "SOP-1"]
    engine.build([incident, *procedures])
    assert ids(engine.search(parse_query("label printer"))) == [*alone, "PM-1"]


def test_too_many_phrases_to_check_are_told(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not compared is not shown."""
    monkeypatch.setattr("generator.backends.whoosh.searching.MOST_CHECKED", 3)
    engine.build([document(f"D{number}", "库存 同步") for number in range(5)] + [document("X", "库存同步")])
    page = engine.search(parse_query('"库存 同步"'))
    assert (page.total, page.truncated) == (3, True)
    assert not engine.search(parse_query('"库存同步"')).truncated


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(data=st.data())
def test_any_piece_of_a_text_is_found_as_a_phrase(
    built: WhooshEngine, documents: Documents, data: st.DataObject
) -> None:
    """Wherever it was cut out between two words or Chinese characters, also where half a pair is left at its edge."""
    document = data.draw(st.sampled_from(list(documents)))
    start = data.draw(st.integers(0, len(document.text) - 1))
    piece = document.text[start : data.draw(st.integers(start + 1, min(len(document.text), start + 12)))].strip()
    whole = f" {document.text} "
    at = whole.index(piece) if piece else 0
    # Half of a word or code is another one.
    cuts = [whole[at - 1 : at + 1], whole[at + len(piece) - 1 : at + len(piece) + 1]]
    assume(piece and not any(sign in piece for sign in '"“”\n') and not any(_JOINED.search(cut) for cut in cuts))
    # One character alone is the beginning of pairs.
    assume(terms_within(fold(piece)))

    page = built.search(parse_query(f'"{piece}"'))
    assert document.id in ids(page), piece


_JOINED = re.compile(r"[!-~]{2}")

THREADED = int(os.environ.get("FUPAN_THREADED", "1200"))


@pytest.mark.parametrize("numpy", ["0", "1"])
def test_many_threads_get_what_one_gets(built: WhooshEngine, monkeypatch: pytest.MonkeyPatch, numpy: str) -> None:
    """Eight threads on one engine answer exactly as one does, however often they interrupt each other."""
    monkeypatch.setenv("FUPAN_NUMPY", numpy)
    texts = [*(text for text, _ in FIRST), *(text for text, _ in EXACT)]

    def answer(text: str) -> ResultPage:
        return built.search(parse_query(text, facets=FACETS))._replace(took_ms=0)

    alone = {text: answer(text) for text in texts}
    asked = (texts * (THREADED // len(texts) + 1))[:THREADED]
    built.close()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(answer, asked))
    finally:
        sys.setswitchinterval(interval)
    assert [text for text, found in zip(asked, answers, strict=True) if found != alone[text]] == []


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
        assert edited.search(query)._replace(took_ms=0) == fresh.search(query)._replace(took_ms=0)


def test_synchronizing_writes_only_what_changed(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """Counts tell what happened; without a change nothing is written."""
    before = (tmp_path / "index" / "current.json").read_bytes()
    assert built.synchronize(documents) == built.synchronize(documents)._replace(added=0, updated=0, deleted=0)
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


def test_what_is_replaced_while_it_is_verified_is_no_damage(
    engine: WhooshEngine, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two indexings remove the generation whose files are just being read; the new one is verified then."""
    engine.build(documents)
    digest, replaced = generation._digest, []

    def replacing(path: Path) -> str:
        if not replaced:
            replaced.append(path)
            for title in ("one", "two", "three"):
                engine.upsert([document("NEW", title)])
            assert not path.exists()
        return digest(path)

    monkeypatch.setattr(generation, "_digest", replacing)
    engine.verify()
    assert replaced
