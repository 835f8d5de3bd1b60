"""Time the product's engine beside its peers on one made-up collection: speed.py [SIZE …].

    python benchmarks/search/speed.py 1000 10000 100000

All engines hold the same documents and get the same questions, one after another, question by question, so that a
slower moment of the machine slows all. Times of questions are CPU milliseconds of one process: the best of three rounds
after a first one, which is shown by itself. Building is CPU seconds; updates and cold starts are times on the clock,
with CPU times beside them. numpy and tantivy are used only if they are there: pip install numpy tantivy. With --keep,
indexes stay in FOLDER, unchanged, and are not built again.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from collection import SORTS_OF_QUESTIONS, Collection, Question
from contender import CONTENDERS, Contender, contender, index_of
from hostile import QUESTIONS, frequent_words, worst_times
from ours_whole import Contender as Whole

ROUNDS = 3
# What takes longer than this is not asked again and again.
LONG_MS = 200.0
UPDATES = 30
STARTS = 7
BUILT = ("fupan", "stock Whoosh", "SQLite FTS5", "tantivy")
STARTED = ("fupan", "fupan, whole answer", "stock Whoosh", "SQLite FTS5", "tantivy")
CHANGED = STARTED[1:]
# What the figures to reach compare.
COMPARED = (
    ("stock Whoosh", "fupan"),
    ("stock Whoosh", "fupan, numpy"),
    ("stock searcher, our index", "fupan"),
    ("stock searcher, our index", "fupan, numpy"),
    ("SQLite FTS5", "fupan"),
    ("SQLite FTS5", "fupan, numpy"),
    ("fupan, numpy", "tantivy"),
)


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def present() -> list[str]:
    """Return the engines whose libraries are installed."""
    needed = {"tantivy": "tantivy"} | {name: "numpy" for name in CONTENDERS if name.endswith(", numpy")}
    return [name for name in CONTENDERS if name not in needed or importlib.util.find_spec(needed[name])]


def build(folder: Path, collection: Collection, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Build what is not there; return documents per CPU second and bytes per document of each."""
    notes = folder / "built.json"
    built: dict[str, dict[str, float]] = json.loads(notes.read_text()) if notes.exists() else {}
    missing = [name for name in BUILT if name in names and name not in built]
    documents = list(collection.documents()) if missing else []
    for name in missing:
        gc.collect()
        start = time.process_time()
        contender(name, folder).build(documents)
        seconds = time.process_time() - start
        size = sum(path.stat().st_size for path in index_of(name, folder).rglob("*") if path.is_file())
        built[name] = {"documents_per_s": collection.size / seconds, "bytes": size / collection.size}
        say(f"  {name}: built with {seconds:.0f} CPU seconds")
        notes.write_text(json.dumps(built))
    return built


def time_questions(
    engines: dict[str, Contender], questions: Sequence[Question]
) -> dict[str, tuple[list[float], list[float]]]:
    """Return for each engine the first and the later CPU times in ms of each question."""
    times: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for question in questions:
        for name, engine in engines.items():
            try:
                first = cpu_ms(engine, question)
                rounds = 1 if first > LONG_MS else ROUNDS
                later = min(cpu_ms(engine, question) for _ in range(rounds))
            except NotImplementedError:
                continue
            times[name][0].append(first)
            times[name][1].append(later)
    return times


def cpu_ms(engine: Contender, question: Question) -> float:
    """Return the CPU milliseconds of one answer; each question was cut out of a document, so something is found."""
    start = time.process_time()
    found = engine.answer(question)
    spent = 1000 * (time.process_time() - start)
    if not found:
        say(f"  {type(engine).__module__} finds nothing for {question}")
    return spent


def time_updates(name: str, folder: Path, collection: Collection) -> list[str]:
    """Return how long it takes until a changed document is found, in ms: on the clock p50 and p95, CPU p50.

    A copy is changed: an index with patches is slower to ask, and those that are kept must stay comparable.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as copy:  # tantivy may still be merging
        shutil.copytree(index_of(name, folder), index_of(name, Path(copy)))
        engine = contender(name, Path(copy))
        engine.open()
        engine.answer(collection.questions("single", 1)[0])
        return changes_of(engine, collection)


def changes_of(engine: Contender, collection: Collection) -> list[str]:
    """Change documents one after another; return the times of `time_updates`."""
    times, spent = [], []
    for number in range(UPDATES):
        code = f"NEW-77{number:03d}"
        document = collection.document(number * 31 % collection.size, added=f"新错误 {code}。")
        start, start_cpu = time.perf_counter(), time.process_time()
        engine.update(document)
        found = engine.answer(Question("single", code, (code.lower(),)))
        times.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - start_cpu))
        if found[:1] != [document.id]:
            raise ValueError(f"{code} is not found: {found}")
    return [f"{one:.1f}" for one in (*percentiles(times), statistics.median(spent))]


def time_starts(name: str, folder: Path, text: str) -> list[str]:
    """Return what a fresh process takes: MB after opening, MB after one answer, ms on the clock, CPU ms."""
    command = [sys.executable, str(Path(__file__).with_name("probe.py")), name, str(folder), "memory", text]
    memory = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    command[-2] = "cold"
    process_ms(command)
    times = [process_ms(command) for _ in range(STARTS)]
    medians = (statistics.median(column) for column in zip(*times, strict=True))
    return [f"{one:.0f}" for one in (memory["open"], memory["answered"], *medians)]


def process_ms(command: Sequence[str]) -> tuple[float, float]:
    """Run a command to its end; return its milliseconds on the clock and of CPU.

    Compiled modules are kept, as wherever a program is installed, even if this environment asks for the opposite.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * (time.perf_counter() - start), 1000 * spent


