"""What every search engine must do, whatever it is made of. A new engine is one line in ENGINES."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.kinds.synonym import read_line
from generator.search.asking.query import parse_query
from generator.search.documents.document import SearchDocument
from generator.search.engine import Changes, IndexUnusable, ResultPage, SearchEngine
from generator.search.words.thesaurus import compile_thesaurus

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"whoosh": WhooshEngine}
WORDS = compile_thesaurus(map(read_line, ["登不上去 => 登录失败", "宕机, outage", "printer, 打印机"]))


def incident(number: int, title: str, body: str, **more: object) -> SearchDocument:
    """Return a post-mortem."""
    given: dict[str, object] = {
        "id": f"PM-2026-{number:04}",
        "kind": "postmortem",
        "title": title,
        "url": f"postmortems/PM-2026-{number:04}.html",
        "body": body,
        "headings": title,
        "facets": {"kind": ("postmortem",), "system": ("ERP",), "severity": (f"S{1 + number % 4}",)},
        "date": f"2026-0{1 + number % 9}-11",
        "urgency": 4 - number % 4,
    }
    return SearchDocument(**{**given, **more})  # type: ignore[arg-type]


DOCUMENTS = (
    incident(
        1, "全员登录失败", "早上八点全员登录失败,报 ORA-01653,表空间写满", identifiers=("ORA-01653", "TK-20260111-003")
    ),
    incident(2, "登录失败,密码错误", "财务登录失败,密码错误次数太多,账号锁定"),
    incident(
        3, "标签打印机卡纸", "仓库标签打印机卡纸,发货停了两小时", facets={"kind": ("postmortem",), "system": ("WMS",)}
    ),
    incident(4, "数据库宕机", "数据库宕机,表空间写满,全员登录失败"),
    incident(5, "Database outage after certificate expired", "The certificate expired and the database was down"),
    incident(6, "作废的登录失败", "登录失败 登录失败 登录失败", is_obsolete=True),
    SearchDocument(
        id="SOP-IT-001",
        kind="sop",
        title="登录失败的处理",
        url="sop/SOP-IT-001.html",
        body="全员登录失败时先看表空间",
        facets={"kind": ("sop",), "system": ("ERP",)},
        origins=("PM-2026-0001",),
    ),
)


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An engine of each sort, with the documents."""
    made = ENGINES[request.param](tmp_path / "index")
    made.build(DOCUMENTS, WORDS)
    yield made
    made.close()


def ids(page: ResultPage) -> list[str]:
    """Return the ids of a page in order."""
    return [hit.id for hit in page.hits]


def found(engine: SearchEngine, text: str) -> list[str]:
    """Return what is found for `text`."""
    return ids(engine.search(parse_query(text, facets=("kind", "system", "severity"))))


FIRST = [
    ("PM-2026-0003", "PM-2026-0003"),
    ("TK-20260111-003", "PM-2026-0001"),
    ("ora-01653", "PM-2026-0001"),
    ("01653", "PM-2026-0001"),
    ("密码错误", "PM-2026-0002"),
    ("卡纸", "PM-2026-0003"),
    ("標籤打印機", "PM-2026-0003"),
    ("printer", "PM-2026-0003"),
    ("宕机", "PM-2026-0004"),
    ("outage", "PM-2026-0005"),
    ("certificates expiring", "PM-2026-0005"),
    ("certifcate", "PM-2026-0005"),
    ("biaoqian dayinji", "PM-2026-0003"),
    ("kind:sop 登录失败", "SOP-IT-001"),
]


@pytest.mark.parametrize(("text", "first"), FIRST)
def test_what_was_meant_comes_first(engine: SearchEngine, text: str, first: str) -> None:
    """Numbers, codes and their parts, words of both languages, slips, pinyin, filters."""
    assert found(engine, text)[:1] == [first]


