"""What a document needs to be released, and what its frozen text then shows."""

from __future__ import annotations

from datetime import date

import pytest

from generator.exporters.frozen_markdown import frozen_markdown
from generator.exporters.frozen_sections import Around
from generator.graph import Graph
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.releasing.planning import Asked, ReleasePlan, plan_release, text_name
from tests.controlled import DEFINITION, ROLES
from tests.libraries import library, path_of, shown

TODAY = date(2026, 6, 1)
WHOLE = DEFINITION.replace("disk-full", "db-full")
RUNBOOK = (
    "id: RB-ERP-DISK\ntitle: 盘写满\nsystem: ERP\nfailure_mode: db-full\ncontrol: controlled\n"
    "meaning: 归档盘没有空间\nerror_codes: [{code: ORA-00257, text: archiver error}]\n"
    "phenomena: [{when: 能登录不能保存, then: 看归档盘}]\n"
    "checks: [{layer: eyes, what: 看归档盘, normal: 大于 20%, abnormal: 转腾空间}]\n"
    "options: [{title: 腾空间, steps: [转存, 核对, 删除], risk: high, rollback: 拷回, two_person: true}]\n"
)


def plan(text: str, asked: Asked | None = None) -> ReleasePlan:
    """Return the release of the document that a text defines."""
    sealed: Graph = graph_of(text)
    (one,) = documents(sealed)
    candidates, found = merge_all(sealed, TODAY)
    return plan_release(one, sealed, candidates[one.id], found, asked or Asked(), TODAY)


def graph_of(text: str) -> Graph:
    """Return the graph of a document beside a role."""
    read = library({path_of(text): text, "kb/organization/roles.yml": ROLES})
    assert [shown(one) for one in read.report] == []
    return read.graph


def documents(sealed: Graph) -> tuple[Document, ...]:
    """Return the SOP or the runbook of a graph."""
    return (*sealed.of(Sop), *sealed.of(Runbook))


def lacking(text: str) -> list[str]:
    """Return the fields that stand in the way of a release."""
    return [one.values["value"] for one in plan(text).problems if one.rule.code == "V026"]


SECTIONS = ["purpose", "scope", "triggers", "quality", "records_produced", "data_protection"]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_mandatory_section_must_not_be_empty(name: str) -> None:
    """Each is told with its field's name; a whole document has none to tell."""
    text = "".join(f"{line}\n" for line in WHOLE.splitlines() if not line.startswith(f"{name}:"))

    assert lacking(WHOLE) == []
    assert lacking(text) == [name]


def test_other_fields_may_stand_for_a_section() -> None:
    """What must never be done protects evidence as well as a rule of its own; an emergency plan needs its card."""
    text = "".join(f"{line}\n" for line in WHOLE.splitlines() if not line.startswith("data_protection:"))
    assert lacking(text + "never: [{text: 拔电源}]\n") == []

    emergency = WHOLE.replace("type: procedure", "type: emergency_plan")
    assert lacking(emergency) == ["calm_rules"]
    assert lacking(emergency + "calm_rules: [停手]\n") == []
    assert lacking(emergency.replace("timebox: 10 分钟", "audience: non_it")) == []


def test_a_document_without_steps_is_no_procedure() -> None:
    """Neither its owner nor a record says what to do."""
    assert lacking(WHOLE.partition("static_steps:")[0]) == ["static_steps"]
    assert lacking(RUNBOOK) == []
    assert lacking(RUNBOOK.partition("checks:")[0]) == ["static_steps"]


def test_a_document_for_reference_is_not_released() -> None:
    """It follows its records."""
    assert [one.rule.code for one in plan(RUNBOOK.replace("control: controlled\n", "")).problems] == ["V028"]


def test_nothing_to_amend_before_the_first_release() -> None:
    """An editorial fix needs something to fix."""
    assert [one.rule.code for one in plan(WHOLE, Asked(amend="空格")).problems] == ["V030"]


def frozen(text: str) -> str:
    """Return the frozen text in English, names of other records as their ids."""
    made = plan(text)
    assert made.problems == ()
    around = Around(lambda one: f"<{one}>", lambda _role: ("带队诊断",), (("一级", "全厂停", "10 分钟"),))
    return frozen_markdown(made, "f" * 64, (), around, lambda text, **_values: text)


def test_the_frozen_text_of_an_sop_has_all_sections_in_order() -> None:
    """Header, sections, numbered steps, retired, history, origins; what is empty says so."""
    text = frozen(WHOLE)
    headings = [line.lstrip("# ").partition(" ")[2] for line in text.splitlines() if line.startswith("## ")]

    assert headings == [
        "Keep calm",
        "Purpose",
        "Scope",
        "References",
        "Definitions",
        "Roles and duties",
        "Start conditions and severity",
        "Escalation",
        "Procedure",
        "Communication",
        "Protecting data and evidence",
        "Quality impact",
        "Training",
        "Records",
        "Forms",
        "Distribution",
        "Forbidden and retired",
        "Revision history",
        "Where the steps come from",
    ]
    assert "**1.** 问清坏到什么范围 `assess-scope`" in text
    assert "- Time box: 10 分钟" in text
    assert "| &lt;it-lead> | 带队诊断 |" in text
    assert "| 一级 | 全厂停 | 10 分钟 |" in text
    assert "| A/0 | 2026-06-01 | First issue | – |" in text


def test_the_frozen_text_of_a_runbook_has_checks_and_options() -> None:
    """Diagnosis as a table, each option with its risk and the way back."""
    text = frozen(RUNBOOK)

    assert "| Eyes: figures and alarms | 看归档盘 |" in text
    assert "`ORA-00257` archiver error" in text
    assert "- Risk: High risk" in text
    assert "1. 转存\n2. 核对\n3. 删除" in text


def test_a_text_of_a_record_cannot_act_as_markdown() -> None:
    """Signs of Markdown and HTML are shown as they were written."""
    text = frozen(WHOLE.replace("让业务停得有秩序，回得来", '"<script>x</script> | *a* [b](c)"'))

    assert "&lt;script>x&lt;/script> &#124; \\*a\\* \\[b\\](c)" in text


def test_a_fix_gets_a_text_of_another_name() -> None:
    """So that the old one stays in place until the lock names the new one."""
    assert text_name(plan(WHOLE)) == "A-0.md"
