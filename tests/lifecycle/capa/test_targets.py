"""A figure that misses its target is found out, whatever is said of it; words and other units are left to people."""

from __future__ import annotations

import pytest

from generator.kinds.capa import Criterion
from generator.lifecycle.capa.targets import contradicts

CASES: list[tuple[str | None, str | None, str | None, str | None, bool]] = [
    # op, target, unit, value, contradicted
    ("<=", "0", None, "99", True),
    ("<=", "0", None, "0", False),
    ("≤", "0", "次", "1 次", True),
    ("＜＝", "０", "次", "１次", True),
    ("<", "4", "小时", "4", True),
    ("<", "4", "小时", "3.9小时", False),
    (">=", "95", "%", "94.9%", True),
    ("≥", "95%", None, "95 %", False),
    (">", "1,000", None, "999", True),
    (">", "1000", None, "1,001", False),
    ("=", "2", None, "2.0", False),
    ("==", "2", None, "3", True),
    (">=", "-5", "℃", "−6℃", True),
    # Nobody can compare these.
    ("<=", "4", "小时", "240 分钟", False),
    ("<=", "明显减少", None, "99", False),
    ("<=", "0", None, "没有", False),
    ("<=", "0", None, "0 到 3", False),
    ("不多于", "0", None, "99", False),
    (None, "0", None, "99", False),
    ("<=", None, None, "99", False),
    ("<=", "0", None, None, False),
    ("<=", "0", None, "9" * 400, False),
]


@pytest.mark.parametrize(("op", "target", "unit", "value", "expected"), CASES)
def test_a_figure_is_held_against_its_target(
    op: str | None, target: str | None, unit: str | None, value: str | None, expected: bool
) -> None:
    """Both must be figures of the same unit, and the comparison one of the six."""
    assert contradicts(Criterion(metric="次数", op=op, target=target, unit=unit), value) is expected
