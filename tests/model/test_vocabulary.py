"""Words that an organization may extend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import PROCESSES, SEVERITIES, VOCABULARIES, Word, spelling


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("P1", "S1"),
        ("p1", "S1"),
        ("Ｓ１", "S1"),
        ("sev-2", "S2"),
        ("一级", "S1"),
        ("紧 急", "S1"),
        ("level 3", "S3"),
        ("1", "S1"),
    ],
)
def test_a_severity_is_known_by_many_names(text: str, code: str) -> None:
    """Case, width and blanks do not matter."""
    word = SEVERITIES.find(text)

    assert word is not None
    assert word.code == code


@pytest.mark.parametrize("text", ["S5", "", "非常严重", "P1!"])
def test_an_unknown_word_is_not_guessed(text: str) -> None:
    """What is no spelling of a word is none."""
    assert SEVERITIES.find(text) is None


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda one: one.name)
def test_no_spelling_means_two_words(vocabulary: object) -> None:
    """A spelling that two words share would silently mean the first."""
    assert vocabulary in (SEVERITIES, PROCESSES)
    spellings = [
        spelling(text)
        for word in vocabulary.words  # type: ignore[attr-defined]
        for text in {spelling(one) for one in (word.code, word.label, *word.aliases)}
    ]

    assert len(spellings) == len(set(spellings))


def test_an_extension_keeps_old_spellings() -> None:
    """A new label does not make records of yesterday unreadable, and a new word comes last."""
    extended = SEVERITIES.extended([Word("S1", "红色", ("天塌了",)), Word("S9", "无感")])

    assert extended.label("S1") == "红色"
    assert {extended.find(text).code for text in ("红色", "天塌了", "P1", "Level 1")} == {"S1"}  # type: ignore[union-attr]
    assert [extended.rank(code) for code in ("S1", "S9", "S?")] == [0, 4, 5]
    assert (SEVERITIES.label("S1"), SEVERITIES.label("S9")) == ("Level 1", "S9")


@given(st.text(), st.text())
def test_a_spelling_has_no_blanks(one: str, other: str) -> None:
    """Blanks around and between words do not count."""
    assert spelling(f" {one}\n") == spelling(one)
    assert not any(sign.isspace() for sign in spelling(f"{one} {other}"))
