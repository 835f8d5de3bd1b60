"""Driving MkDocs: what is replaced, and what its warnings become."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import UserError
from generator.registry import rules
from generator.site.driver import (
    BROKEN_LINK,
    FRESH,
    MARKER,
    NESTED_TOO_DEEP,
    OLD,
    SITE_GENERATOR_WARNING,
    complaints,
    put_in_place,
    refuse_foreign,
    render_beside,
)


def _lay_out(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / MARKER).write_text("", encoding="utf-8")
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_nothing_beside_the_site_is_touched(tmp_path: Path) -> None:
    """Folders named site.new and site.old may be anybody's; only what lies below build/ is ours."""
    for name in ("site.new", "site.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine", encoding="utf-8")
    _lay_out(tmp_path / "site", "old")
    _lay_out(tmp_path / FRESH, "new")
    _lay_out(tmp_path / OLD, "left by a build that was killed")

    put_in_place(tmp_path, tmp_path / "site")

    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "new"
    assert not (tmp_path / OLD).exists()
    assert not (tmp_path / FRESH).exists()
    assert (tmp_path / "site.new/mine.txt").exists()
    assert (tmp_path / "site.old/mine.txt").exists()


def test_a_switch_that_fails_brings_the_old_site_back(tmp_path: Path) -> None:
    """Where the new site cannot take the place, the old one is there again."""
    _lay_out(tmp_path / "site", "old")
    (tmp_path / "build").mkdir()

    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path, tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "old"


def test_only_our_own_sites_are_replaced(tmp_path: Path) -> None:
    """A missing, an empty or a marked folder may be replaced, any other is somebody's."""
    site = tmp_path / "site"
    refuse_foreign(site)
    site.mkdir()
    refuse_foreign(site)
    (site / "mine.html").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError):
        refuse_foreign(site)
    (site / MARKER).write_text("", encoding="utf-8")
    refuse_foreign(site)


@pytest.mark.parametrize(
    ("message", "code", "path"),
    [
        (
            "Doc file 'a.md' contains a link 'b.md', but the target 'b.md' is not found among documentation files.",
            "L001",
            "kb/a.md",
        ),
        ("Doc file 'a.md' contains an unrecognized relative link 'b', it was left as is.", "L001", "kb/a.md"),
        ("Doc file 'x.md' contains a link '#y', but there is no such anchor on this page.", "L001", "build/docs/x.md"),
        ("A reference to 'gone.md' is included in the 'nav' configuration, which is not found.", "L002", "mkdocs.yml"),
        ("Config value 'pages': Unrecognised configuration name: pages", "L002", "mkdocs.yml"),
    ],
)
def test_a_warning_is_a_broken_link_only_when_it_is_about_one(message: str, code: str, path: str) -> None:
    """What MkDocs says of links leads to the record; the rest has a rule of its own."""
    (found,) = complaints([message], {"a.md": "kb/a.md"})

    assert (found.rule.code, found.span.path) == (code, path)


def test_both_rules_are_registered() -> None:
    """`fupan explain` knows them."""
    assert rules()["L001"] is BROKEN_LINK
    assert rules()["L002"] is SITE_GENERATOR_WARNING


@pytest.mark.parametrize("text", ["- " * 1500 + "x", "*" * 3000 + "x" + "**" * 1500])
def test_what_is_nested_too_deep_leads_to_its_file(tmp_path: Path, text: str) -> None:
    """A row of signs, pasted from somewhere, is the author's to shorten and no mistake of the program."""
    docs = tmp_path / "build/docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# A\n", encoding="utf-8")
    (docs / "deep.md").write_text(f"# B\n\n{text}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ndocs_dir: build/docs\nplugins: []\n", encoding="utf-8")

    built = render_beside(tmp_path, {"deep.md": "kb/articles/KB-DEEP.md"})

    assert [(one.rule, one.span.path) for one in built.diagnostics] == [(NESTED_TOO_DEEP, "kb/articles/KB-DEEP.md")]
