"""Which number comes next."""

import pytest

from generator.kinds.revision import ChangeClass
from generator.procedures.releasing.revision_numbers import file_part, is_of_scheme, next_number, revision_id

FIRST, MAJOR, MINOR, EDITORIAL = ChangeClass.FIRST, ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.EDITORIAL
NEXT = [
    (None, FIRST, "A/0", "A/0"),
    (None, FIRST, "1.0", "1.0"),
    ("A/0", MINOR, "A/0", "A/1"),
    ("A/9", MINOR, "A/0", "A/10"),
    ("A/3", MAJOR, "A/0", "B/0"),
    ("Z/1", MAJOR, "A/0", "AA/0"),
    ("AZ/0", MAJOR, "A/0", "BA/0"),
    ("ZZ/0", MAJOR, "A/0", "AAA/0"),
    ("A/3", EDITORIAL, "A/0", "A/3"),
    ("1.0", MINOR, "1.0", "1.1"),
    ("1.9", MINOR, "1.0", "1.10"),
    ("9.4", MAJOR, "1.0", "10.0"),
    ("A/3", MINOR, "1.0", "1.0"),
]


@pytest.mark.parametrize(("latest", "change", "scheme", "expected"), NEXT)
def test_the_next_number_follows_from_the_change(
    latest: str | None, change: ChangeClass, scheme: str, expected: str
) -> None:
    """A new issue for what changes how people act, an amendment for wording, the same for spacing."""
    assert next_number(latest, change, scheme) == expected


@pytest.mark.parametrize(
    ("number", "scheme", "fits"),
    [
        ("A/1", "A/0", True),
        ("A/01", "A/0", False),
        ("1.1", "A/0", False),
        ("1.1", "1.0", True),
        ("0.1", "1.0", False),
        ("a/1", "A/0", False),
    ],
)
def test_a_number_is_of_one_scheme(number: str, scheme: str, fits: bool) -> None:
    """Two spellings of one number would be two files."""
    assert is_of_scheme(number, scheme) is fits


def test_files_and_ids_have_no_slash() -> None:
    """A slash would be a folder."""
    assert (file_part("A/1"), file_part("1.1"), revision_id("SOP-IT-001", "A/1")) == ("A-1", "1.1", "SOP-IT-001@A-1")
