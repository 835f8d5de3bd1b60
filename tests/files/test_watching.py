"""Watching the sources."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.files.watching import Debouncer, Watch, concerns_site, is_network_share, watch


class Heard:
    """Remembers what was reported."""

    def __init__(self) -> None:
        self.calls: list[frozenset[str]] = []
        self._came = threading.Event()

    def __call__(self, paths: frozenset[str]) -> None:
        """Take a report."""
        self.calls.append(paths)
        self._came.set()

    def wait(self, seconds: float = 5) -> frozenset[str]:
        """Return the next report, or fail."""
        assert self._came.wait(seconds), "nothing was reported"
        self._came.clear()
        return self.calls[-1]

    def is_silent(self, seconds: float = 0.6) -> bool:
        """Whether nothing is reported for a while."""
        return not self._came.wait(seconds)


@pytest.fixture
def heard() -> Heard:
    """Return an empty memory."""
    return Heard()


@pytest.fixture(params=[False, True], ids=["events", "polling"])
def running(tmp_path: Path, heard: Heard, request: pytest.FixtureRequest) -> Iterator[Watch]:
    """Watch a small organization, by events and by polling."""
    (tmp_path / "kb/templates/pages").mkdir(parents=True)
    (tmp_path / "postmortems/2026").mkdir(parents=True)
    with watch(tmp_path, ("kb", "postmortems", "sop"), heard, polling=request.param) as running:
        assert running.polls is request.param
        yield running


def test_edits_are_reported_together(running: Watch, heard: Heard, tmp_path: Path) -> None:
    """Many writes in a short time are one report; polling may cut them in two."""
    names = {f"postmortems/2026/PM-2026-000{number}.yml" for number in range(5)}
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")

    _until(lambda: names <= frozenset[str]().union(*heard.calls))
    assert len(heard.calls) <= (2 if running.polls else 1)


def test_an_editors_way_of_saving_is_an_edit(running: Watch, heard: Heard, tmp_path: Path) -> None:
    """A swap file alone is silent; replacing the record by it is reported."""
    swap = tmp_path / "postmortems/2026/.PM-2026-0001.yml.swp"
    swap.write_text("x", encoding="utf-8")
    (tmp_path / "postmortems/2026/PM-2026-0001.yml~").write_text("x", encoding="utf-8")
    assert heard.is_silent(1.5)

    os.replace(swap, tmp_path / "postmortems/2026/PM-2026-0001.yml")
    assert "postmortems/2026/PM-2026-0001.yml" in heard.wait()


def test_settings_templates_and_new_folders_count(running: Watch, heard: Heard, tmp_path: Path) -> None:
    """mkdocs.yml, a page template, and a source folder that was not there at first."""
    (tmp_path / "mkdocs.yml").write_text("x", encoding="utf-8")
    assert heard.wait() == {"mkdocs.yml"}
    (tmp_path / "kb/templates/pages/home.md.jinja").write_text("x", encoding="utf-8")
    assert "kb/templates/pages/home.md.jinja" in heard.wait()
    (tmp_path / "build").mkdir()
    (tmp_path / "sop").mkdir()
    time.sleep(1.5)  # the new folder is watched from now on
    (tmp_path / "sop/SOP-IT-001.yml").write_text("x", encoding="utf-8")
    while "sop/SOP-IT-001.yml" not in heard.wait():
        pass


def test_a_folder_that_goes_is_an_edit(running: Watch, heard: Heard, tmp_path: Path) -> None:
    """Removing a year's folder is reported."""
    shutil.rmtree(tmp_path / "postmortems/2026")

    assert any(path.startswith("postmortems/2026") for path in heard.wait())


# watchdog warns that it replaces its own callback when a folder comes back at once; replacing it is what is wanted.
@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
@pytest.mark.parametrize("away", [0.0, 1.5])
def test_a_source_folder_that_comes_back_is_watched_again(
    running: Watch, heard: Heard, tmp_path: Path, away: float
) -> None:
    """Git removes a folder and lays it out anew: edits in the new one are reported."""
    for _ in range(2):
        shutil.rmtree(tmp_path / "postmortems")
        time.sleep(away)
        (tmp_path / "postmortems/2026").mkdir(parents=True)
        time.sleep(3.5 if running.polls else 1)
        heard.calls.clear()
        (tmp_path / "postmortems/2026/PM-2026-0001.yml").write_text("x", encoding="utf-8")
        _until(lambda: "postmortems/2026/PM-2026-0001.yml" in frozenset[str]().union(*heard.calls))


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("mkdocs.yml", True),
        ("kb/a.md", True),
        ("kb/templates/pages/home.md.jinja", True),
        ("kb/templates/pages/.home.swp", False),
        ("kb/templates/home.jinja~", False),
        ("sop/.#SOP.yml", False),
        ("sop/~$SOP.yml", False),
        ("sop/4913", False),
        ("sop/released/SOP-IT-001/A-1.md", True),
        ("sop/released/SOP-IT-001/A-1.lock.yml", True),
        ("build/docs/a.md", False),
        ("site/index.html", False),
        ("README.md", False),
    ],
)
def test_what_concerns_the_site(path: str, concerned: bool) -> None:
    """Sources, settings and templates do; what editors and builds leave behind does not."""
    assert concerns_site(path) is concerned


def test_reports_wait_for_a_rest_but_not_for_ever() -> None:
    """Edits without end are reported all the same after the longest wait."""
    heard = Heard()
    debouncer = Debouncer(heard, rest=0.2, longest=0.5)
    end = time.monotonic() + 1.3
    while time.monotonic() < end:
        debouncer.add("a")
        time.sleep(0.02)
    debouncer.stop()

    assert 2 <= len(heard.calls) <= 3


def test_reports_never_overlap() -> None:
    """While one report is worked on, the next ones gather."""
    active = most = 0
    calls: list[frozenset[str]] = []

    def slow(paths: frozenset[str]) -> None:
        nonlocal active, most
        active += 1
        most = max(most, active)
        time.sleep(0.15)
        calls.append(paths)
        active -= 1

    debouncer = Debouncer(slow, rest=0.02)
    for number in range(10):
        debouncer.add(str(number))
        time.sleep(0.03)
    _until(lambda: frozenset[str]().union(*calls) == {str(number) for number in range(10)})
    debouncer.stop()

    assert most == 1
    assert len(calls) < 10


def test_stopping_while_a_report_runs_waits_for_it() -> None:
    """Nothing goes on in the background after the end."""
    done: list[str] = []

    def slow(paths: frozenset[str]) -> None:
        time.sleep(0.3)
        done.extend(paths)

    debouncer = Debouncer(slow, rest=0.01)
    debouncer.add("a")
    time.sleep(0.1)
    debouncer.stop()

    assert done == ["a"]


def test_a_local_folder_is_no_share(tmp_path: Path) -> None:
    """The temporary folder gives events."""
    assert is_network_share(tmp_path) is False


def _until(true: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
