"""What other tools make of unquoted values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.quoting import other_reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("0123", "83"),
        ("14:35", "875"),
        ("NO", "False"),
        ("on", "True"),
        ("2025_03_01", "20250301"),
        ("1e3", "1000.0"),
        ("1.0e+3", "1000.0"),
        ("1.10", "1.1"),
        ("0x1F", "31"),
        ("~", "null"),
        ("08:42", None),
        ("12", None),
        ("0b_", None),
        ("2026-03-01", None),
        ("ERP", None),
        ("", None),
    ],
)
def test_other_reading(text: str, reading: str | None) -> None:
    """Only a value that changes its text has another reading."""
    assert other_reading(text) == reading


@given(st.text(alphabet="0123456789:._+-eExXbo~", max_size=45))
def test_no_text_raises(text: str) -> None:
    """What looks like a number and is none stays text."""
    assert other_reading(text) != text
