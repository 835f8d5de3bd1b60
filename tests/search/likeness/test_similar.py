"""Which incidents are like one of them, and like a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.search.documents.document import SearchDocument
from generator.search.likeness.similar import KEY_TERMS, SimilarIncidents, key_terms
from generator.search.likeness.term_index import TermIndex


def incident(number: int, title: str, body: str = "", **more: object) -> SearchDocument:
    """Return the document of an incident."""
    return replace(
        SearchDocument(
            id=f"PM-2026-{number:04}",
            kind="postmortem",
            title=title,
            url=f"postmortems/PM-2026-{number:04}.html",
            body=body,
            date=f"2026-01-{number:02}",
            facets={"system": ("ERP",)},
        ),
        **more,  # type: ignore[arg-type]
    )


HISTORY = (
    incident(1, "数据库盘写满，全员登不进去", "保存转圈圈 ORA-01653", identifiers=("ORA-01653",)),
    incident(2, "归档盘写满，保存转圈圈", "先停导入 ORA-01653", identifiers=("ORA-01653",), card={"fix": "转存归档"}),
    incident(3, "标签打印机卡纸", "换了一卷标签"),
    incident(4, "标签打印机不出标签", "打印服务假死"),
    incident(5, "数据库盘写满，保存转圈圈", is_obsolete=True),
    incident(6, "对账差异", "医院接口改了字段"),
)


def ids(hits: Sequence[object]) -> list[str]:
    """Return the ids of hits."""
    return [hit.id[-1] for hit in hits]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("number", "alike"), [(1, ["2"]), (2, ["1"]), (3, ["4"]), (5, ["1", "2"]), (6, [])])
def test_the_like_of_each_incident(number: int, alike: list[str]) -> None:
    """Those that share what matters; void ones are never shown, though their own page asks; nobody without a reason."""
    assert ids(SimilarIncidents(HISTORY).of(f"PM-2026-{number:04}")) == alike


@pytest.mark.parametrize(
    ("text", "alike"),
    [("打印机不出标签", ["4", "3"]), ("ora-01653", ["2", "1"]), ("天气不错", []), ("", []), ("?!", [])],
)
def test_the_like_of_a_text(text: str, alike: list[str]) -> None:
    """Any text may be asked, and one that fits nothing has no answer."""
    assert ids(SimilarIncidents(HISTORY).like(text)) == alike


def test_a_hit_brings_reasons_and_what_helped() -> None:
    """Why it is shown, and the card of the incident."""
    (hit,) = SimilarIncidents(HISTORY).of("PM-2026-0001")

    assert [(one.kind, one.values) for one in hit.reasons] == [
        ("code", ("ORA-01653",)),
        ("word", ("保存转圈圈", "盘写满")),
        ("system", ("ERP",)),
    ]
    assert hit.card == {"fix": "转存归档"}
    assert 0 < hit.share <= 1


def test_the_order_of_the_records_does_not_matter() -> None:
    """The same incidents give the same answers; of equally like ones the newer comes first."""
    twins = (*HISTORY, *(incident(number, "网线被拔掉了") for number in (7, 8, 9)))
    one, other = SimilarIncidents(twins), SimilarIncidents(reversed(twins))

    assert [one.of(key) for key in one.ids] == [other.of(key) for key in other.ids]
    assert ids(one.of("PM-2026-0008")) == ["9", "7"]
    assert len(one.like("网线被拔掉了", limit=1)) == 1


def test_an_empty_history_is_like_nothing() -> None:
    """The first incident of an organization has none before it."""
    assert SimilarIncidents(()).like("磁盘") == ()
    with pytest.raises(KeyError):
        SimilarIncidents(()).of("PM-2026-0001")


def test_an_incident_is_known_however_its_number_is_spelt() -> None:
    """Case, width and blanks do not matter; void ones may ask; the beginning of a number is none."""
    history = SimilarIncidents(HISTORY)

    assert [history.named(text) for text in (" pm-2026-0001 ", "ＰＭ－２０２６－０００５")] == [
        "PM-2026-0001",
        "PM-2026-0005",
    ]
    assert [history.named(text) for text in ("PM-2026", "", "ERP")] == ["", "", ""]


def test_only_so_many_key_terms() -> None:
    """The best of many by occurrences and rarity."""
    keys = key_terms(
        [(f"t{number:03}", number) for number in range(100)],
        dict.fromkeys((f"t{number:03}" for number in range(100)), 1.0).__getitem__,
    )

    assert len(keys) == KEY_TERMS
    assert keys[0] == "t099"


def test_the_rarest_terms_decide_when_many_texts_are_alike() -> None:
    """However many texts share a term, only so many postings are read, the rarest first."""
    index = TermIndex([{"common": 1, **({"rare": 1} if number < 2 else {})} for number in range(5000)], 5000)
    keys = [number for number, _ in index.known({"common": 1, "rare": 1})]

    assert set(index.scores(keys)) == {0, 1}
