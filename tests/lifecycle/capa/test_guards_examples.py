"""Examples of what a CAPA lacks: whole nesting, a value for every field, one block for a group, all of them valid."""

from __future__ import annotations

import pytest
import yaml

from generator.kinds.capa import Capa, CapaState
from generator.lifecycle.capa.completeness import completeness_of
from generator.lifecycle.capa.guards_examples import VALUES, filled
from tests.lifecycle.capas import organization, the_capa

BLOCKS = [
    (["problem.requirement"], "problem: {requirement: SLA-ERP-RTO-2h}"),
    (["affected"], "affected: {none_reason: 没有产品受影响}"),
    (["risk.date", "risk.impact.patient"], "risk: {date: 2026-05-12, impact: {patient: 无}}"),
    (["effectiveness.plan.due"], "effectiveness: {plan: {due: 2026-10-15}}"),
    (["actions[0].type", "actions[2].addresses"], "actions:\n  - {id: A1, type: corrective}\n  - {id: A3, addresses: [RC1]}"),
    (["actions[0].verified.by"], "actions:\n  - {id: A1, verified: {by: 质量工程师}}"),
]  # fmt: skip


@pytest.mark.parametrize(("paths", "expected"), BLOCKS)
def test_a_group_is_one_block_with_its_nesting(paths: list[str], expected: str) -> None:
    """Every path of the group gets the same block."""
    assert filled(paths) == dict.fromkeys(paths, expected)


def test_every_field_that_closing_asks_for_has_a_value() -> None:
    """Of an empty CAPA with an empty action all that is missing is shown filled, and reads as a CAPA does."""
    whole = the_capa(organization())
    action = whole.actions[0].model_copy(
        update=dict.fromkeys(("owner", "type", "strength", "success", "done_on", "verified"))
        | dict.fromkeys(("addresses", "due", "evidence", "change_refs"), ())
    )
    keep = {"id", "title", "kind_", "opened_on"}
    empty = {
        name: () if isinstance(getattr(whole, name), tuple) else None
        for name, field in Capa.model_fields.items()
        if name not in keep and not field.is_required()
    }
    capa = whole.with_changes({**empty, "actions": (action,)})
    blocks = filled(completeness_of(capa, CapaState.CLOSED).missing)

    assert len(blocks) > 60
    assert not [path for path, block in blocks.items() if "…" in block]
    for block in set(blocks.values()):
        (name,) = yaml.safe_load(block)
        assert name in Capa.model_fields


def test_no_value_is_for_a_field_that_nobody_asks_for() -> None:
    """Each value can be read as YAML."""
    assert all(yaml.safe_load(f"x: {value}")["x"] not in (None, "") for value in VALUES.values())
