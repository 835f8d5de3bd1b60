"""Acceptance cases about records: values stay as written, times are reckoned right, restricted ones stay inside."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from tests.acceptance.offices import SITE_SETTINGS, checked, library_of, pages_of
from tests.organizations import INCIDENT, Terminal, lay_out
from tests.pages.sites import plain

DAY = "2026-11-20"
PM = "postmortems/2026/PM-2026-0007.yml"
PM_PAGE = "postmortems/PM-2026-0007.md"
CAPA_PAGE = "capa/CAPA-2026-0003.md"
CAPA_FILE = "postmortems/capa/CAPA-2026-0003.yml"
DRAFT = "id: CAPA-2026-0003\ntitle: Watch the disk\nopened_on: 2026-05-12\nproblem: {what: Down, when: 14:35}\n"


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in a small organization."""
    return Terminal(lay_out(tmp_path / "organization"), capsys)


def test_case_04_values_stay_as_they_were_written(terminal: Terminal) -> None:
    """Case 4: a time is no number, a ticket keeps its zeros without quotes, and a key given twice is told twice."""
    (terminal.root / PM).write_text(
        INCIDENT + "vendor_tickets: [{vendor: Qihang, ticket_no: 0012345}]\nquality_impact: {lots: [0123]}\n",
        encoding="utf-8",
    )
    (terminal.root / CAPA_FILE).write_text(DRAFT, encoding="utf-8")
    graph = library_of(terminal.root, DAY).graph
    postmortem, capa = graph.records["PM-2026-0007"], graph.records["CAPA-2026-0003"]
    assert isinstance(postmortem, Postmortem)
    assert isinstance(capa, Capa)
    assert capa.problem is not None
    assert str(capa.problem.when) == "14:35"
    assert postmortem.vendor_tickets[0].ticket_no == "0012345"
    assert postmortem.quality_impact is not None
    assert list(map(str, postmortem.quality_impact.lots)) == ["0123"]
    pages = pages_of(terminal.root, DAY, PM_PAGE, CAPA_PAGE)
    assert "0012345" in plain(pages[PM_PAGE])
    assert "14:35" in plain(pages[CAPA_PAGE])

    (terminal.root / PM).write_text(INCIDENT + "title: Another\n", encoding="utf-8")
    (found,) = [item for item in checked(terminal, DAY) if item["severity"] == "error"]
    assert (found["file"], found["line"]) == (PM, 8)
    for language in ("zh", "en"):
        assert "2" in found["texts"][language]["message"] + found["texts"][language]["hint"]
        assert "title" in found["texts"][language]["message"]


WINDOWS = [
    ("on one day", "2026-05-11T02:00+08:00", "2026-05-11T15:00+08:00", "13 h"),
    ("across midnight", "2026-05-10T22:00+08:00", "2026-05-11T11:00+08:00", "13 h"),
    ("with another offset", "2026-05-10T18:00+00:00", "2026-05-11T15:00+08:00", "13 h"),
    ("across a year, without an offset", "2025-12-31T20:00", "2026-01-01T09:00+08:00", "13 h"),
    ("of a day without an hour", "2026-05-10", "2026-05-11T15:00+08:00", ""),
]


@pytest.mark.parametrize(("backup", "crash", "window"), [row[1:] for row in WINDOWS], ids=[row[0] for row in WINDOWS])
def test_case_16_the_window_of_lost_data_is_reckoned(terminal: Terminal, backup: str, crash: str, window: str) -> None:
    """Case 16: from the last good backup to the crash, across midnight and offsets; unknown where an hour is unknown."""
    text = INCIDENT.replace("2026-05-11T14:35+08:00", crash) + f"backup: {{last_good_at: {backup}, location: NAS}}\n"
    (terminal.root / PM).write_text(text, encoding="utf-8")
    assert [item for item in checked(terminal, DAY) if item["severity"] == "error"] == []
    page = plain(pages_of(terminal.root, DAY, PM_PAGE)[PM_PAGE])

    assert ("13 h" in page) is bool(window), page


def test_case_18_a_restricted_record_leaves_no_trace(terminal: Terminal) -> None:
    """Case 18: neither page nor list, index, feed, calendar, trace or manifest of a whole built site names it."""
    secret = (
        INCIDENT.replace("0007", "0666")
        .replace("数据库盘写满 disk full", "Quokka")
        .replace("draft", "draft\naudience: restricted")
    )
    (terminal.root / "postmortems/2026/PM-2026-0666.yml").write_text(secret, encoding="utf-8")
    (terminal.root / "mkdocs.yml").write_text(SITE_SETTINGS, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # MkDocs and Material bring warnings of their own
        assert terminal("build", "--quiet", day=DAY) == 0, terminal.err
    files = {path: path.read_bytes() for path in (terminal.root / "site").rglob("*") if path.is_file()}
    assert {"manifest.json", "trace.json", "sitemap.xml"} <= {path.name for path in files}
    assert any(b"PM-2026-0007" in data for path, data in files.items() if "feeds" in path.parts)
    named = [
        path.name for path, data in files.items() if "0666" in path.name or b"2026-0666" in data or b"Quokka" in data
    ]
    assert named == []

    assert terminal("search", "disk", "--json", day=DAY) == 0
    assert "PM-2026-0007" in terminal.out
    assert "0666" not in terminal.out
    assert terminal("search", "Quokka", "--json", day=DAY) == 4
