"""A small organization and every page of it, as they were last accepted.

After an intended change run `python -m pytest tests/golden --bless` and read the difference before it is committed.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import __version__
from generator.build import Assembled
from generator.commands.building.site import assemble_site
from generator.library import Library
from generator.reading.settings_file import read_settings
from generator.registry import load_library

HERE = Path(__file__).parent
ORGANIZATION, EXPECTED = HERE / "organization", HERE / "expected"
TODAY = date(2026, 11, 20)
# The pages of the rules and of the manual say what the code says; golden copies would only double each text.
_NOT_KEPT = ("rules/", "guide/")


def _assembled() -> tuple[Library, Assembled]:
    settings = read_settings((ORGANIZATION / "mkdocs.yml").read_bytes())
    library = load_library(ORGANIZATION, settings, TODAY)
    return library, assemble_site(ORGANIZATION, library, settings, TODAY)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Return the Markdown of every page by its path; the version of the program does not count."""
    _, assembled = _assembled()
    return {
        path: data.decode("utf-8").replace(__version__, "VERSION")
        for path, data in assembled.files.items()
        if path.endswith(".md") and not path.startswith(_NOT_KEPT)
    }


def _accepted() -> dict[str, str]:
    return {path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8") for path in EXPECTED.rglob("*.md")}


def test_the_organization_is_clean() -> None:
    """What is golden has neither errors nor warnings."""
    library, _ = _assembled()

    assert [f"{found.span} {found.rule.code}" for found in library.report] == []
    assert 8 <= len(library.graph) <= 12


def test_the_pages_are_those_that_were_accepted(pages: dict[str, str], bless: bool) -> None:
    """No page appears, vanishes or changes without somebody's having looked at it."""
    if bless:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, text in pages.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_text(text, encoding="utf-8", newline="\n")
    accepted = _accepted()

    assert sorted(pages) == sorted(accepted)
    assert [path for path in pages if pages[path] != accepted[path]] == [], "read them, then run with --bless"


def test_the_build_is_repeatable() -> None:
    """The same files and the same day give the same bytes."""
    assert _assembled()[1].files == _assembled()[1].files


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("postmortems/PM-2026-0001.md", ["2026-03-31", "0000417", "批量出证一次锁住整张台账", "CAPA-2026-0001"]),
        ("capa/CAPA-2026-0001.md", ["PM-2026-0001", "2026-05-29", "每 50 把提交一次"]),
        (
            "runbooks/RB-LIMS-LOCK.md",
            ["请所有人暂停批量出证", "先列出等待最久的会话再动手", "批量出证改为每 50 把一批", "PM-2026-0001"],
        ),
        ("systems/LIMS.md", ["PM-2026-0001", "台账系统"]),
    ],
)
def test_a_page_shows_what_the_records_say(pages: dict[str, str], path: str, words: list[str]) -> None:
    """Whatever is blessed, the page of a record holds its facts and what others taught it."""
    assert [word for word in words if word not in pages[path]] == []