def measure(size: int, folder: Path, names: Sequence[str], count: int) -> None:
    """Build, ask, change and start anew; print each table as soon as it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(size)
    built = build(folder, collection, names)
    cells = {
        name: [f"{built[name][key]:.0f}" for key in ("documents_per_s", "bytes")] for name in BUILT if name in built
    }
    table("Index", ("documents / CPU s", "bytes / document"), cells)
    engines = {name: contender(name, folder) for name in names}
    for engine in engines.values():
        engine.open()
    gc.collect()
    gc.freeze()
    times = {sort: time_questions(engines, collection.questions(sort, count)) for sort in SORTS_OF_QUESTIONS}
    for title, column in (("Asked again", 1), ("Asked for the first time", 0)):
        reached = {
            sort: {name: percentiles(one[column]) for name, one in by_name.items()} for sort, by_name in times.items()
        }
        table(
            f"{title}, CPU ms p50/p95",
            SORTS_OF_QUESTIONS,
            {name: [written(reached[sort].get(name)) for sort in SORTS_OF_QUESTIONS] for name in names},
        )
        table(
            f"{title}, how many times as long, p50/p95",
            SORTS_OF_QUESTIONS,
            {
                f"{slow} : {quick}": [ratio(reached[sort], slow, quick) for sort in SORTS_OF_QUESTIONS]
                for slow, quick in COMPARED
                if slow in names and quick in names
            },
        )
    hostile = {**QUESTIONS, **frequent_words(collection.frequent_words())}
    worst = {name: worst_times(one.page, hostile) for name, one in engines.items() if isinstance(one, Whole)}
    cells = {text: ["/".join(f"{time:.1f}" for time in one[text]) for one in worst.values()] for text in hostile}
    table("Hostile questions, CPU ms, first/worst later", tuple(worst), cells)
    text = " ".join(collection.questions("OR of 3", 1)[0].terms)
    columns = ("opened, MB more", "one answer, MB more", "start to ten hits, ms on the clock", "CPU ms")
    table("Fresh process", columns, {name: time_starts(name, folder, text) for name in STARTED if name in names})
    changed = {name: time_updates(name, folder, collection) for name in CHANGED if name in names}
    table("One document changed until found, ms", ("on the clock p50", "p95", "CPU p50"), changed)


def ratio(reached: Mapping[str, tuple[float, float]], slow: str, quick: str) -> str:
    """Write how many times as long one engine takes as another."""
    if slow not in reached or quick not in reached:
        return written(None)
    return written(tuple(one / other for one, other in zip(reached[slow], reached[quick], strict=True)))


def written(pair: Sequence[float] | None) -> str:
    """Write a median and a 95th percentile with the digits that mean something."""
    return "/".join(f"{one:.2f}" if one < 10 else f"{one:.0f}" for one in pair) if pair else "–"


def table(title: str, columns: Sequence[str], rows: dict[str, list[str]]) -> None:
    """Print a Markdown table."""
    say(f"\n**{title}**\n\n| | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}")
    for name, cells in rows.items():
        say(f"| {name} | {' | '.join(cells)} |")


def say(text: str) -> None:
    """Print at once: a long run is watched."""
    print(text, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--keep", type=Path, help="keep indexes in this folder and use those that are there")
    parser.add_argument("--questions", type=int, default=40, help="how many of each sort")
    parser.add_argument("--without", action="append", default=[], choices=CONTENDERS, help="leave this engine out")
    arguments = parser.parse_args()
    wanted = [name for name in present() if name not in arguments.without]
    for size in arguments.sizes:
        say(f"\n## {size:,} documents")
        with tempfile.TemporaryDirectory() as temporary:
            measure(size, (arguments.keep or Path(temporary)) / str(size), wanted, arguments.questions)
