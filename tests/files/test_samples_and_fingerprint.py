"""Samples and fingerprints."""

from __future__ import annotations

from generator.files.samples import sample_files
from generator.files.source_fingerprint import fingerprint
from generator.files.tree import RawFile


def test_a_fingerprint_is_of_content_and_place() -> None:
    """The order of reading does not matter; path, bytes and circumstances do."""
    one, two = RawFile("a", b"b"), RawFile("c", b"d")
    prints = [
        fingerprint([one, two]),
        fingerprint([RawFile("a", b"x"), two]),
        fingerprint([RawFile("x", b"b"), two]),
        fingerprint([RawFile("a", b"bc"), RawFile("", b"d")]),
        fingerprint([one, two], "other version"),
        fingerprint([]),
    ]

    assert fingerprint([two, one]) == prints[0]
    assert len(set(prints)) == len(prints)


def test_samples_are_whole_organizations() -> None:
    """Each sample has its policy; the Chinese one brings the settings."""
    for language in ("zh", "en"):
        for empty in (True, False):
            assert "kb/organization/policy.yml" in sample_files(language, empty=empty)
    assert "mkdocs.yml" in sample_files("zh")
