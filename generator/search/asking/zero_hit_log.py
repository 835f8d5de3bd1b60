"""The local log of queries without a hit: a file below `build/`, which nobody but this machine sees."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.search.asking.zero_hits import Gap, collected, compacted, line_of

LOG_FILE = "build/search-gaps.jsonl"
# Some thousand lines; the log is put in order when it is longer.
_LONGEST = 400_000


def note_gap(root: Path, query: str, day: date) -> None:
    """Append a query to the log; that nothing was found is said anyway, so a full disk is no error here."""
    from generator.files.writing import write_file

    line = line_of(query, day.isoformat()).encode("utf-8", "replace")
    path = root / LOG_FILE
    with suppress(OSError):
        if not line:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as log:
            log.write(line)
            length = log.tell()
        if length > _LONGEST:
            kept = compacted(path.read_text(encoding="utf-8", errors="replace")).encode("utf-8")[-_LONGEST // 2 :]
            write_file(path, kept[kept.find(b"\n") + 1 :])


def noted_gaps(root: Path) -> tuple[Gap, ...]:
    """Return what was searched in vain, the most frequent first."""
    try:
        return collected((root / LOG_FILE).read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return ()
