"""`extra.fupan` of mkdocs.yml, read without MkDocs."""

from __future__ import annotations

import pytest

from generator.errors import SettingsMistaken
from generator.reading.settings_file import read_settings
from generator.settings import Settings

READ = [
    ("", Settings()),
    ("site_name: A\n", Settings()),
    ("extra:\n", Settings()),
    ("extra: {fupan: }\n", Settings()),
    ("extra: [1]\n", Settings()),
    ("extra: {fupan: {organization: 甲, language: en}}\n", Settings(organization="甲", language="en")),
    ("extra: {fupan: {phone_number: 010, example: True}}\n", Settings(phone_number="010", example=True)),
    ("extra: {fupan: {search_log: no, example: 是}}\n", Settings(search_log=False, example=True)),
    ("plugins: [!ENV x]\nt: !!python/name:os.system\nextra: {fupan: {timezone: UTC}}\n", Settings(timezone="UTC")),
]


@pytest.mark.parametrize(("text", "settings"), READ)
def test_settings_are_texts(text: str, settings: Settings) -> None:
    """What is not set has its default, zeros stay, tags of other tools are passed over."""
    assert read_settings(text.encode()) == settings


REFUSED = [
    ("extra: {fupan: {langage: en}}", ["1:17 S002"]),
    ("extra: {fupan: {language: fr}}", ["1:27 S003"]),
    ("extra: {fupan: {audience: everybody}}", ["1:27 S003"]),
    ("extra: {fupan: {timezone: Asia/Atlantis}}", ["1:27 S004"]),
    ("extra: {fupan: {timezone: ../etc/passwd}}", ["1:27 S004"]),
    ("extra: {fupan: {timezone: Asia}}", ["1:27 S004"]),
    ("extra: {fupan: {timezone: Mars/Olympus}}", ["1:27 S004"]),
    ("extra: {fupan: {timezone: ''}}", ["1:27 S004"]),
    (f"extra: {{fupan: {{timezone: {'x' * 5000}}}}}", ["1:27 S004"]),
    ("extra: {fupan: {audit_since: Advent}}", ["1:30 S005"]),
    ("extra: {fupan: {example: vielleicht}}", ["1:26 S006"]),
    ("extra: {fupan: {search_log: manchmal}}", ["1:29 S006"]),
    ("extra: {fupan: {organization: [a, b]}}", ["1:31 S007"]),
    ("extra:\n  fupan:\n    language: zh\n    language: en\n", ["4:5 S008"]),
    ("extra:\n  fupan:\n    exmaple: x\n    language: fr\n    timezone: X\n", ["3:5 S002", "4:15 S003", "5:15 S004"]),
    ("extra: [", ["1:9 Y038"]),
    ("a: b: c", ["1:4 Y031"]),
    ("site_name: 青穗".encode("gbk"), ["1:1 S001", "1:12 Y006"]),
    (b"\x89PNG", ["1:1 Y002"]),
]


@pytest.mark.parametrize(("text", "told"), REFUSED, ids=lambda case: None if isinstance(case, list) else str(case)[:60])
def test_settings_that_cannot_be_are_told_at_their_places(text: str | bytes, told: list[str]) -> None:
    """All of them in one run, so that nobody mends one after the other."""
    with pytest.raises(SettingsMistaken) as caught:
        read_settings(text if isinstance(text, bytes) else text.encode())

    assert [f"{one.span.line}:{one.span.column} {one.rule.code}" for one in caught.value.report] == told


def test_the_settings_that_can_be_read_are_still_there() -> None:
    """What is told is told in the language of the organization."""
    with pytest.raises(SettingsMistaken) as caught:
        read_settings(b"extra: {fupan: {language: en, timezone: X, organization: A}}")

    assert caught.value.settings == Settings(language="en", organization="A")


def test_the_zone_is_that_of_the_name() -> None:
    """The zone knows its name, for records of any year."""
    assert Settings(timezone="Europe/London").zone.key == "Europe/London"
