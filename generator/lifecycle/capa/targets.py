"""Whether a measured value bears out what the plan of effectiveness wanted; figures only, words are for people."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from generator.kinds.capa import Criterion

_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    "≤": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    "≥": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
    "==": operator.eq,
}
_FIGURE = re.compile(r"([-+]?\d{1,15}(?:\.\d{1,15})?)\s*(.{0,20})")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def contradicts(criterion: Criterion, value: str | None) -> bool:
    """Whether a value is a figure that misses the target; never where either is no figure or the units differ."""
    compare = _COMPARISONS.get(_plain(criterion.op))
    target, measured = _figure(criterion.target, criterion.unit), _figure(value, criterion.unit)
    if compare is None or target is None or measured is None or target[1] != measured[1]:
        return False
    return not compare(measured[0], target[0])


def _figure(text: str | None, unit: str | None) -> tuple[Decimal, str] | None:
    """Return number and unit; the criterion's own unit where none stands with the number."""
    found = _FIGURE.fullmatch(_THOUSANDS.sub("", _plain(text)))
    return (Decimal(found[1]), found[2].strip() or _plain(unit)) if found else None


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").replace("−", "-").strip()
