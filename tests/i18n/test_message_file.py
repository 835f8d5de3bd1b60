"""A catalogue that is read where it lies says what Python's own reader says."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from generator.i18n.catalogue import CLICK_DOMAIN, DOMAIN, LOCALES
from generator.i18n.click_words import CLICK_WORDS
from generator.i18n.message_file import MessageFile

FOLDER = LOCALES / "zh_CN" / "LC_MESSAGES"


@pytest.fixture
def russian(tmp_path: Path) -> Path:
    """A small catalogue of a language with three plurals."""
    catalogue = Catalog(locale="ru", charset="utf-8")
    catalogue.add("file", "файл")
    catalogue.add("file name", "имя")
    catalogue.add(("{number} day", "{number} days"), ("{number} день", "{number} дня", "{number} дней"))
    catalogue.add("not yet", "")
    path = tmp_path / "small.mo"
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return path


def test_every_text_is_what_python_reads() -> None:
    """All texts of the product, those with plurals too, and each twice: the second time it is remembered."""
    path = FOLDER / f"{DOMAIN}.mo"
    with path.open("rb") as file:
        expected = gettext.GNUTranslations(file)
    found = MessageFile(path)
    keys = {key[0] if isinstance(key, tuple) else key for key in expected._catalog}  # type: ignore[attr-defined]

    assert len(keys) > 1500
    for _ in range(2):
        assert {key: found.gettext(key) for key in keys} == {key: expected.gettext(key) for key in keys}


@pytest.mark.parametrize(
    "text", ["file", "file name", "filename", "fil", "zzz", "A", "not yet", "{number} day", "день"]
)
def test_single_texts(russian: Path, text: str) -> None:
    """Whatever is missing stays as it is, and neighbours are not mistaken for each other."""
    with russian.open("rb") as file:
        assert MessageFile(russian).gettext(text) == gettext.GNUTranslations(file).gettext(text)


@pytest.mark.parametrize("number", [0, 1, 2, 5, 21])
def test_plurals_follow_the_language(russian: Path, number: int) -> None:
    """The rule stands in the file."""
    day = ("{number} day", "{number} days", number)

    with russian.open("rb") as file:
        assert MessageFile(russian).ngettext(*day) == gettext.GNUTranslations(file).ngettext(*day)


def test_files_of_other_machines_are_read(tmp_path: Path) -> None:
    """A wheel may have been built where numbers are written from the other end."""
    import struct

    original, translation = b"file", "文件".encode()
    table = struct.pack(">4I", len(original), 44, len(translation), 49)
    header = struct.pack(">7I", 0x950412DE, 0, 1, 28, 36, 0, 0)
    path = tmp_path / "other.mo"
    path.write_bytes(header + table + original + b"\0" + translation + b"\0")

    assert MessageFile(path).gettext("file") == "文件"


def test_click_has_a_catalogue_of_its_own() -> None:
    """It holds click's words and no others, as click reads all of it before every command."""
    with (FOLDER / f"{CLICK_DOMAIN}.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    known = {key[0] if isinstance(key, tuple) else key for key in words._catalog} - {""}  # type: ignore[attr-defined]

    assert known == {*CLICK_WORDS}
