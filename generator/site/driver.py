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
_PAGE_IN_LOG = re.compile(r"Doc file '([^']+)'")


@dataclass(frozen=True, slots=True)
class Built:
    """What MkDocs made: the number of HTML pages and what it complained of."""

    pages: int
    diagnostics: tuple[Diagnostic, ...]


def build_html(root: Path, destination: Path, source_of_page: Mapping[str, str]) -> Built:
    """Render `build/docs` below `root` into `destination`, replacing it only when all went well.

    `source_of_page` gives the record's file for a docs path, so that MkDocs' complaints lead to what people wrote.
    Raises UserError when mkdocs.yml or a page cannot be built, or when `destination` is not one of our sites.
    """
    _refuse_foreign(destination)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    fresh = destination.with_name(f"{destination.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    logger.propagate = False
    try:
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(fresh)))
    except MkDocsException as error:
        raise UserError(N_("MkDocs cannot build the site: {reason}"), reason=" ".join(str(error).split())) from error
    finally:
        logger.removeHandler(collector)
    (fresh / MARKER).write_text("", encoding="utf-8")
    _switch(fresh, destination)
    pages = sum(1 for _ in destination.rglob("*.html"))
    return Built(pages, tuple(_complaints(collector.messages, source_of_page)))


class _Collector(logging.Handler):
    """Keeps MkDocs' warnings; `mkdocs build -q --strict` would lose them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _complaints(messages: list[str], source_of_page: Mapping[str, str]) -> list[Diagnostic]:
    found = []
    for message in messages:
        page = _PAGE_IN_LOG.search(message)
        path = source_of_page.get(page[1], f"build/docs/{page[1]}") if page else "mkdocs.yml"
        found.append(BROKEN_LINK.at(Span(path), value=" ".join(message.split())))
    return found


def _refuse_foreign(destination: Path) -> None:
    if destination.exists() and any(destination.iterdir()) and not (destination / MARKER).exists():
        raise UserError(
            N_(
                "{folder} holds files that fupan did not make, so it is not replaced. Move them away, or choose another site_dir."
            ),
            folder=str(destination),
        )


def _switch(fresh: Path, destination: Path) -> None:
    old = destination.with_name(f"{destination.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if destination.exists():
        destination.rename(old)
    fresh.rename(destination)
    shutil.rmtree(old, ignore_errors=True)
