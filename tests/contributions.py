"""Contributions for tests of merging: what one record says about one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.diagnostics import Span
from generator.procedures.merging.contributions import Contribution

FIRST = date(2026, 1, 1)


def says(key: str, day: int = 0, **facts: Any) -> Contribution:
    """Return what one record, written on `day`, says about a step; unnamed facts become the step's values."""
    names = ("op", "before", "after", "why", "outcome", "own", "drilled", "used_on", "follows")
    known = {name: facts.pop(name) for name in names if name in facts}
    source = str(facts.pop("source", f"PM-2026-{day:04}"))
    return Contribution(
        key=key,
        source=source,
        day=FIRST + timedelta(day),
        position=int(facts.pop("position", 0)),
        span=Span(f"{source}.yml", day + 1),
        op=known.pop("op", None),
        values=facts,
        **known,
    )
