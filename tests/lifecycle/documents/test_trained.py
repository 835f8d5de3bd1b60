"""How many of the audience were trained on a revision."""

from __future__ import annotations

from datetime import date

import pytest

from generator.graph import link
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.trained import trained_percent
from tests.libraries import KINDS
from tests.revisions import candidate, document, released, says

ONE = document("training: {audience: [it-contact, 记录员]}\n")
A1 = released(ONE, candidate(ONE, says("save-logs", text="导出日志")), revision="A/1")
ROWS = [{"role": "it-contact", "planned": "4", "trained": "4"}, {"role": "记录员", "planned": "1", "trained": "1"}]


def training(number: int = 1, revision: str = "A/1", held_on: str | None = "2026-02-05", **row: str) -> TrainingRecord:
    """Return a training of the first role, or with `row` of another attendance."""
    rows = [row or ROWS[0]]
    values = {"id": f"TR-2026-{number:02}", "title": "培训", "documents": [{"doc": ONE.id, "revision": revision}]}
    return TrainingRecord.model_validate({**values, "held_on": held_on, "attendance": rows})


CASES = [
    ([], 0),
    ([training()], 80),
    ([training(), training(2, **ROWS[1])], 100),
    (
        [
            training(trained="2", planned="4", role="it-contact"),
            training(2, trained="2", planned="4", role="it-contact"),
        ],
        80,
    ),
    ([training(trained="4", passed="1", planned="4", role="it-contact")], 20),
    ([training(trained="9", planned="4", role="it-contact")], 80),
    ([training(revision="A/0")], 0),
    ([training(held_on=None)], 0),
    ([training(held_on="2026-04-01")], 0),
    ([training(trained="4", planned="4", role="it-contact", date="2026-04-01")], 0),
    ([training(role="buyer", planned="9", trained="9")], 0),
]


@pytest.mark.parametrize(("trainings", "percent"), CASES)
def test_people_of_the_audience_count(trainings: list[TrainingRecord], percent: int) -> None:
    """Those who passed, of this revision, until the day; a role without any training counts as one person."""
    graph, _found = link([ONE, A1, *trainings], KINDS)

    assert trained_percent(A1, graph, date(2026, 3, 1)) == percent


def test_a_document_without_an_audience_asks_for_no_training() -> None:
    """None is not nought percent."""
    plain = document()
    graph, _found = link([plain], KINDS)

    assert trained_percent(released(plain, candidate(plain)), graph, date(2026, 3, 1)) is None
