"""Drive MkDocs: build beside the live site, then switch, so that a failed build harms nothing."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Rule, Severity, Span
from generator.errors import UserError
from generator.wording import N_

# Written into every site that we built; a folder without it is never replaced.
MARKER = ".fupan-site"
# Below the root, in the folder that is ours alone: what stands there is removed without asking.
FRESH = "build/site.new"
OLD = "build/site.old"

BROKEN_LINK = Rule(
    code="L001",
    name="broken-link",
    severity=Severity.WARNING,
    message=N_("The page made from this file has a link that leads nowhere: {value}"),
    hint=N_("Correct the link in the text, or write the record's id instead of a link."),
    what=N_("A link in an author's Markdown points at a file that the site does not have."),
    why=N_("Readers would come to an empty page."),
    example="见 [备份](../backup.md)\n",
    instead="见 KB-BACKUP-RESTORE\n",
)
SITE_GENERATOR_WARNING = Rule(
    code="L002",
    name="site-generator-warning",
    severity=Severity.WARNING,
    message=N_("MkDocs, which makes the HTML, warns: {value}"),
    hint=N_("Correct mkdocs.yml, or the file that the warning names."),
    what=N_("MkDocs warns of something other than a link, such as an entry of `nav` for a page that is not there."),
    why=N_("Part of the site may be missing or may look other than it should."),
    example="nav:\n  - welcome.md\n",
    instead="nav:\n  - index.md\n",
)
NESTED_TOO_DEEP = Rule(
    code="L003",
    name="markdown-nested-too-deep",
    severity=Severity.ERROR,
    message=N_("The page made from this file cannot be rendered: its lists, quotes or emphasis are nested too deep."),
    hint=N_("Look for a line with hundreds of “-”, “*” or blanks, often pasted from another program, and shorten it."),
    what=N_("Markdown whose lists, quotes or emphasis lie hundreds of levels inside each other."),
    why=N_("The program that makes the HTML gives up on it, and there would be no site."),
    example="- - - - - - - - - …\n",
    instead="---\n",
)
SITE_RULES = (BROKEN_LINK, SITE_GENERATOR_WARNING, NESTED_TOO_DEEP)
_PAGE_NOT_READ = re.compile(r"Error (?:reading|building) page '([^']+)'")
_PAGE_IN_LOG = re.compile(r"Doc file '([^']+)'")
_LINK_IN_LOG = re.compile(r"Doc file '[^']+' contains an? (?:\w+ )*link ")


@dataclass(frozen=True, slots=True)
class Built:
    """What MkDocs made: the number of HTML pages and what it complained of."""

    pages: int
    diagnostics: tuple[Diagnostic, ...]


def refuse_foreign(destination: Path) -> None:
    """Raise UserError when `destination` is not one of our sites; to be asked before anything is written."""
    if destination.exists() and any(destination.iterdir()) and not (destination / MARKER).exists():
        raise UserError(
            N_("{folder} holds files that fupan did not make, so it is not replaced. Move them away."),
            folder=str(destination),
        )


def render_beside(root: Path, source_of_page: Mapping[str, str]) -> Built:
    """Render `build/docs` below `root` beside the live site; `put_in_place` makes the result the live one.

    `source_of_page` gives the record's file for a docs path, so that MkDocs' complaints lead to what people wrote.
    Without a page where one is nested too deep; raises UserError when mkdocs.yml or another page cannot be built.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    fresh = root / FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    logger.propagate = False
    try:
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(fresh)))
    except MkDocsException as error:
        raise UserError(N_("MkDocs cannot build the site: {reason}"), reason=" ".join(str(error).split())) from error
    except RecursionError:
        failed = [_PAGE_NOT_READ.search(message) for message in collector.messages]
        names = [found[1] for found in failed if found] or [""]
        return Built(0, tuple(NESTED_TOO_DEEP.at(Span(_source(name, source_of_page))) for name in names))
    finally:
        logger.removeHandler(collector)
    (fresh / MARKER).write_text("", encoding="utf-8")
    pages = sum(1 for _ in fresh.rglob("*.html"))
    return Built(pages, tuple(complaints(collector.messages, source_of_page)))


def put_in_place(root: Path, destination: Path) -> None:
    """Make the site that `render_beside` rendered the live one; where that fails, the old one stays or comes back."""
    fresh, old = root / FRESH, root / OLD
    shutil.rmtree(old, ignore_errors=True)
    replaces = destination.exists()
    if replaces:
        destination.rename(old)
    try:
        fresh.rename(destination)
    except OSError:
        if replaces:
            old.rename(destination)
        raise
    shutil.rmtree(old, ignore_errors=True)


class _Collector(logging.Handler):
    """Keeps MkDocs' warnings; `mkdocs build -q --strict` would lose them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _source(page: str, source_of_page: Mapping[str, str]) -> str:
    return source_of_page.get(page, f"build/docs/{page}") if page else "mkdocs.yml"


def complaints(messages: list[str], source_of_page: Mapping[str, str]) -> list[Diagnostic]:
    """Return MkDocs' warnings as diagnostics, at the file that people wrote where one is known."""
    found = []
    for message in messages:
        page = _PAGE_IN_LOG.search(message)
        path = _source(page[1] if page else "", source_of_page)
        rule = BROKEN_LINK if _LINK_IN_LOG.match(message) else SITE_GENERATOR_WARNING
        found.append(rule.at(Span(path), value=" ".join(message.split())))
    return found
