"""Time merging: 100 SOPs from 4,000 post-mortems and 1,000 CAPAs, about three steps each, made up with a fixed seed.

    python benchmarks/procedures.py [DOCUMENTS POSTMORTEMS CAPAS]        (default 100 4000 1000)

The records are written as YAML in memory and read as `fupan check` reads them, so that every step knows its place;
only the merge is timed, in CPU seconds of one process. Every document is controlled and has never been released, the
costliest case: every contradiction of all years is found. Each incident has one or two of 20 systems and one of 25
failure modes in a tree of three floors, its words are
made of the signs of the sample's SOPs; each document covers one to three systems and one to four failure modes.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from generator.files.tree import RawFile
from generator.graph import Graph
from generator.library import read_library
from generator.memory import collector_resting
from generator.procedures.merging.all_documents import merge_all
from generator.registry import KINDS
from generator.settings import Settings

SEED = 13485
FIRST = date(2021, 1, 4)
DAYS = 2100
SYSTEMS = [f"SYS{number:02}" for number in range(20)]
MODES = [f"mode-{number}" for number in range(25)]
KEYS = [f"{verb}-{thing}" for verb in ("check", "export", "restart", "call", "count", "hold", "compare", "restore")
        for thing in ("disk", "network", "server", "vendor", "orders", "lots", "logs", "backup", "queue", "labels")]  # fmt: skip
PHASES = ["assess", "triage", "diagnose", "contain", "manual", "escalate", "recover", "verify", "reenter"]
SIGNS = sorted(
    {sign for path in Path("sop").rglob("*.yml") for sign in path.read_text("utf-8") if "一" <= sign <= "龥"}
)
OUTCOMES = ["worked", "worked", "worked", "failed", "harmful", "not_used"]


def sentence(chance: random.Random) -> str:
    """Return a made-up instruction."""
    return "".join(chance.choices(SIGNS, k=chance.randint(10, 28)))


def fields(key: str, chance: random.Random) -> str:
    """Return the fields of a step in the order of YAML's braces."""
    phase = PHASES[KEYS.index(key) % len(PHASES)]
    rows = [f"phase: {phase}", f"text: {sentence(chance)}", f"role: {chance.choice(['IT 主管', '记录员', '仓库主管'])}"]
    if chance.random() < 0.3:
        rows.append(f"timebox: {chance.randint(1, 60)} 分钟")
    if chance.random() < 0.2:
        rows.append(f"expect: {sentence(chance)}")
    if chance.random() < 0.05:
        rows.append(f"after: [{KEYS[KEYS.index(key) - 1]}]" if KEYS.index(key) else "risk: low")
    return ", ".join(rows)


def postmortem(number: int, chance: random.Random) -> tuple[str, str]:
    """Return path and text of an approved post-mortem."""
    day = FIRST + timedelta(chance.randrange(DAYS))
    identifier = f"PM-{day.year}-{number:05}"
    steps = []
    for key in chance.sample(KEYS, chance.randint(2, 4)):
        op = chance.choice(["", "", "op: confirm, ", "op: revise, "])
        steps.append(f"  - {{key: {key}, {op}{fields(key, chance)}, outcome: {chance.choice(OUTCOMES)}}}\n")
    text = (
        f"id: {identifier}\ntitle: 事件 {number}\nseverity: S2\nstatus: approved\n"
        f"systems: [{', '.join(chance.sample(SYSTEMS, chance.choice([1, 1, 2])))}]\n"
        f"failure_mode: {chance.choice(MODES)}\nstarted_at: {day}T09:00+08:00\n"
        f"approvals: [{{meaning: approved, date: {day + timedelta(14)}}}]\nsteps:\n{''.join(steps)}"
    )
    return f"postmortems/{day.year}/{identifier}.yml", text


def capa(number: int, documents: int, chance: random.Random) -> tuple[str, str]:
    """Return path and text of a closed CAPA that changes three steps."""
    day = FIRST + timedelta(chance.randrange(DAYS))
    identifier = f"CAPA-{day.year}-{number:05}"
    actions = []
    for place, key in enumerate(chance.sample(KEYS, 3), 1):
        op = chance.choice(["add", "revise", "revise", "retire"])
        more = fields(key, chance) if op != "retire" else "why: 用过一次，扩大了损坏"
        target = f"{{doc: SOP-X-{chance.randrange(documents):03}, step_key: {key}, op: {op}, {more}}}"
        actions.append(
            f"  - id: A{place}\n    text: {sentence(chance)}\n    owner: 甲\n    sop_targets:\n      - {target}\n"
        )
    text = (
        f"id: {identifier}\ntitle: 措施 {number}\nopened_on: {day}\nactions:\n{''.join(actions)}"
        f"log: [{{at: {day + timedelta(60)}, to: closed}}]\n"
    )
    return f"postmortems/capa/{identifier}.yml", text


def sop(number: int, chance: random.Random) -> tuple[str, str]:
    """Return path and text of an SOP with ten steps of its own."""
    rows = "".join(f"  - {{key: {key}, {fields(key, chance)}}}\n" for key in chance.sample(KEYS, 10))
    systems, modes = chance.sample(SYSTEMS, chance.randint(1, 3)), chance.sample(MODES, chance.randint(1, 4))
    return f"sop/SOP-X-{number:03}.yml", (
        f"id: SOP-X-{number:03}\ntitle: 规程 {number}\n"
        f"applies: {{systems: [{', '.join(systems)}], failure_modes: [{', '.join(modes)}]}}\nstatic_steps:\n{rows}"
    )


def files(documents: int, postmortems: int, capas: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of the organization."""
    chance = random.Random(SEED)
    for system in SYSTEMS:
        yield f"kb/systems/{system}.yml", f"id: {system}\ntitle: 系统 {system}\n"
    parents = (f", parent: {MODES[(number - 1) // 4]}" if number else "" for number in range(len(MODES)))
    modes = "".join(
        f"  - {{id: {mode}, title: 模式 {mode}{above}}}\n" for mode, above in zip(MODES, parents, strict=True)
    )
    yield "kb/organization/failure_modes.yml", f"failure_modes:\n{modes}"
    yield from (sop(number, chance) for number in range(documents))
    yield from (postmortem(number, chance) for number in range(postmortems))
    yield from (capa(number, documents, chance) for number in range(capas))


def organization(documents: int, postmortems: int, capas: int) -> Graph:
    """Return the linked records; every one of them must be read without an error."""
    raw = (RawFile(path, text.encode()) for path, text in files(documents, postmortems, capas))
    library = read_library(raw, KINDS, Settings())
    if library.report.has_errors:
        raise SystemExit(f"the made-up records are wrong: {next(iter(library.report))}")
    return library.graph


def main(documents: int = 100, postmortems: int = 4000, capas: int = 1000) -> None:
    """Print how long merging takes and how much was merged."""
    graph = organization(documents, postmortems, capas)
    times = []
    for _ in range(5):
        # As `fupan check` and `fupan build` run it: what is made here all stays.
        with collector_resting():
            start = time.process_time()
            procedures, found = merge_all(graph)
            times.append(time.process_time() - start)
    steps = [step for one in procedures.values() for step in (*one.steps, *one.retired)]
    print(f"{documents} documents, {postmortems + capas} records")
    print(
        f"merge_all: {statistics.median(times):.2f} s CPU (median of 5; least {min(times):.2f}, most {max(times):.2f})"
    )
    taught = sum(len(step.provenance) for step in steps)
    contradictions = sum(len(one.conflicts) for one in procedures.values())
    print(f"{len(steps)} steps, {taught} contributions, {contradictions} contradictions, {len(found)} findings")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
