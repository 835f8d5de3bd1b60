"""What people read for the codes, keys and ids that a row of changes holds."""

from __future__ import annotations

import pytest

from generator.procedures.releasing.shown import names_in, place_in_words

_ROLES = {"it-lead": "Head of IT", "scribe": "Note taker"}


@pytest.mark.parametrize(
    ("step", "field", "expected"),
    [
        ("look", None, "Look at it [look]"),
        ("look", "how", "Look at it [look] · How"),
        ("gone", "how", "gone · How"),
        ("look", "strange", "Look at it [look] · strange"),
    ],
)
def test_a_step_is_called_by_its_text(step: str, field: str | None, expected: str) -> None:
    """The key stands after the text, alone only where no text is known."""
    assert place_in_words(step, field, {"look": "Look at it"}, str) == expected


def test_only_whole_ids_become_names() -> None:
    """Roles stand between slashes; a word within a sentence is nobody's id."""
    text = "it-lead / scribe / night shift · read it with the scribe"

    assert names_in(text, lambda word: _ROLES.get(word, word)) == (
        "Head of IT / Note taker / night shift · read it with the scribe"
    )
