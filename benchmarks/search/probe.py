"""Measure what only a fresh process shows: probe.py ENGINE FOLDER memory|cold TEXT.

`memory` prints by how many MB opening the index, then opening and one question, made the process grow. `cold` answers
the question and prints the ids found; whoever runs it takes the time.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

from collection import Question
from contender import contender

from generator.search.text.analysis import terms


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def main(name: str, folder: str, wanted: str, text: str) -> None:
    """Do what is wanted and print it as JSON."""
    engine = contender(name, Path(folder))
    sort = "OR + highlight" if wanted == "cold" and name in ("fupan", "stock Whoosh") else "OR of 3"
    question = Question(sort, text, tuple(terms(text)))
    gc.collect()
    before = resident()
    engine.open()
    opened = resident()
    found = engine.answer(question)
    print(json.dumps({"open": opened - before, "answered": resident() - before, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
