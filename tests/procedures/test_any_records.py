"""Whatever records there are, and in whatever order they are read: the same procedures."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.graph import Graph, Link
from generator.kinds.base import Phase, StepOperation, StepOutcome
from generator.kinds.capa import Capa
from generator.kinds.drill import Drill
from generator.kinds.failure_mode import FailureMode
from generator.kinds.library_step import LibraryStep
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document, Sop
from generator.model.record import Record
from generator.model.vocabulary import VOCABULARIES
from generator.procedures.merging.all_documents import documents_of, merge_all
from generator.procedures.merging.conflicts import RETIRE
from generator.procedures.merging.merge import Procedure, merge
from generator.procedures.merging.selection import Teachings

KEYS = ("check-disk", "chek-disk", "call-vendor", "reboot", "坏")
DOCUMENTS = ("SOP-A", "SOP-B", "RB-C")
SYSTEMS = ("ERP", "WMS")
MODES = ("database", "db-full")
DAYS = st.dates().map(
    lambda day: day.replace(year=2026).isoformat() if (day.month, day.day) != (2, 29) else "2026-03-01"
)


def some(names: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    """Return a strategy for a few different names."""
    return st.lists(st.sampled_from(names), max_size=most, unique=True)


def optional(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for mappings in which each key may be missing."""
    return st.fixed_dictionaries({}, optional=strategies)


FIELDS = {
    "text": st.sampled_from(["看磁盘剩余空间", "看磁盘的剩余空间", "打热线"]),
    "role": st.sampled_from(["IT 主管", "记录员"]),
    "timebox": st.sampled_from(["5 分钟", "10 分钟"]),
    "phase": st.sampled_from(["assess", "recover"]),
}
ORDER = {"before": some(KEYS, 1), "after": some(KEYS, 1)}
OPERATIONS = st.sampled_from([one.value for one in StepOperation])
WHY = st.just("坏")
STEP = st.builds(
    lambda key, more: {"key": key, **more},
    st.sampled_from(KEYS),
    optional(
        **FIELDS,
        **ORDER,
        op=OPERATIONS,
        why=WHY,
        outcome=st.sampled_from([one.value for one in StepOutcome]),
        docs=some(DOCUMENTS),
    ),
)
TARGET = st.builds(
    lambda doc, key, more: {"doc": doc, "step_key": key, **more},
    st.sampled_from(DOCUMENTS),
    st.sampled_from(KEYS),
    optional(**FIELDS, **ORDER, op=OPERATIONS, why=WHY),
)
POSTMORTEM = st.builds(
    lambda day, status, systems, mode, steps: {
        "severity": "S1",
        "title": "事件",
        "status": status,
        "systems": systems,
        "failure_mode": mode,
        "started_at": f"{day}T09:00+08:00",
        "approvals": [{"meaning": "approved", "date": day}],
        "steps": steps,
    },
    DAYS,
    st.sampled_from(["approved", "approved", "closed", "draft", "void"]),
    some(SYSTEMS),
    st.sampled_from(MODES),
    st.lists(STEP, max_size=3),
)
CAPA = st.builds(
    lambda day, state, targets: {
        "title": "措施",
        "opened_on": day,
        "log": [{"at": f"{day}T09:00+08:00", "to": state}],
        "actions": [{"id": "A1", "text": "改规程", "sop_targets": targets}],
    },
    DAYS,
    st.sampled_from(["implementing", "verifying", "closed", "cancelled"]),
    st.lists(TARGET, max_size=3),
)
DRILL = st.builds(
    lambda day, status, docs, steps: {
        "title": "演练",
        "status": status,
        "held_on": day,
        "docs": docs,
        "systems": ["ERP"],
        "steps": steps,
    },
    DAYS,
    st.sampled_from(["held", "planned"]),
    some(DOCUMENTS),
    st.lists(STEP, max_size=2),
)
OWN = st.lists(
    st.builds(lambda key, more: {"key": key, **more}, st.sampled_from(KEYS), optional(**FIELDS, **ORDER)), max_size=2
)
OVERRIDES = st.lists(
    st.builds(
        lambda key, more: {"step": key, "reason": "议定", "by": "甲", **more},
        st.sampled_from(KEYS),
        optional(**FIELDS, retire=st.booleans()),
    ),
    max_size=2,
)
SHARED = st.lists(st.sampled_from(KEYS[:4]), max_size=2, unique=True)


