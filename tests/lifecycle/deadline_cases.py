"""The table of cases that holds both reckonings of deadlines together: `tests/cases/deadlines/lateness.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.kinds.calendar import Calendar
from generator.kinds.policy import Policy
from generator.lifecycle.due.escalation import Clock
from generator.lifecycle.due.rules import DeadlineRules, deadline_rules
from tests.libraries import library

FOLDER = Path(__file__).parents[1] / "cases" / "deadlines"
_DATES = ("due", "original_due", "since")


@dataclass(frozen=True)
class Case:
    """One clock on one day: `expected` are days left, late, late against the first deadline, level and group."""

    name: str
    rules: str
    clock: Clock
    today: date
    expected: str


def table(name: str) -> Any:
    """Return a file of cases; dates stay texts."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def cases() -> list[Case]:
    """Return every clock on each of its days."""
    found = []
    for row in table("lateness.yml")["cases"]:
        assert {*row} <= {"name", "rules", "clock", "today", "expected"}
        days, expected = _listed(row["today"]), _listed(row["expected"])
        for day, result in zip(days, expected, strict=True):
            name = f"{row['name']}, {day}"
            found.append(Case(name, row.get("rules", "usual"), _clock(row["clock"]), date.fromisoformat(day), result))
    return found


@cache
def rules_named(name: str) -> DeadlineRules:
    """Return the rules that the table calls `name`, read as an organization's files are read."""
    texts = table("lateness.yml")["rules"][name]
    files = {f"kb/organization/{kind}.yml": yaml.safe_dump(record) for kind, record in texts.items()}
    read = library(files)
    assert [str(one) for one in read.report] == []
    assert len(read.graph.of(Calendar)) + len(read.graph.of(Policy)) == len(texts)
    return deadline_rules(read.graph)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _clock(row: dict[str, str]) -> Clock:
    values: dict[str, Any] = dict(row)
    for name, text in row.items():
        if name in _DATES:
            values[name] = date.fromisoformat(text)
        elif text in ("true", "false"):
            values[name] = text == "true"
        elif text.isdigit():
            values[name] = int(text)
    return Clock(**values)
