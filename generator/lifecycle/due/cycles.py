"""How often something comes round, as people write it: `3 months`, `12 个月`, 每季度, 半年, `P1Y`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.vocabulary import spelling

_UNITS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("d", "day", "days", "天", "日"), (0, 1)),
    **dict.fromkeys(("w", "week", "weeks", "周", "星期", "个星期"), (0, 7)),
    **dict.fromkeys(("m", "month", "months", "月", "个月"), (1, 0)),
    **dict.fromkeys(("quarter", "quarters", "季", "季度", "个季度"), (3, 0)),
    **dict.fromkeys(("y", "year", "years", "年"), (12, 0)),
}
_WORDS: Mapping[str, tuple[int, int]] = {
    "daily": (0, 1),
    "weekly": (0, 7),
    "monthly": (1, 0),
    "quarterly": (3, 0),
    "yearly": (12, 0),
    "annually": (12, 0),
    "halfyear": (6, 0),
    "半年": (6, 0),
}
_DIGITS = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {"两": "2", "十": "10"}
_AMOUNT = re.compile(r"p?(\d{1,4}|[一二三四五六七八九两十])?([a-z]+|\D{1,3})")
_EVERY = re.compile(r"^(?:every|each|每隔|每)|[一1]次$")
_LEAST_OFTEN = 1200


@dataclass(frozen=True, slots=True)
class Cycle:
    """A distance in the calendar: whole months, then days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day one cycle later; the last day of the month stands for one that the month does not have."""
        number = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(number, 12)
        if year > date.max.year:
            return date.max
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return moved + timedelta(days=min(self.days, (date.max - moved).days))


def cycle_of(text: str) -> Cycle | None:
    """Return the cycle that `text` means, or None where it cannot be understood."""
    plain = _EVERY.sub("", spelling(text))
    if plain in _WORDS:
        return Cycle(*_WORDS[plain])
    found = _AMOUNT.fullmatch(plain)
    if found is None or found[2] not in _UNITS:
        return None
    number = int(_DIGITS.get(found[1], found[1]) if found[1] else 1)
    months, days = _UNITS[found[2]]
    return Cycle(months * number, days * number) if 0 < number <= _LEAST_OFTEN else None
