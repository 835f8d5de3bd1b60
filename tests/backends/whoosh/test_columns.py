"""Columns and the dictionary of a segment are read as Whoosh wrote them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import OrderedHashWriter

from generator.backends.whoosh.columns import ByteStrings
from generator.backends.whoosh.files import mapped
from generator.backends.whoosh.terms import Terms
from generator.backends.whoosh.terms_file import TermsFile

# Short ones, ones whose lengths need two bytes, and so many that their places are written too.
COLUMNS = {"few": [b"a", b"", b"ccc"], "long": [b"x" * 300, b"y"], "many": [b"z"] * 40}
FIELDS = ("body", "title")
WORDS = [b"disk", b"diskette", b"network", "表空间".encode()]


@pytest.mark.parametrize("name", COLUMNS)
def test_byte_strings_are_read_as_whoosh_wrote_them(tmp_path: Path, name: str) -> None:
    """With and without the places of the strings, and for numbers of any width."""
    values = COLUMNS[name]
    with FileStorage(str(tmp_path)).create_file("column") as file:
        writer = VarBytesColumn(write_offsets_cutoff=30).writer(file)
        for number, value in enumerate(values):
            writer.add(number, value)
        writer.finish(len(values))

    column = ByteStrings(mapped(tmp_path / "column"), len(values))
    assert list(column) == values
    assert [column[number] for number in range(len(values))] == values


def _by_whoosh(path: Path) -> None:
    writer = OrderedHashWriter(FileStorage(str(path.parent)).create_file(path.name))
    writer.extras["fieldmap"] = {name: number for number, name in enumerate(FIELDS)}
    for number, name in enumerate(FIELDS):
        for word in WORDS:
            writer.add(bytes((0, number)) + word, name.encode() + word)
    writer.close()


def _by_us(path: Path) -> None:
    writer = TermsFile(FileStorage(str(path.parent)).create_file(path.name))
    for name in FIELDS:
        writer.add_field(name, [(word, name.encode() + word) for word in WORDS])
    writer.close()


@pytest.mark.parametrize("write", [_by_whoosh, _by_us])
def test_terms_are_found_by_hash_and_by_order(tmp_path: Path, write: Callable[[Path], None]) -> None:
    """Whoosh hashes its way, we ours; a field ends where the next begins."""
    write(tmp_path / "terms")
    terms = Terms(mapped(tmp_path / "terms"))

    assert list(terms.all()) == [(name, word, name.encode() + word) for name in FIELDS for word in WORDS]
    assert [terms.find("body", word) for word in (*WORDS, b"dis")] == [*(b"body" + word for word in WORDS), None]
    assert terms.find("nowhere", b"disk") is None
    beginnings = {b"disk": WORDS[:2], b"n": WORDS[2:3], b"": WORDS, b"zzz": [], "表".encode(): WORDS[3:]}
    for prefix, words in beginnings.items():
        for name in FIELDS:
            assert [word for word, _ in terms.beginning_with(name, prefix)] == words
    assert list(terms.beginning_with("nowhere", b"")) == []
