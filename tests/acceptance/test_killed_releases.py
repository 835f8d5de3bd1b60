"""A machine that dies in the middle of a release leaves the old state or the new one, and the next release works."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.offices import checked, edit, tree
from tests.controlled import LOCK, RELEASED, TEXT, approve, desk
from tests.organizations import Terminal

SOP = "SOP-IT-001"
FOLDER = "sop/released/SOP-IT-001"
TIMES = 15
ORPHAN = "V005"
# What is not a source: the approval sheet is printed from what the lock says.
OUTSIDE = "build/"

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no SIGKILL")


def begin(root: Path) -> subprocess.Popen[bytes]:
    """Begin a release in a process of its own."""
    command = [sys.executable, "-m", "generator", "sop", "release", SOP, "-C", str(root), "--today", RELEASED]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def sources(root: Path) -> dict[str, bytes]:
    """Return every file that is kept, with what a killed process may leave half written under a hidden name."""
    return {path: data for path, data in tree(root).items() if not path.startswith(OUTSIDE)}


def kill_at(process: subprocess.Popen[bytes], root: Path, delay: float, *, writing: bool) -> None:
    """Kill the process `delay` seconds after its begin, or after it has begun to write."""
    if writing:
        while process.poll() is None and not any((root / FOLDER).glob("*")) and not any((root / FOLDER).glob(".*")):
            time.sleep(0.0002)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_release_that_is_killed_at_any_moment_is_whole_or_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fifteen kills over the whole run, ten of them while it writes: only the old state or the new one is left, none between them."""
    office = desk(tmp_path, capsys)
    old = sources(office.root)
    model = Terminal(Path(shutil.copytree(office.root, tmp_path / "model")), capsys)
    started = time.monotonic()
    assert begin(model.root).wait() == 0
    duration = time.monotonic() - started
    new = sources(model.root)
    assert set(new) - set(old) == {LOCK, TEXT}

    chance = random.Random(20261121)
    seen = []
    for number in range(TIMES):
        copy = Terminal(Path(shutil.copytree(office.root, tmp_path / f"copy-{number}")), capsys)
        writing = number % 3 != 0
        delay = chance.uniform(0, 0.02 if number % 3 == 1 else 0.003) if writing else chance.uniform(0, duration)
        kill_at(begin(copy.root), copy.root, delay, writing=writing)
        left = {path: data for path, data in sources(copy.root).items() if not Path(path).name.startswith(".")}
        released = LOCK in left
        seen.append(released)
        items = [item for item in checked(copy, RELEASED) if item["severity"] != "note"]
        if released:
            assert left == new
            assert items == []
        else:
            assert {path: data for path, data in left.items() if path != TEXT} == old
            assert [item["code"] for item in items] == [ORPHAN] * (TEXT in left)
        again(copy, released=released)

    assert False in seen, "no kill came in time"


def again(office: Terminal, *, released: bool) -> None:
    """Release what a killed release left, or the next text after it; then nothing is left over."""
    if released:
        approve(office, "A/0", "2026-06-02", "2026-06-03", "2026-06-04")
        edit(office.root / "sop/SOP-IT-001.yml", "停得有秩序", "停得很体面")
    assert office("sop", "release", SOP, "--reason", "评审", day="2026-06-05") == 0, office.out
    kept = {path for path in sources(office.root) if path.startswith(FOLDER)}
    expected = {LOCK, TEXT} | ({path.replace("A-0", "A-1") for path in (LOCK, TEXT)} if released else set())
    assert kept == expected
    assert [item["code"] for item in checked(office, "2026-06-05") if item["severity"] == "error"] == []
