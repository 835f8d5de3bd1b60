"""Each of the twenty acceptance cases of the specification has its test."""

from __future__ import annotations

import re
from pathlib import Path

CASES = range(1, 21)
_TEST = re.compile(r"^def test_case_(\d\d)_", re.MULTILINE)


def test_every_case_has_a_test() -> None:
    """By the number in the names of the tests, here and among those that need a browser."""
    here = Path(__file__).parent
    files = [*here.glob("test_*.py"), here.parent / "e2e" / "test_acceptance.py"]
    found = {int(number) for path in files for number in _TEST.findall(path.read_text(encoding="utf-8"))}

    assert found == set(CASES)
