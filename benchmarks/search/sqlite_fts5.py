"""SQLite's full-text index (FTS5), which comes with Python: terms parted by blanks, ranked by its own BM25."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from collection import FACETS, Question, whole_text
from contender import BEST

from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import terms

_COLUMNS = ", ".join(FACETS)


class Contender:
    """FTS5 on one file."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "index.sqlite"

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """Write an index; terms of codes keep their signs."""
        self._file.parent.mkdir()
        self.open()
        self._base.execute(f"create table facts (id text unique, {_COLUMNS})")
        self._base.execute("create virtual table texts using fts5(body, tokenize=\"unicode61 tokenchars '-_./:@#+'\")")
        for document in documents:
            self._add(document)
        self._base.commit()

    def open(self) -> None:
        """Open the file."""
        self._base = sqlite3.connect(self._file)

    def answer(self, question: Question) -> list[str]:
        """Return the ids of the ten best documents, or of those of a system with the counts of all facets."""
        quoted = [f'"{term}"' for term in question.terms]
        match question.sort:
            case "single" | "OR of 3" | "sentence" | "filter + facets":
                wanted = " OR ".join(quoted)
            case "AND of 3":
                wanted = " AND ".join(quoted)
            case "phrase":
                wanted = f'"{" ".join(question.terms)}"'
            case "prefix":
                wanted = f"{quoted[0]}*"
            case _:
                raise NotImplementedError
        found = "from texts join facts on facts.rowid = texts.rowid where texts match ?"
        if not question.system:
            rows = self._base.execute(f"select id {found} order by rank limit {BEST}", (wanted,))
            return [row[0] for row in rows]
        rows = self._base.execute(
            f"select id {found} and system = ? order by rank limit {BEST}", (wanted, question.system)
        )
        best = [row[0] for row in rows]
        counts = " union all ".join(f"select '{name}', {name}, count(*) from hits group by 2" for name in FACETS)
        self._base.execute(
            f"with hits as materialized (select {_COLUMNS} {found} and system = ?) {counts}", (wanted, question.system)
        ).fetchall()
        return best

    def update(self, document: SearchDocument) -> None:
        """Replace one document in a transaction of its own."""
        row = self._base.execute("select rowid from facts where id = ?", (document.id,)).fetchone()
        for table in ("texts", "facts"):
            self._base.execute(f"delete from {table} where rowid = ?", row)
        self._add(document)
        self._base.commit()

    def _add(self, document: SearchDocument) -> None:
        facts = [document.id, *(document.facets[name][0] for name in FACETS)]
        row = self._base.execute(f"insert into facts values ({', '.join('?' * len(facts))})", facts).lastrowid
        text = " ".join(terms(whole_text(document)))
        self._base.execute("insert into texts (rowid, body) values (?, ?)", (row, text))
