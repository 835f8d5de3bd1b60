"""The register of shared steps."""

from __future__ import annotations

import pytest

from generator.kinds.base import StepFields
from generator.kinds.library_step import KIND, LibraryStep
from tests.libraries import library, shown

STEP = "  - {id: call-vendor, phase: escalate, text: 打热线，报客户编号, role: 厂商联络人, owner: IT 主管}\n"


def test_any_file_of_the_folder_is_a_register() -> None:
    """An organization may part its shared steps into files as it likes; each entry is a record with its place."""
    other = "steps:\n  - {id: take-photo, text: 拍照}\n"
    read = library({"kb/steps/vendors.yml": "steps:\n" + STEP, "kb/steps/evidence.yml": other})
    steps = read.graph.of(LibraryStep)

    assert list(map(shown, read.report)) == []
    assert [(one.id, one.text, str(one.span("text"))) for one in steps] == [
        ("call-vendor", "打热线，报客户编号", "kb/steps/vendors.yml:2:46"),
        ("take-photo", "拍照", "kb/steps/evidence.yml:2:28"),
    ]


@pytest.mark.parametrize(
    ("entry", "code"),
    [("  - {id: 打热线, text: x}\n", "F"), ("  - {id: call-vendor}\n", "F"), (STEP + STEP, "G003")],
)
def test_a_slip_is_told(entry: str, code: str) -> None:
    """A key in other signs, a step without words and the same key twice are errors with a place."""
    found = [one.rule.code for one in library({"kb/steps/vendors.yml": "steps:\n" + entry}).report]

    assert [one[: len(code)] for one in found] == [code]


def test_a_shared_step_may_say_all_that_a_step_says() -> None:
    """Whatever field a step has, the library can give it."""
    assert StepFields.model_fields.keys() < LibraryStep.model_fields.keys()
    assert KIND.accepts_id("call-vendor")
    assert not KIND.accepts_id("Call_vendor")
