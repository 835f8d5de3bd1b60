"""What the benchmark asks of every engine, ours and its peers.

Each engine is one module with a class `Contender`, made with the folder that holds its index. All are given the same
terms: the product's own analysis cuts the texts for everyone, so that engines are compared and not tokenizers. Peers
search one field that holds title, headings and text; ours reckons with three. Where a peer has no way to answer a sort
of question, `question` raises NotImplementedError and the table shows a dash.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

from collection import Question

from generator.search.documents.document import SearchDocument

BEST = 10
# Name in the tables → module, folder of the index, and what the module's class is told.
CONTENDERS: dict[str, tuple[str, str, dict[str, bool]]] = {
    "fupan": ("ours", "ours", {}),
    "fupan, numpy": ("ours", "ours", {"numpy": True}),
    "fupan, whole answer": ("ours_whole", "ours", {}),
    "fupan, whole answer, numpy": ("ours_whole", "ours", {"numpy": True}),
    "stock Whoosh": ("stock_whoosh", "stock_whoosh", {}),
    "stock searcher, our index": ("stock_searcher", "ours", {}),
    "SQLite FTS5": ("sqlite_fts5", "sqlite_fts5", {}),
    "tantivy": ("tantivy_", "tantivy_", {}),
}


class Contender(Protocol):
    """One engine on one folder."""

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Write an index of `documents`."""

    def open(self) -> None:
        """Open the index that was built."""

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents; with what the sort of question asks for besides."""

    def update(self, document: SearchDocument) -> None:
        """Replace one document and open what was written, so that the next question finds it."""


def contender(name: str, folder: Path) -> Contender:
    """Return an engine by its name in the tables; only its own modules are imported."""
    module, _, told = CONTENDERS[name]
    return cast("Contender", importlib.import_module(module).Contender(index_of(name, folder), **told))


def index_of(name: str, folder: Path) -> Path:
    """Return where an engine's index lies; all of ours share one."""
    return folder / CONTENDERS[name][1]
