"""Diagnostics and reports: sorted, without doubles, filtered by place."""

from __future__ import annotations

import random

import pytest

from generator.diagnostics import Report, Rule, Severity, Span
from generator.i18n.catalogue import catalogue, fill
from generator.wording import Wording

RULE = Rule(code="F900", name="one", severity=Severity.ERROR, message="{field} is {value}")
OTHER = Rule(code="A900", name="other", severity=Severity.WARNING, message="x")
NOTE = Rule(code="A901", name="note", severity=Severity.NOTE, message="x")
FOUND = [
    OTHER.at(Span("a.yml", 2, 10)),
    RULE.at(Span("a.yml", 2, 10), field="id", value=1),
    RULE.at(Span("a.yml", 10, 1), field="id", value=1),
    RULE.at(Span("a.yml", 10, 1), field="id", value=2),
    NOTE.at(Span("b/a.yml")),
    OTHER.at(Span("b/c/a.yml")),
    OTHER.at(Span("bc.yml")),
]


def test_a_report_is_sorted_whatever_the_order() -> None:
    """By path, line and column as numbers, then by code; what is said twice is said once."""
    mixed = random.Random(3).sample([*FOUND, *FOUND], 2 * len(FOUND))

    assert [*Report(mixed)] == FOUND
    assert len(Report(mixed)) == len(FOUND)


@pytest.mark.parametrize(
    ("paths", "count"),
    [(["a.yml"], 4), (["b"], 2), (["b/"], 2), (["b/c/a.yml"], 1), (["."], 7), ([""], 7), (["c"], 0), ([], 0)],
)
def test_a_report_can_be_cut_to_files_and_folders(paths: list[str], count: int) -> None:
    """A folder holds what lies below it, and not what only begins with its name."""
    assert len(Report(FOUND).under(paths)) == count


def test_severities_are_counted() -> None:
    """Errors stop a build, warnings a strict one, notes nothing."""
    report = Report(FOUND)

    assert [report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)] == [3, 3, 1]
    assert (report.has_errors, report.count_warnings) == (True, 3)
    assert not Report(FOUND[:1]).has_errors


def test_a_message_has_field_and_values() -> None:
    """Values become texts, and the place reads as editors want it."""
    found = FOUND[1]

    assert fill(found.rule.message, dict(found.values)) == "id is 1"
    assert (str(found.span), found.field, found.severity) == ("a.yml:2:10", "id", Severity.ERROR)


def test_a_value_may_be_a_text_of_the_catalogue() -> None:
    """A Wording is put into the reader's language, with values of its own, wherever it fills a place."""
    why = Wording("The system refused: {reason}", reason="disk {full}")
    found = RULE.at(Span("a.yml"), why=why)

    assert isinstance(found.values["why"], Wording)
    assert catalogue("en").text("no: {why}", **found.values) == "no: The system refused: disk {full}"
    assert catalogue("zh").text("no: {why}", **found.values).startswith("no: 操作系统")
