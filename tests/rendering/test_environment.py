"""The one Jinja environment: strict, escaping, overridable, with errors that name the template's line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.errors import UserError
from generator.i18n.catalogue import catalogue
from generator.model.values import Instant
from generator.rendering.environment import Renderer, clock, day, dial, duration, listed, moment

ENGLISH = catalogue("en")


def _render(folder: Path, text: str, overrides: Path | None = None, **values: object) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "a.jinja").write_text(text, encoding="utf-8")
    return Renderer(folder, ENGLISH, overrides).render("a.jinja", values, "PM-2026-0001")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ x }}", "&lt;b&gt;"),
        ("{{ x|inline }}", "&#60;b&#62;"),
        ("{## nothing ##}a", "a"),
        ("## 标题 {#anchor}", "## 标题 {#anchor}"),
        ("{% trans %}unknown{% endtrans %}", "unknown"),
    ],
)
def test_values_are_escaped(tmp_path: Path, template: str, expected: str) -> None:
    """HTML of a value is text; heading ids are no comments."""
    assert _render(tmp_path, template, x="<b>") == expected


ERRORS = [
    ("\n{{ nothing }}", "a.jinja, line 2, for PM-2026-0001: 'nothing' is undefined"),
    ("\n\n{% if %}", "a.jinja, line 3: "),
    ("{% include 'b.jinja' %}", "Template b.jinja does not exist; a.jinja asks for it."),
]


@pytest.mark.parametrize(("template", "message"), ERRORS)
def test_a_bad_template_is_told_with_its_line(tmp_path: Path, template: str, message: str) -> None:
    """The author of a template sees its own line and the record on which it failed."""
    with pytest.raises(UserError) as failed:
        _render(tmp_path, template)

    assert message in str(failed.value)


def test_an_organization_may_override_a_template(tmp_path: Path) -> None:
    """A file of the same name in the organization's folder stands in for ours."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.jinja").write_text("ours {{ x }}", encoding="utf-8")

    assert _render(tmp_path / "package", "theirs", own, x=1) == "ours 1"
    assert _render(tmp_path / "package", "theirs", tmp_path / "missing") == "theirs"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "unknown"),
        (timedelta(0), "0 minutes"),
        (timedelta(hours=13), "13 hours"),
        (timedelta(days=1, minutes=1), "1 day 1 minute"),
        (timedelta(minutes=-90), "−1 hour 30 minutes"),
        (timedelta(seconds=29), "0 minutes"),
        (timedelta(minutes=59, seconds=31), "1 hour"),
    ],
)
def test_a_duration_is_days_hours_and_minutes(value: timedelta | None, text: str) -> None:
    """Unknown is said, not shown as zero."""
    assert duration(value, ENGLISH) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-05-11T14:35+08:00", ("2026-05-11", "14:35", "2026-05-11 14:35")),
        ("2026-05-11", ("2026-05-11", "", "2026-05-11")),
    ],
)
def test_an_instant_is_shown_as_far_as_it_is_known(written: str, shown: tuple[str, str, str]) -> None:
    """An unknown time of day is left out."""
    instant = Instant.parse(written)

    assert (day(instant, ENGLISH), clock(instant), moment(instant)) == shown


def test_nothing_is_shown_as_nothing() -> None:
    """A missing time is an empty text, a missing day is said to be unknown."""
    assert (clock(None), moment(None), day(None, ENGLISH), day(date(2026, 5, 1), ENGLISH)) == (
        "",
        "",
        "unknown",
        "2026-05-01",
    )


@pytest.mark.parametrize(
    ("phone", "digits"), [("+86 (010) 8888-0000", "+860108888" + "0000"), ("内线 8119", "8119"), ("夜班", "")]
)
def test_a_number_can_be_dialled(phone: str, digits: str) -> None:
    """Only what a telephone takes is left."""
    assert dial(phone) == digits


def test_texts_are_listed_as_the_language_does() -> None:
    """Chinese parts with its own comma."""
    assert (listed(["甲", "乙"], catalogue("zh")), listed(["a", "b"], ENGLISH)) == ("甲、乙", "a, b")
