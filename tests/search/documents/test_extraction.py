"""What of a record is searched: its texts without marks, and its codes."""

import pytest

from generator.search.documents.extraction import texts_and_identifiers, without_marks
from tests.libraries import POSTMORTEM, graph

MARKED = [
    ("**先**停手", "先 停手"),
    ("## 走一遍\n\n看盘", "走一遍 看盘"),
    ("| 项 | 值 |\n|---|---|\n| 盘 | E |", "项 值 盘 E"),
    ("见 [备份](../KB-A.md) 与 `ORA-01653`", "见 备份 与 ORA-01653"),
    ("T_INV_ONHAND 少了 3 - 2", "T_INV_ONHAND 少了 3 - 2"),
]


@pytest.mark.parametrize(("marked", "plain"), MARKED)
def test_marks_of_layout_are_not_searched(marked: str, plain: str) -> None:
    """An excerpt reads like a sentence, and codes keep their own signs."""
    assert without_marks(marked).split() == plain.split()


def test_codes_are_found_whole_and_references_left_out() -> None:
    """Error codes and ticket numbers are identifiers; a system's id is a facet, a role says nothing of what happened."""
    text = POSTMORTEM + (
        "summary: 全员登不进去\nerror_codes: [ORA-01653]\n"
        'vendor_tickets: [{vendor: qihang, ticket_no: "0012345"}]\n'
        "timeline: [{text: 保存失败, role: 仓管员}]\n"
    )
    record = graph(pm=text).records["PM-2026-0001"]
    texts, codes = texts_and_identifiers(record)

    assert codes == ("ORA-01653", "0012345")
    assert {"全员登不进去", "保存失败"} <= set(texts)
    assert not {"ERP", "仓管员", "qihang"} & set(texts)


def test_names_of_steps_are_no_words() -> None:
    """In an excerpt nobody understands them, and a check named `memory` is not about memory."""
    text = POSTMORTEM + (
        "diagnosis: {eyes: [{text: 盘满了, check: memory}]}\nruled_out: [{hypothesis: 断网, by_check: 能上外网}]\n"
    )
    texts, _ = texts_and_identifiers(graph(pm=text).records["PM-2026-0001"])

    assert {"盘满了", "能上外网"} <= set(texts)
    assert "memory" not in texts


def test_words_without_a_sentence_come_last() -> None:
    """An excerpt of what happened does not begin with the columns of a form or with tags."""
    runbook = (
        "id: RB-ERP-DB\ntitle: 手册\nsystem: ERP\nfailure_mode: database\ntags: [归档]\n"
        "forms: [{id: FORM-OUT, name: 出库单, columns: [货位, 拣货岗位]}]\nmanual_procedure: [用三联单]\nmeaning: 盘没有空间了\n"
    )
    texts, _codes = texts_and_identifiers(graph(rb=runbook).records["RB-ERP-DB"])

    assert sorted(texts[-3:]) == sorted(["货位", "拣货岗位", "归档"])
    assert {"出库单", "用三联单", "盘没有空间了"} <= set(texts[:-3])
