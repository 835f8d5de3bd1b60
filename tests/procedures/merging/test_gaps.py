"""Changes of steps that a CAPA was to bring and that no document shows."""

from __future__ import annotations

from datetime import date

import pytest

from generator.procedures.merging.all_documents import merge_all
from generator.procedures.merging.gaps import gaps
from tests.libraries import CAPA, POSTMORTEM, library, shown

SOP = "id: SOP-IT-001\ntitle: 规程\napplies: {systems: [ERP]}\nstatic_steps: [{key: a, text: 看磁盘, role: 甲}]\n"
ACTION = "actions:\n  - {{id: A1, text: 装告警, done_on: 2026-06-01, sop_targets: [{{doc: SOP-IT-001, {target}}}]}}\n"
STATE = "log: [{{at: 2026-06-02, to: {state}}}]\n"
CASES = [
    ("step_key: b, op: add", "", None),
    ("step_key: a, op: revise, role: 乙", "", None),
    ("step_key: a, op: revise, role: 甲", "", "unchanged"),
    ("step_key: a, op: reorder", "", "unchanged"),
    ("step_key: a, op: reorder, before: [z]", "", None),
    ("step_key: a, op: retire, why: 坏", "", None),
    ("step_key: a, op: retire, why: 坏", "overrides: [{step: a, retire: false, reason: 要做, by: 甲}]\n", "still_live"),
    ("step_key: b, op: add", "overrides: [{step: b, retire: true, reason: 太险, by: 甲}]\n", "not_live"),
    ("step_key: b, op: add", "exclude: [{record: CAPA-2026-0001, reason: 不适用}]\n", "missing"),
    ("step_key: B_, op: add", "", "missing"),
]


def files(target: str, more: str = "", state: str = "verifying") -> dict[str, str]:
    """Return an SOP with `more` lines and a CAPA with one target."""
    capa = CAPA + ACTION.format(target=target) + STATE.format(state=state)
    return {"sop/SOP-IT-001.yml": SOP + more, "postmortems/capa/CAPA-2026-0001.yml": capa}


@pytest.mark.parametrize(("target", "more", "reason"), CASES)
def test_a_target_must_show(target: str, more: str, reason: str | None) -> None:
    """What the CAPA says of a step must be seen in the candidate, else the reason why not is told."""
    graph = library(files(target, more)).graph
    found = gaps(graph, merge_all(graph)[0])

    assert [one.reason.value for one in found] == ([reason] if reason else [])


def test_nothing_is_due_before_verification() -> None:
    """What is only planned, or done after the day asked for, is no gap; a document that is not there neither."""
    exclude = "exclude: [{record: CAPA-2026-0001, reason: 不适用}]\n"
    planned = library(files("step_key: b, op: add", exclude, "planned")).graph
    verifying = library(files("step_key: b, op: add", exclude)).graph

    assert gaps(planned, merge_all(planned)[0]) == ()
    assert gaps(verifying, merge_all(verifying)[0], date(2026, 5, 31)) == ()
    assert gaps(verifying, {}) == ()


def test_a_gap_is_told_at_the_target() -> None:
    """The warning stands where the CAPA names the step."""
    _, found = merge_all(library(files("step_key: a, op: revise, role: 甲")).graph)

    assert [(shown(one), one.values["action"], one.values["op"]) for one in found] == [
        ("postmortems/capa/CAPA-2026-0001.yml:5:88 P013", "A1", "revise")
    ]


def test_an_older_record_may_have_said_so_first() -> None:
    """An addition that only confirms what an incident had added still shows."""
    pm = POSTMORTEM + "status: approved\nsteps: [{key: b, text: 装告警}]\n"
    graph = library(files("step_key: b, op: add") | {"postmortems/PM-2026-0001.yml": pm}).graph

    assert gaps(graph, merge_all(graph)[0]) == ()
