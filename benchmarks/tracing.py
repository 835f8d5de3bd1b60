"""Time of the trace: 5,000 post-mortems and 2,000 CAPAs, nodes, links, gaps, matrix, and its files.

    python benchmarks/tracing.py [INCIDENTS [CAPAS]]

CPU seconds of one process; reading the records and merging the documents are not counted.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from make_organization import MODES, SYSTEMS, record

from generator.build import site_of
from generator.exporters.csv_text import csv_bytes
from generator.exporters.trace_rows import matrix_table, trace_bytes
from generator.files.tree import RawFile, read_tree
from generator.i18n.catalogue import catalogue
from generator.library import read_library
from generator.memory import collector_resting
from generator.pages.trace import TracePages
from generator.pages.trace_views import TraceViews
from generator.reading.settings_file import read_settings
from generator.registry import KINDS
from generator.tracing.matrix import matrix

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)


def capa(number: int, incident: str, choose: random.Random) -> tuple[str, str]:
    """Return the path and the YAML of one closed CAPA with two actions."""
    opened = date(2020, 1, 1) + timedelta(days=choose.randrange(2300))
    done, checked = opened + timedelta(days=20), opened + timedelta(days=120)
    identifier = f"CAPA-{opened.year}-{number:05d}"
    key = choose.choice(("check-network", "check-disk", "preserve-evidence", "call-vendor", "reconcile"))
    document = choose.choice(("SOP-IT-001", "RB-ERP-DISK", "RB-NET-DOWN"))
    actions = "".join(
        f"  - {{id: A{place}, text: Do it, owner: IT, addresses: [RC1], due: [{done}], done_on: {done},"
        f" verified: {{by: QA, date: {done}}}, change_refs: [CHG-{opened.year}-{number:05d}],"
        f" sop_targets: [{{doc: {document}, step_key: {key}, op: revise, text: Look}}]}}\n"
        for place in (1, 2)
    )
    text = (
        f"id: {identifier}\ntitle: Number {number}\nopened_on: {opened}\nowner: IT\n"
        f"systems: [{choose.choice(SYSTEMS)}]\nfailure_mode: {choose.choice(MODES)}\n"
        f"sources: [{{type: incident, ref: {incident}}}]\n"
        f'affected: {{products: [{{name: Set, lots: ["{number:06d}"]}}]}}\n'
        f"causes: [{{id: RC1, text: Why, role: root}}]\nactions:\n{actions}"
        f"effectiveness: {{plan: {{window_days: 90}}, checks: [{{date: {checked}, conclusion: effective}}]}}\n"
        f"log: [{{at: {opened}, to: open}}, {{at: {checked}, to: closed}}]\n"
    )
    return f"postmortems/capa/{identifier}.yml", text


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Do something and print the CPU seconds that it took."""
    before = time.process_time()
    result = work()
    print(f"{name:<28}{time.process_time() - before:8.2f} s")
    return result


def main() -> None:
    """Print the figures."""
    incidents, capas = (int(one) for one in (*sys.argv[1:], 5000, 2000)[:2])
    choose = random.Random(incidents)
    files, _ = read_tree(ROOT)
    made = [record(number, choose) for number in range(1, incidents + 1)]
    ids = [Path(path).stem for path, _ in made]
    made += [capa(number, choose.choice(ids), choose) for number in range(1, capas + 1)]
    raw = [*files, *(RawFile(path, text.encode()) for path, text in made)]
    settings = read_settings((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    library = timed("reading and linking", lambda: read_library(raw, KINDS, settings))
    site = timed("merging", lambda: site_of(library, settings, catalogue("zh"), TODAY))
    trace = timed("trace", lambda: site.trace)
    rows = timed("matrix", lambda: matrix(trace, site.gathering))
    timed("trace.json", lambda: trace_bytes(trace, TODAY, "1"))
    timed("CSV", lambda: csv_bytes(matrix_table(rows, site.catalogue.text), site.catalogue.text))
    fresh = replace(site)
    timed("pages, without rendering", lambda: [list(kind.compose(fresh)) for kind in (TracePages(), TraceViews())])
    print(f"{len(trace.nodes)} nodes, {len(trace.links)} links, {len(trace.gaps)} gaps, {len(rows)} rows")


if __name__ == "__main__":
    # As a build does.
    with collector_resting():
        main()
