"""`extra.fupan` of mkdocs.yml, read without MkDocs."""

from __future__ import annotations

import pytest

from generator.errors import UserError
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
    assert read_settings(text) == settings


REFUSED = [
    ("extra: {fupan: {langage: en}}", "there is no setting langage"),
    ("extra: {fupan: {language: fr}}", "fr is none of zh, en"),
    ("extra: {fupan: {timezone: Asia/Atlantis}}", "there is no time zone Asia/Atlantis"),
    ("extra: {fupan: {timezone: ../etc/passwd}}", "there is no time zone"),
    ("extra: {fupan: {example: vielleicht}}", "must be true or false"),
    ("extra: {fupan: {search_log: manchmal}}", "must be true or false"),
    ("extra: [", "cannot be read as YAML"),
    ("a: b: c", "cannot be read as YAML"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_setting_that_cannot_be_is_told(text: str, message: str) -> None:
    """One sentence says which setting, and what it may be."""
    with pytest.raises(UserError, match=message):
        read_settings(text)


def test_the_zone_is_that_of_the_name() -> None:
    """The zone knows its name, for records of any year."""
    assert Settings(timezone="Europe/London").zone.key == "Europe/London"
