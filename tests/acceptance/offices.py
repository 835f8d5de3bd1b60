"""What the acceptance cases share: an organization's pages on a day, what `check` says of it, its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from generator.build import site_of
from generator.commands.building.audit import audited
from generator.i18n.catalogue import catalogue
from generator.library import Library
from generator.pages.base import render
from generator.pages.parts.fragments import FUNCTIONS
from generator.reading.settings_file import read_settings
from generator.registry import TEMPLATES, load_library, page_kinds
from generator.rendering.environment import Renderer
from tests.libraries import REPOSITORY
from tests.organizations import Terminal

# How a real site is set up, with the words of the small organizations.
SITE_SETTINGS = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").partition("extra:\n")[0].replace(
    "language: zh", "language: en"
) + "extra:\n  fupan: {organization: Test, language: en, timezone: Asia/Shanghai}\n"
Item = dict[str, Any]


def library_of(root: Path, day: str) -> Library:
    """Return the library of the organization at `root` as on `day`."""
    settings = read_settings((root / "mkdocs.yml").read_bytes())
    return load_library(root, settings, date.fromisoformat(day))


def pages_of(root: Path, day: str, *paths: str) -> dict[str, str]:
    """Return the Markdown of these pages as a build on `day` makes it, by path; the organization is not written to."""
    settings = read_settings((root / "mkdocs.yml").read_bytes())
    today = date.fromisoformat(day)
    library, texts = load_library(root, settings, today), catalogue(settings.language)
    site = site_of(library, settings, texts, today, audited(root, library, settings, today).history)
    renderer = Renderer(TEMPLATES, texts)
    renderer.add(FUNCTIONS)
    pages = (page for kind in page_kinds() for page in kind.compose(site) if page.path in paths)
    return {page.path: render(page, site, renderer) for page in pages}


def checked(terminal: Terminal, day: str) -> list[Item]:
    """Return what `fupan check` says on `day`; its exit code must fit it."""
    code = terminal("check", "--json", day=day)
    items: list[Item] = terminal.answer["items"]
    assert code == int(any(item["severity"] == "error" for item in items))
    return items


def errors(items: list[Item]) -> list[str]:
    """Return `file code` of each error."""
    return [f"{item['file']} {item['code']}" for item in items if item["severity"] == "error"]


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of the organization, by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that stands in it, as somebody with an editor does."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