@st.composite
def organizations(draw: st.DrawFn) -> list[Record]:
    """Return two SOPs, a runbook and whatever records may teach them."""
    rows = {"static_steps": OWN, "overrides": OVERRIDES}
    documents = [{name: draw(strategy) for name, strategy in rows.items()} for _ in DOCUMENTS]
    records: list[Record] = [
        Sop.model_validate({"id": "SOP-A", "title": "甲", "applies": {"systems": ["ERP"]}, **documents[0]}),
        Sop.model_validate({"id": "SOP-B", "title": "乙", "applies": {"failure_modes": ["database"]}, **documents[1]}),
        Runbook.model_validate(
            {"id": "RB-C", "title": "丙", "system": "ERP", "failure_mode": "db-full", **documents[2]}
        ),
        FailureMode.model_validate({"id": "database", "title": "数据库"}),
        FailureMode.model_validate({"id": "db-full", "title": "写满", "parent": "database"}),
    ]
    for prefix, model, strategy, most in (
        ("PM-2026", Postmortem, POSTMORTEM, 5),
        ("CAPA-2026", Capa, CAPA, 3),
        ("DR-2026", Drill, DRILL, 2),
    ):
        for number, facts in enumerate(draw(st.lists(strategy, max_size=most))):
            records.append(model.model_validate({"id": f"{prefix}-{number:04}", **facts}))
    records += [LibraryStep.model_validate({"id": key, "text": "共用步骤"}) for key in draw(SHARED)]
    return records


def sealed(records: list[Record]) -> Graph:
    """Return the graph of records in the order given."""
    links: list[Link] = []
    return Graph({one.id: one for one in records}, links, VOCABULARIES)


@given(organizations(), st.integers())
def test_the_order_of_records_does_not_matter(records: list[Record], seed: int) -> None:
    """Any order of reading makes the same procedures and finds the same faults."""
    shuffled = list(records)
    random.Random(seed).shuffle(shuffled)

    assert merge_all(sealed(records)) == merge_all(sealed(shuffled))


@given(organizations())
def test_what_is_said_twice_counts_once(records: list[Record]) -> None:
    """Merging the same contributions again, or twice at once, changes nothing."""
    graph = sealed(records)
    teachings = Teachings(graph)
    for document in documents_of(graph):
        parts = teachings.to(document)
        once = merge(document, parts, shared=teachings.shared)

        assert merge(document, [*parts, *parts], shared=teachings.shared) == once


def numbers(procedure: Procedure) -> dict[str, int]:
    """Return the number that each live step has on the page."""
    return {step.key: number for number, step in enumerate(procedure.steps, 1)}


@given(organizations())
def test_retired_steps_are_never_live(records: list[Record]) -> None:
    """A step is live, retired or without a text, never two of them; and numbers run without a gap."""
    for procedure in merge_all(sealed(records))[0].values():
        live, retired = numbers(procedure), {step.key for step in procedure.retired}

        assert not live.keys() & (retired | {*procedure.textless})
        assert not any(step.retired for step in procedure.steps)
        assert [*live.values()] == [*range(1, len(procedure.steps) + 1)]
        assert [step.phase for step in procedure.steps] == sorted(
            (step.phase for step in procedure.steps), key=[*Phase].index
        )


@given(organizations())
def test_a_confirmation_moves_no_number(records: list[Record]) -> None:
    """A later record that only says how steps fared leaves every number, word and place as it was."""
    # A step of the library, or one that only an override words, comes to life by being named for the first time.
    waiting = {one.id for one in records if isinstance(one, LibraryStep)}
    waiting |= {row.step for one in records if isinstance(one, Document) for row in one.overrides}
    steps = [{"key": key, "op": "confirm", "outcome": "worked"} for key in KEYS if key not in waiting]
    facts = {"severity": "S1", "title": "又一次", "status": "approved", "systems": ["ERP"], "failure_mode": "db-full"}
    later = Postmortem.model_validate(
        {"id": "PM-2027-0001", "started_at": "2027-01-01T09:00+08:00", "steps": steps, **facts}
    )
    before, after = merge_all(sealed(records))[0], merge_all(sealed([*records, later]))[0]
    for identifier, procedure in before.items():
        assert numbers(procedure) == numbers(after[identifier])
        assert [step.values for step in procedure.steps] == [step.values for step in after[identifier].steps]
        assert procedure.conflicts == after[identifier].conflicts


@given(organizations())
def test_conflicts_are_between_two_records(records: list[Record]) -> None:
    """Both sides of a contradiction are records, the earlier first; only a controlled document has any."""
    graph = sealed(records)
    for identifier, procedure in merge_all(graph)[0].items():
        for one in procedure.conflicts:
            assert not identifier.startswith("RB-")
            assert one.earlier.source != one.later.source
            assert one.earlier.order < one.later.order
            assert not one.earlier.own
            assert not one.later.own
            assert one.field == RETIRE or one.earlier.values[one.field] != one.later.values[one.field]
