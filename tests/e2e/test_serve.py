"""`fupan serve` as a program of its own: edits, errors, the end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.cli import run
from tests.e2e.visits import Visitor

_START_PATIENCE = 60
_REBUILD_PATIENCE = 20_000
_END_PATIENCE = 15


@dataclass
class Preview:
    """A running `fupan serve` and what it has printed so far."""

    root: Path
    process: subprocess.Popen[str]
    address: str = ""
    printed: list[str] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Read the output to its end."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if found:
                self.address = found[0]
            if "Ctrl+C" in line:
                self.ready.set()
        self.ready.set()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Start the preview of a small organization."""
    root = tmp_path / "organization"
    assert run(["init", str(root), "--empty", "--lang", "zh", "--quiet"]) == 0
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "generator", "serve", "--port", "0", "--lang", "zh", "-C", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    found = Preview(root, process)
    reader = threading.Thread(target=found.listen, daemon=True)
    reader.start()
    try:
        assert found.ready.wait(_START_PATIENCE)
        assert found.address, found.printed
        yield found
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(_END_PATIENCE)
        reader.join(_END_PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def test_edits_errors_and_the_end(visit: Visitor, preview: Preview) -> None:
    """An edit reloads the page; an error shows a bar and keeps the page; mending it ends the bar; Ctrl+C is exit 0."""
    record = preview.root / "postmortems/2026/PM-2026-0001.yml"
    good = record.read_text(encoding="utf-8")
    tab = visit(preview.address)
    with tab.page.expect_response("**/-/state*"):  # from it the script learns which generation of the site it shows
        page = tab.go("postmortems/PM-2026-0001.html")
    bar = page.locator(".fp-live-errors")

    better = good.replace("数据盘写满", "数据盘又写满")
    assert better != good
    record.write_text(better, encoding="utf-8")
    expect(page.locator("h1")).to_contain_text("数据盘又写满", timeout=_REBUILD_PATIENCE)
    expect(bar).to_have_count(0)

    record.write_text(better.replace("severity: S1", "serverity: S1\n<b>bad"), encoding="utf-8")
    expect(bar).to_be_visible(timeout=_REBUILD_PATIENCE)
    expect(bar).to_contain_text("1")
    page.reload()
    expect(page.locator("h1")).to_contain_text("数据盘又写满")
    expect(bar).to_be_visible()
    bar.click()
    page.wait_for_url("**/-/errors")
    expect(page.locator("li.error").first).to_contain_text("postmortems/2026/PM-2026-0001.yml")
    assert page.locator("b b").count() == 0
    with urllib.request.urlopen(f"{preview.address}postmortems/PM-2026-0001.html", timeout=5) as old:
        assert old.status == 200

    record.write_text(better, encoding="utf-8")
    expect(page.locator("li.error")).to_have_count(0, timeout=_REBUILD_PATIENCE)
    with page.expect_response("**/-/state*"):
        page.goto(f"{preview.address}postmortems/PM-2026-0001.html")
    page.wait_for_timeout(200)
    expect(bar).to_have_count(0)
    tab.assert_no_complaint()

    page.close()
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(_END_PATIENCE) == 0
    assert not [line for line in preview.printed if "Traceback" in line]