def test_a_manner_of_speaking_is_understood_and_told(engine: SearchEngine) -> None:
    """Nothing says 登不上去 literally."""
    page = engine.search(parse_query("后台登不上去"))

    assert {"PM-2026-0001", "PM-2026-0002", "PM-2026-0004"} <= set(ids(page))
    assert ("登不上去", "登录失败") in {(one.typed, one.instead) for one in page.expansions}


def test_procedures_come_before_their_incidents_and_void_ones_last(engine: SearchEngine) -> None:
    """Whoever has the symptom wants to know what to do."""
    shown = found(engine, "全员登录失败")

    assert shown.index("SOP-IT-001") < shown.index("PM-2026-0001")
    assert shown[-1] == "PM-2026-0006"


def test_words_side_by_side_come_before_the_same_words_apart(engine: SearchEngine) -> None:
    """Both texts have both words; the order in which they were typed decides, on every page alike."""
    together = incident(11, "Prices gone", "A price list at a customer. Orders stopped, clients restarted.")
    apart = incident(12, "Prices gone", "A customer had a list: price by price, orders stopped, clients restarted.")
    engine.upsert([together, apart])
    query = parse_query("price list")

    assert found(engine, "price list")[:2] == [together.id, apart.id]
    assert found(engine, "list price")[:2] == [apart.id, together.id]
    assert [ids(engine.search(query._replace(limit=1, offset=place))) for place in (0, 1)] == [
        [together.id],
        [apart.id],
    ]
    assert ids(engine.search(query._replace(sort="newest")))[0] == apart.id


def test_a_sentence_finds_the_text_that_shares_more_of_its_characters(engine: SearchEngine) -> None:
    """Both have 出库, and neither has another word of the question."""
    near = incident(11, "出库单打印无反应", "出库的时候点了打印，机器没动静。")
    far = incident(12, "出库单价格有误", "出库的时候价格是上个月的，客户退回。")
    engine.upsert([far, near])

    assert found(engine, "出库打单子没反映")[:2] == [near.id, far.id]


def test_demands_exclusions_and_phrases(engine: SearchEngine) -> None:
    """The grammar holds for every engine."""
    assert set(found(engine, '"表空间写满"')) == {"PM-2026-0001", "PM-2026-0004"}
    assert "PM-2026-0002" not in found(engine, "登录失败 -密码错误")
    assert found(engine, "登录失败 +密码错误") == ["PM-2026-0002"]


def test_filters_facets_ranges_and_orders(engine: SearchEngine) -> None:
    """A facet's counts disregard the filter on that facet; a range keeps both its ends."""
    query = parse_query("登录失败", facets=("system",), filters={"kind": ["postmortem"]})
    page = engine.search(query)

    assert {one.value for one in page.facets["kind"]} == {"postmortem", "sop"}
    assert page.total == len(page.hits) == 4
    assert ids(engine.search(query._replace(since="2026-03-11", until="2026-03-11"))) == ["PM-2026-0002"]
    assert ids(engine.search(query._replace(sort="oldest")))[0] == "PM-2026-0001"
    assert ids(engine.search(query._replace(limit=2, offset=1))) == ids(page)[1:3]


def test_changes_are_seen_at_once(engine: SearchEngine) -> None:
    """Added, replaced, removed; nothing is double."""
    changed = replace(DOCUMENTS[2], title="扫码枪没电", body="扫码枪没电", headings="")

    assert engine.upsert([changed, incident(7, "发票打不出", "发票打不出")]) == Changes(added=1, updated=1)
    assert found(engine, "扫码枪") == ["PM-2026-0003"]
    assert found(engine, "发票") == ["PM-2026-0007"]
    assert found(engine, "卡纸") == []
    assert engine.delete(["PM-2026-0007", "PM-2026-9999"]) == Changes(deleted=1)
    assert found(engine, "发票") == []
    assert engine.synchronize(DOCUMENTS, WORDS) == Changes(updated=1)
    assert engine.synchronize(DOCUMENTS, WORDS) == Changes()
    assert found(engine, "卡纸") == ["PM-2026-0003"]


