"""Every check has cases that break its rule and cases that hold it: `tests/cases/checks/CODE/*.yml`.

A case file has `files` (path to text), `expected` (`path:line:column field`, none where the rule holds) and, where
another day than TODAY matters, `today`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.base import rules_of
from generator.diagnostics import Rule, Severity
from generator.i18n.catalogue import catalogue
from generator.registry import CHECKS, rules
from tests.libraries import TODAY, library, shown

FOLDER = Path(__file__).parents[1] / "cases" / "checks"
CASES = sorted(FOLDER.glob("*/*.yml"))
# Families of rules have their own tests, beside what they look at.
SINGLE = tuple(check for check in CHECKS if hasattr(check, "RULE"))
BY_CODE = {check.RULE.code: check for check in SINGLE}


def _case(path: Path) -> dict[str, Any]:
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert {*case} <= {"files", "expected", "today"}
    return case  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_check_finds_exactly_what_breaks_its_rule(path: Path) -> None:
    """Each place is told once, with line, column and field; what holds is not told."""
    case = _case(path)
    today = date.fromisoformat(case.get("today", TODAY.isoformat()))
    read = library(case["files"])
    found = sorted(BY_CODE[path.parent.name].find(read.graph, today), key=lambda one: one.order())

    assert [shown(one) for one in read.report if one.severity is not Severity.NOTE] == []
    assert [f"{one.span} {one.field}" for one in found] == case["expected"]
    assert {one.rule for one in found} <= {BY_CODE[path.parent.name].RULE}


@pytest.mark.parametrize("code", BY_CODE)
def test_every_check_has_cases_of_both_sorts(code: str) -> None:
    """A rule without an example of each sort is not tested."""
    cases = [_case(path)["expected"] for path in CASES if path.parent.name == code]

    assert {bool(expected) for expected in cases} == {True, False}


def test_no_case_is_forgotten() -> None:
    """Each folder of cases belongs to a check."""
    assert {path.parent.name for path in CASES} <= {*BY_CODE}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_message_has_no_open_places(path: Path) -> None:
    """Every place of message and hint is filled, in both languages."""
    case = _case(path)
    found = [*BY_CODE[path.parent.name].find(library(case["files"]).graph, TODAY)]
    texts = [
        catalogue(language).text(text, **one.values)
        for language in ("zh", "en")
        for one in found
        for text in (one.rule.message, one.rule.hint)
    ]

    assert [text for text in texts if "{" in text] == []


def test_codes_and_names_are_unique() -> None:
    """A code means one thing over all rooms, and so does a name."""
    rows = [rule for check in CHECKS for rule in rules_of(check)]

    assert len({rule.code for rule in rows}) == len(rows)
    assert len({rule.name for rule in rules().values()}) == len(rules())


@pytest.mark.parametrize(
    ("check", "rule"),
    [(check, rule) for check in CHECKS for rule in rules_of(check)],
    ids=lambda part: getattr(part, "code", ""),
)
def test_every_rule_is_documented(check: Any, rule: Rule) -> None:
    """What it finds, why that is bad, an example and what to write instead stand beside the code."""
    assert all((rule.message, rule.hint, rule.what, rule.why, rule.example, rule.instead))
    assert hasattr(check, "RULES") or rule.code in check.__doc__
