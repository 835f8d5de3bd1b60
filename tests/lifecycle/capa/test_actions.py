"""What the deadlines of an action say."""

from __future__ import annotations

from generator.lifecycle.capa.actions import extensions, settled
from tests.libraries import capa

ACTIONS = """\
actions:
  - {id: A2, text: 扩容, due: [2026-06-30]}
  - {id: A1, text: 告警, due: [2026-05-31, {due: 2026-06-15, reason: 缺货}, {due: 2026-06-30, reason: 缺货}]}
  - {id: A3, text: 巡检, due: [2026-05-20], done_on: 2026-05-19}
  - {id: A4, text: 培训, due: [2026-05-21], waived: {reason: 不需要}}
  - {id: A5, text: 以后}
  - {id: A6, text: 复核, due: [2026-05-22], verified: {by: QA, date: 2026-05-22}}
"""


def test_an_action_is_settled_by_any_of_three_ends() -> None:
    """Done, waived, or verified even though nobody wrote down when it was done."""
    actions = capa(ACTIONS).actions

    assert [action.id for action in actions if settled(action)] == ["A3", "A4", "A6"]


def test_extensions_are_counted_over_all_actions() -> None:
    """Each deadline after the first is one extension, also of actions that are settled by now."""
    assert extensions(capa(ACTIONS)) == 2
    assert (
        extensions(capa("actions:\n  - {id: A1, text: x, due: [2026-06-01, 2026-06-02], done_on: 2026-06-02}\n")) == 1
    )
    assert extensions(capa()) == 0