def test_similar_incidents_say_why(engine: SearchEngine) -> None:
    """What a description says, in its words or in the record's; nothing void, only incidents."""
    hits = engine.similar("全员登录失败，表空间写满")

    assert {hit.id for hit in hits[:2]} == {"PM-2026-0001", "PM-2026-0004"}
    assert all(hit.reasons for hit in hits)
    assert {"PM-2026-0006", "SOP-IT-001"}.isdisjoint(hit.id for hit in hits)
    assert engine.similar("登录失败 密码错误 账号锁定")[0].id == "PM-2026-0002"
    assert len(engine.similar("登录失败", 2)) == 2
    assert engine.similar("天气不错") == ()


def test_a_description_is_understood_as_a_search_is(engine: SearchEngine) -> None:
    """Nothing says 登不上去 literally; a sign in a description is no operator; a code is enough."""
    (first, *_others) = engine.similar("-登不上去")

    assert first.id in {"PM-2026-0001", "PM-2026-0002", "PM-2026-0004"}
    assert ("meant", ("登不上去 → 登录失败",)) in {(one.kind, one.values) for one in first.reasons}
    (found,) = engine.similar("ora-01653")
    assert (found.id, found.reasons[0].values) == ("PM-2026-0001", ("ora-01653",))


def test_a_long_description_is_answered_in_time(engine: SearchEngine) -> None:
    """Somebody pastes all that the screen said."""
    started = time.perf_counter()

    assert engine.similar("登录失败，密码错误 ORA-01653 at line 12 of the log\n" * 200)
    assert time.perf_counter() - started < 1


def test_suggestions(engine: SearchEngine) -> None:
    """Records by number and title, then words; what is void is not offered."""
    assert [one.id for one in engine.suggest("PM-2026-000")][:2] == ["PM-2026-0001", "PM-2026-0002"]
    assert "PM-2026-0003" in {one.id for one in engine.suggest("标签打")}
    assert "PM-2026-0006" not in {one.id for one in engine.suggest("作废")}
    assert "certificate" in {one.text for one in engine.suggest("certif")}


def test_nearest_words(engine: SearchEngine) -> None:
    """Where nothing is found there is something to try."""
    assert "certificate" in engine.near("certifikate")


@pytest.mark.parametrize("text", ["", " ", "-", "\0", "𠮷", "今" * 300, '"', "kind:", "*", "a" * 500, "\ud800"])
def test_nothing_that_can_be_typed_is_an_error(engine: SearchEngine, text: str) -> None:
    """An answer, perhaps an empty one, and suggestions."""
    assert engine.search(parse_query(text, facets=("kind",))).total >= 0
    assert len(engine.suggest(text)) >= 0
    assert len(engine.similar(text)) >= 0


def test_an_empty_index_answers(engine: SearchEngine) -> None:
    """Nothing is there, nothing is found, nothing fails."""
    engine.build((), WORDS)

    assert found(engine, "登录失败") == []
    assert engine.suggest("登") == ()
    assert engine.similar("登录失败") == ()


def test_many_threads_get_the_same_answers(engine: SearchEngine) -> None:
    """While one thread replaces the index, no request is dropped."""
    texts = [text for text, _ in FIRST] * 5
    alone = [found(engine, text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        rebuilding = threads.submit(engine.build, DOCUMENTS, WORDS)
        together = list(threads.map(lambda text: found(engine, text), texts))
        rebuilding.result()

    assert together == alone


def test_without_an_index_the_fault_is_told(tmp_path: Path) -> None:
    """Whoever asks too early learns what to do."""
    for make in ENGINES.values():
        early = make(tmp_path / "nothing")
        for ask in (lambda early=early: early.search(parse_query("a")), lambda early=early: early.similar("a")):
            with pytest.raises(IndexUnusable):
                ask()
