"""What of a record is handed to a search engine, and its card."""

import pytest

from generator.graph import Graph
from generator.i18n.catalogue import catalogue
from generator.lifecycle.facts import Facts
from generator.procedures.merging.all_documents import merge_all
from generator.search.documents.cards import LONGEST_TEXT, short
from generator.search.documents.document import LEAD, SearchDocument
from generator.search.documents.record_documents import RecordDocuments
from tests.libraries import POSTMORTEM, TODAY, graph, library

INCIDENT = (
    POSTMORTEM
    + """\
status: approved
failure_mode: db-full
symptoms: [点保存转圈, 登不进去]
timeline:
  - {text: 停导入, kind: mitigate, track: tech}
  - {text: 手工发货, kind: mitigate, track: business}
  - {text: 全员登录, kind: restore}
"""
)
STEPS = """\
steps:
  - {key: move-archive, phase: recover, text: 转存归档, outcome: worked}
  - {key: by-hand, phase: manual, text: 先用纸单, outcome: worked}
"""
RUNBOOK = """\
id: RB-ERP-DB
title: 数据库盘满手册
system: ERP
failure_mode: database
symptoms: [保存失败]
manual_procedure: [用三联单]
static_steps: [{key: keep-calm, phase: assess, text: 先停手}]
"""
SOP = """\
id: SOP-IT-001
title: 总规程
control: reference
applies: {systems: [ERP]}
triggers: [两个岗位同时报障]
static_steps: [{key: call, phase: assess, text: 叫总负责人}]
"""


def documents(linked: Graph) -> dict[str, SearchDocument]:
    """Return the document of each record by id."""
    make = RecordDocuments(
        Facts(linked, TODAY), merge_all(linked)[0], catalogue("zh").text, lambda record: f"{record.id}.html"
    )
    return {key: make.of(record) for key, record in linked.records.items()}


def card(*others: str, incident: str = INCIDENT) -> dict[str, str]:
    """Return the card of the incident among other records."""
    linked = graph(pm=incident, **{f"n{number}": text for number, text in enumerate(others)})
    return dict(documents(linked)["PM-2026-0001"].card)


def test_a_document_has_text_names_and_urgency() -> None:
    """What is written, what its values are called, and how grave it was."""
    document = documents(graph(pm=INCIDENT))["PM-2026-0001"]

    assert document.url == "PM-2026-0001.html"
    assert document.headings.splitlines() == ["点保存转圈", "登不进去"]
    assert "企业资源计划" in document.keywords.splitlines()
    assert (document.date, document.urgency, document.is_obsolete) == ("2026-05-11", 4, False)


def test_what_a_user_cannot_do_names_the_document_to_begin_with() -> None:
    """The one that the policy chose for these words, else each runbook that has them."""
    named = [f"{RUNBOOK}cannot: [发不了货, 登不进去]\n", SOP]
    policy = "id: policy\ntitle: 规则\nhelp: [{cannot: 发不了货, document: SOP-IT-001}]\n"
    found = documents(
        library({"sop/a.yml": named[0], "sop/b.yml": named[1], "kb/organization/policy.yml": policy}).graph
    )

    assert [found[one].identifiers for one in ("RB-ERP-DB", "SOP-IT-001")] == [("登不进去",), ("发不了货",)]


ARTICLE = (
    "---\nid: KB-LONG\ntitle: 长文\n---\n\n# 走一遍\n\n"
    + "看盘。" * 400
    + "\n\n## 再走一遍 ##\n\n```\n# 不是标题\n```\n"
)


def test_an_article_counts_its_headings_and_how_it_begins() -> None:
    """What stands far down in a long text is not what the text is about; a comment in code is no heading."""
    linked = library({"kb/articles/KB-LONG.md": ARTICLE}).graph
    document = documents(linked)["KB-LONG"]

    assert document.headings.splitlines() == ["走一遍", "再走一遍"]
    assert len(document.topics) <= len(document.headings) + 1 + LEAD


FIXES = [
    (INCIDENT, "停导入 → 全员登录"),
    (INCIDENT + STEPS, "转存归档"),
    (INCIDENT + STEPS.replace("outcome: worked", "outcome: failed"), "停导入 → 全员登录"),
    (POSTMORTEM, None),
]


@pytest.mark.parametrize(("incident", "fix"), FIXES)
def test_what_fixed_it(incident: str, fix: str | None) -> None:
    """A recovery that worked, else what the log calls so; work by hand ended nothing, and nothing is guessed."""
    assert card(incident=incident).get("fix") == fix


def test_a_step_that_was_retired_later_is_no_advice() -> None:
    """It seemed to work then; a later incident showed that it does harm."""
    later = INCIDENT.replace("PM-2026-0001", "PM-2026-0002").replace("2026-05-11", "2026-06-11")
    later += "steps: [{key: move-archive, op: retire, why: 丢了归档}]\n"

    assert card(RUNBOOK, later, incident=INCIDENT + STEPS)["fix"] == "停导入 → 全员登录"


def test_what_to_try_first_is_in_the_runbook_for_this_failure() -> None:
    """A runbook comes before an SOP for everything; its manual part is where work goes on."""
    found = card(SOP, RUNBOOK)

    assert (found["step"], found["step_of"]) == ("先停手", "RB-ERP-DB")
    assert found["step_url"] == "RB-ERP-DB.html#step-keep-calm"
    assert (found["manual"], found["manual_url"]) == ("数据库盘满手册", "RB-ERP-DB.html#manual")


def test_a_draft_is_nothing_to_try() -> None:
    """Without a runbook in force the SOP is; without any nothing is said."""
    draft = RUNBOOK + "control: controlled\n"

    assert card(SOP, draft)["step"] == "叫总负责人"
    assert "manual" not in card(SOP, draft)
    assert set(card(draft)) == {"symptom", "fix"}


def test_a_procedure_knows_its_origins_when_to_use_it_and_how_to_begin() -> None:
    """Only one in force comes before the incidents that taught it."""
    found = documents(graph(pm=INCIDENT + STEPS, runbook=RUNBOOK, sop=SOP.replace("control: reference\n", "")))

    assert found["RB-ERP-DB"].origins == ("PM-2026-0001",)
    assert found["SOP-IT-001"].origins == ()
    assert dict(found["RB-ERP-DB"].card) == {
        "step": "先停手",
        "step_url": "RB-ERP-DB.html#step-keep-calm",
        "step_of": "RB-ERP-DB",
        "when": "保存失败",
    }
    assert found["SOP-IT-001"].card["when"] == "两个岗位同时报障"


def test_a_card_holds_one_short_line() -> None:
    """Marks and line ends of an author's text are gone, and what is long is cut."""
    assert short("**先**停手\n再看 `盘`") == "先 停手 再看 盘"
    assert len(short("很长" * LONGEST_TEXT)) == LONGEST_TEXT


ROLES = "kb/organization/roles.yml"
CALLED = [
    (ROLES, "roles:\n  - {id: it-contact, title: IT 联络人, phone: 内线 8119}\n", ["电话"]),
    (ROLES, "roles:\n  - {id: it-contact, title: IT 联络人}\n", []),
    ("kb/vendors/it-contact.yml", "id: it-contact\ntitle: 原厂\nhotline: 400-000\n", ["电话", "服务热线"]),
]


@pytest.mark.parametrize(("path", "text", "words"), CALLED)
def test_whom_one_can_call_is_found_by_asking_for_a_phone(path: str, text: str, words: list[str]) -> None:
    """A number does not say what it is; its name on the page is no part of the record."""
    document = documents(library({path: text}).graph)["it-contact"]

    assert document.keywords.splitlines() == words
