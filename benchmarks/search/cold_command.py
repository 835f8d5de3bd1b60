"""How long a person waits for `fupan search`, from a cold start: cold_command.py [COUNT] [--keep FOLDER].

Lays the sample organization out with COUNT (10,000) generated post-mortems beside it, lets the first search build the
index, and prints the median and the longest time on the clock of the ones after it, beside an empty Python and the
command line that does nothing.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from speed import process_ms

sys.path.append(str(Path(__file__).parent.parent))
from make_organization import make

STARTS = 15
QUERIES = ("出库单 保存失败", "ORA-01653", "登录页 转圈无响应 怎么办", "标签打印空白")


def measure(folder: Path, count: int) -> None:
    """Build and measure; print a Markdown table."""
    fupan = str(Path(sys.executable).with_name("fupan"))
    if not folder.exists():
        make(folder, count)
    os.chdir(folder)
    first, _ = process_ms([fupan, "search", QUERIES[0]])
    print(f"{count:,} generated post-mortems; the first search, which builds the index: {first / 1000:.0f} s\n")
    print("| command | median, ms on the clock | longest | median, CPU ms |\n|---|---|---|---|")
    commands = {"python -c pass": [sys.executable, "-c", "pass"], "fupan --version": [fupan, "--version"]}
    commands |= {f"fupan search {query}": [fupan, "search", query] for query in QUERIES}
    for name, command in commands.items():
        times, spent = zip(*(process_ms(command) for _ in range(STARTS)), strict=True)
        cells = (statistics.median(times), max(times), statistics.median(spent))
        print(f"| `{name}` | {' | '.join(f'{cell:.0f}' for cell in cells)} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--keep", type=Path, help="keep the organization in this folder and use it if it is there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(arguments.keep or Path(temporary) / "organization", arguments.count)
