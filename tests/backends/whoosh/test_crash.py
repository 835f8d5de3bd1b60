"""Killed at any moment, the index opens and holds what it held after the last finished change, or the next."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from generator.backends.whoosh.engine import WhooshEngine
from generator.backends.whoosh.folder import IndexFolder
from generator.search.documents.document import SearchDocument

ROOT = Path(__file__).parents[3]
# `FUPAN_CRASHES=200` before a release.
CRASHES = int(os.environ.get("FUPAN_CRASHES", "12"))
LONGEST = 0.6
REBUILT_EVERY = 40
NAMES = [f"D-{number}" for number in range(30)]

# Imports once; for each number that it reads, a child goes on from there until it is killed.
WRITERS = """
import os, sys
import pypinyin
from tests.backends.whoosh.test_crash import go_on
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        go_on(sys.argv[1], int(line))
    print(child, flush=True)
    print(os.WTERMSIG(os.waitpid(child, 0)[1]), flush=True)
"""


def change(held: dict[str, str], step: int) -> tuple[list[str], list[str]]:
    """Make one change to `held`, a text by name; return which names were written and which removed."""
    chance = random.Random(step)
    removed = [name for name in chance.sample(NAMES, 2) if name in held and step % 4 == 0]
    written = [] if removed else chance.sample(NAMES, chance.randint(1, 3))
    for name in removed:
        del held[name]
    held.update(dict.fromkeys(written, f"step {step}"))
    return written, removed


def after(step: int) -> dict[str, str]:
    """Return what the index holds after `step`."""
    held: dict[str, str] = {}
    for each in range(1, step + 1):
        change(held, each)
    return held


def documents(held: dict[str, str], names: list[str]) -> list[SearchDocument]:
    """Return the documents of `names`."""
    return [SearchDocument(id=name, kind="article", title=name, url="x/", body=held[name]) for name in names]


def go_on(folder: str, step: int) -> None:
    """Change the index step by step, without end; say in a file beside it which step is done."""
    engine, held = WhooshEngine(Path(folder)), after(step)
    done = os.open(f"{folder}.done", os.O_WRONLY | os.O_CREAT)
    while True:
        step += 1
        written, removed = change(held, step)
        if step % REBUILT_EVERY == 1:
            engine.build(documents(held, list(held)))
        elif removed:
            engine.delete(removed)
        else:
            engine.upsert(documents(held, written))
        os.pwrite(done, f"{step:9}".encode(), 0)


def held_in(folder: Path) -> list[tuple[str, str]]:
    """Return the name and text of every document, read by stock Whoosh."""
    generation = IndexFolder(folder).intact()
    assert generation.is_intact(thorough=True)
    with FileIndex(FileStorage(str(generation.folder))).reader() as reader:
        shown = [stored["shown"] for stored in reader.all_stored_fields()]
        assert {text.decode() for text in reader.lexicon("id")} >= {each["id"] for each in shown}
    return sorted((each["id"], each["text"].splitlines()[-1]) for each in shown)


@pytest.mark.skipif(os.name != "posix", reason="kills and forks")
def test_nothing_is_lost_and_nothing_is_double(tmp_path: Path) -> None:
    """Whatever a killed writer was doing, the next one goes on from a whole state."""
    folder, chance, step = tmp_path / "index", random.Random(3), 0
    arguments = [sys.executable, "-c", WRITERS, str(folder)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writers:
        assert writers.stdin is not None
        assert writers.stdout is not None
        writers.stdout.readline()
        for _ in range(CRASHES):
            print(step, file=writers.stdin, flush=True)
            child = int(writers.stdout.readline())
            time.sleep(chance.uniform(0, LONGEST))
            os.kill(child, signal.SIGKILL)
            assert int(writers.stdout.readline()) == signal.SIGKILL
            step = state_after_crash(folder, step)
        writers.stdin.close()
    assert step > 0


def state_after_crash(folder: Path, step: int) -> int:
    """Return the step after which the index holds what it holds: the last that was said to be done, or the next."""
    done = Path(f"{folder}.done")
    step = max(step, int(done.read_text() or 0)) if done.exists() else step
    if step == 0 and not (folder / "current.json").exists():
        return 0
    there = held_in(folder)
    assert there in (sorted(after(step).items()), sorted(after(step + 1).items()))
    return step if there == sorted(after(step).items()) else step + 1
