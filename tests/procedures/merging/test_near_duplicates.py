"""Two authors who add the same step under two keys."""

from __future__ import annotations

import pytest

from generator.kinds.sop import Sop
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.merging.merge import merge
from generator.procedures.merging.near_duplicates import likeness, near_duplicates
from tests.contributions import says
from tests.libraries import POSTMORTEM, graph, library, shown

SOP = "id: SOP-IT-001\ntitle: 规程\ncontrol: reference\napplies: {systems: [ERP]}\n"
DOCUMENT = graph(sop=SOP).of(Sop)[0]
DISK = "查看数据库盘剩余空间"
CASES = [
    (
        "the same words",
        ("check-disk", DISK, {}),
        ("look-at-disk", "查看 数据库盘剩余空间。", {}),
        ["look-at-disk check-disk"],
    ),
    (
        "nearly the same",
        ("check-disk", DISK, {}),
        ("see-space", "查看数据库盘的剩余空间大小", {}),
        ["see-space check-disk"],
    ),
    (
        "a slip in the key",
        ("check-disk", DISK, {}),
        ("chek-disk", "看数据库盘还剩多少空间", {}),
        ["chek-disk check-disk"],
    ),
    ("keys alike, another matter", ("check-disk-a", DISK, {}), ("check-disk-b", "问门卫有没有来过人", {}), []),
    ("another matter", ("check-disk", DISK, {}), ("call-vendor", "拨打热线并索取故障单号", {}), []),
    ("no words to compare", ("a", "等", {}), ("b", "等", {}), []),
    ("in order, so two", ("check-disk", DISK, {}), ("again", DISK, {"after": ("check-disk",)}), []),
    ("one author", ("check-disk", DISK, {}), ("again", DISK, {"source": "PM-2026-0000"}), []),
]


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_near_duplicates(one: tuple[str, str, dict], other: tuple[str, str, dict], expected: list[str]) -> None:
    """Which later step is told as nearly the same as which earlier one."""
    parts = [says(key, day, text=text, **facts) for day, (key, text, facts) in enumerate((one, other))]
    found = near_duplicates(merge(DOCUMENT, parts))

    assert [f"{row.later.key} {row.earlier.key}" for row in found] == expected


def test_the_nearest_is_named() -> None:
    """A step that is near to several is told once, with the one most like it."""
    texts = {"first": DISK + "并写下来", "second": DISK, "third": DISK}
    parts = [says(key, day, text=text) for day, (key, text) in enumerate(texts.items())]
    found = near_duplicates(merge(DOCUMENT, parts))

    assert [f"{row.later.key} {row.earlier.key}" for row in found] == ["second first", "third second"]


def test_likeness() -> None:
    """Width, case and signs between words do not count; texts without two signs are like nothing."""
    assert likeness("看 E 盘,再停。", "看ｅ盘，再停") == 1
    assert likeness("看磁盘", "打热线") == 0
    assert likeness("等", "等") == 0


def test_a_near_duplicate_is_told_at_the_later_record() -> None:
    """The author of the later step hears of the earlier key and where it comes from."""
    approved = POSTMORTEM + "status: approved\nsteps: [{{key: {key}, text: {text}}}]\n"
    files = {
        "sop/SOP-IT-001.yml": SOP,
        "postmortems/PM-2026-0001.yml": approved.format(key="check-disk", text=DISK),
        "postmortems/PM-2026-0002.yml": approved.format(key="see-space", text=DISK).replace("0001", "0002"),
    }
    _, found = merge_all(library(files).graph)

    assert [(shown(one), one.values["key"], one.values["other"], one.values["source"]) for one in found] == [
        ("postmortems/PM-2026-0002.yml:7:15 P012", "see-space", "check-disk", "PM-2026-0001")
    ]
