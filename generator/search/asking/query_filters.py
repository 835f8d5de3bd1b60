"""What narrows a search down, as people type it: `kind:sop`, `date:2024-01..2024-06`, `sev>=S2`.

In: single words of a folded query. Out: wanted values by facet, and a range of days. A word that only looks like a
filter (a date that no calendar has, an unknown severity, `http://…`) is refused here and stays a word to look for; that
it was refused is told where it names something to filter by.
S1 is the most urgent: `sev>=S2` is S1 and S2, as people say “at least S2”.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from generator.search.text.folding import fold

Labels = Mapping[str, Mapping[str, str]]

SEVERITY = "severity"
_DATE = "date"
# Without an organization's own levels.
SEVERITIES = ("s1", "s2", "s3", "s4")
_SHORT_NAMES = {"sev": SEVERITY}
_NARROWING = re.compile(r"([a-z_]{1,20})(>=|<=|[>≥<≤]|:|=)(.+)", re.DOTALL)
_SAME = {"≥": ">=", "≤": "<=", "=": ":"}
# The dots as a Chinese keyboard writes them, too.
_RANGE = re.compile(r"\.{2,3}|。。|…")
_DAY = re.compile(r"([0-9]{4})(?:年?|[-/.年]([0-9]{1,2})(?:月?|[-/.月]([0-9]{1,2})日?))")


def day_of(text: str, *, last: bool = False) -> str:
    """Return the ISO day that a day, month or year (`2024-05-11`, `2024/5`, `2024年`) begins with, or ends with; "" for
    anything else."""
    match = _DAY.fullmatch(text.strip()) if len(text) < 30 else None
    if match is None:
        return ""
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day or not last:
            return date(year, month or 1, day or 1).isoformat()
        if not month or month == 12:
            return date(year, 12, 31).isoformat()
        return (date(year, month + 1, 1) - timedelta(days=1)).isoformat()
    except ValueError:
        return ""


class FilterReading:
    """Filters while a query is read: values are collected by facet, ranges of days cut each other down."""

    def __init__(self, facets: Collection[str], labels: Labels, most: int) -> None:
        self._facets = frozenset(facets)
        self._labels = labels
        self._known: dict[str, dict[str, str]] = {}
        self._chosen: dict[str, set[str]] = {}
        self._urgent: set[str] | None = None
        self._before = ""
        self._left = most
        self.is_cut = False
        self.unread: list[str] = []
        self.since = ""
        self.until = ""

    @property
    def filters(self) -> dict[str, frozenset[str]]:
        """The wanted values by facet, folded; a facet with none lets nothing pass."""
        chosen = {facet: frozenset(values) for facet, values in self._chosen.items()}
        if self._urgent is not None:
            chosen[SEVERITY] = chosen.get(SEVERITY, frozenset(self._urgent)) & self._urgent
        return chosen

    def add(self, facet: str, value: str) -> None:
        """Take one wanted value of a facet, as long as there is room; `is_cut` says that there was none."""
        self.is_cut = self.is_cut or self._left <= 0
        if self._left > 0:
            self._left -= 1
            folded, ways = fold(value), self._ways(facet)
            known = ways.get(folded) or ways.get("".join(folded.split()), folded)
            self._chosen.setdefault(facet, set()).add(known)

    def between(self, since: str, until: str) -> None:
        """Take a range of ISO days, either of them may be empty; several ranges cut each other down."""
        self.since = max(self.since, since)
        self.until = min(filter(None, (self.until, until)), default="")

    def take(self, word: str, *, goes_on: bool = False) -> bool:
        """Take a typed word if it narrows the search; otherwise it is a word to look for.

        One that `goes_on` after a filter and a Chinese comma is one more value of it, if it is known as such. One that
        names a facet but no value of it is among the `unread`.
        """
        before, self._before = self._before, ""
        match = _NARROWING.fullmatch(word)
        if match is None:
            return goes_on and word in self._ways(before) and self._take_values(before, [word])
        name, sign, value = match.groups()
        name = _SHORT_NAMES.get(name, name)
        if name not in (_DATE, *self._facets) or (sign != ":" and name not in (_DATE, SEVERITY)):
            return False
        if self._left <= 0:
            self.is_cut = True
            return False
        is_taken = self._narrow(name, _SAME.get(sign, sign), value)
        if not is_taken:
            self.unread.append(word)
        return is_taken

    def _narrow(self, name: str, sign: str, value: str) -> bool:
        """Take the days or the values that follow a known name, if they can be read."""
        if name == _DATE:
            return self._take_days(sign, value)
        if sign != ":":
            return self._take_levels(sign, value)
        values = [one for one in value.split(",") if one]
        return bool(values) and all(self._may_be(name, one) for one in values) and self._take_values(name, values)

    def _ways(self, facet: str) -> dict[str, str]:
        """Return the ways to write the values of a facet; most queries name no facet, so nothing is prepared."""
        known = self._known.get(facet)
        if known is None:
            known = self._known[facet] = _values(self._labels.get(facet, {}))
        return known

    def _may_be(self, facet: str, value: str) -> bool:
        """Whether a facet may have a value; a facet without labels may have any, and a year has four digits."""
        known = self._ways(facet)
        return value in known if known else facet != "year" or (len(value) == 4 and value.isdecimal())

    def _take_values(self, facet: str, values: Collection[str]) -> bool:
        for value in values:
            self.add(facet, value)
        self._before = facet
        return True

    def _take_days(self, sign: str, value: str) -> bool:
        if sign == ":":
            first, *rest = _RANGE.split(value, maxsplit=1)
            last = rest[0] if rest else first
        else:
            first, last = (value, "") if sign.startswith(">") else ("", value)
        since, until = day_of(first), day_of(last, last=True)
        if bool(first) != bool(since) or bool(last) != bool(until) or not (since or until):
            return False
        if sign == ">":
            since = _beside(day_of(first, last=True), 1)
        elif sign == "<":
            until = _beside(day_of(last), -1)
        elif since and until and since > until:
            since, until = day_of(last), day_of(first, last=True)
        self._left -= 1
        self.between(since, until)
        return True

    def _take_levels(self, sign: str, value: str) -> bool:
        level = self._ways(SEVERITY).get(value, value)
        levels = [fold(one) for one in self._labels.get(SEVERITY, ())] or [*SEVERITIES]
        if level not in levels:
            return False
        at = levels.index(level)
        several = levels[: at + sign.endswith("=")] if sign.startswith(">") else levels[at + (sign == "<") :]
        self._urgent = set(several) if self._urgent is None else self._urgent & set(several)
        self._left -= 1
        return True


def _values(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the folded value for each folded way to write it: its label, also without the code before it and the
    remark in brackets after it."""
    known: dict[str, str] = {}
    for value, label in labels.items():
        name = fold(label.removeprefix(value))
        for way in (fold(label), name, name.partition("(")[0]):
            known.setdefault("".join(way.split()), fold(value))
    known.pop("", None)
    return known | {fold(value): fold(value) for value in labels}


def _beside(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day
