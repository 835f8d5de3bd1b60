"""The manifest of a published site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.files.manifest import NAME, Manifest, manifest_bytes, page_checksums, read_manifest

MANIFEST = Manifest(
    "1.0", "2026-11-20", "a" * 40, ("b", "a"), {"PM-2": "postmortem", "PM-1": "postmortem"}, {"x": "1"}, {"p": "2"}
)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    """The order in which things were found does not matter."""
    (tmp_path / NAME).write_bytes(manifest_bytes(MANIFEST))
    read = read_manifest(tmp_path)

    assert read is not None
    assert manifest_bytes(read) == manifest_bytes(MANIFEST)
    assert (read.commit, read.day, read.records) == ("a" * 40, "2026-11-20", MANIFEST.records)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 99}', '{"form": 1, "records": []}', "\\xff"])
def test_what_is_no_manifest_is_none(tmp_path: Path, text: str) -> None:
    """A site of an earlier version has none, and a broken one stops nothing."""
    assert read_manifest(tmp_path) is None
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) is None


def test_pages_have_their_own_checksums(tmp_path: Path) -> None:
    """Every page below the folder, by its path; other files are not pages."""
    (tmp_path / "capa").mkdir()
    (tmp_path / "capa/a.html").write_bytes(b"a")
    (tmp_path / "x.js").write_bytes(b"a")

    assert page_checksums(tmp_path) == {
        "capa/a.html": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    }
