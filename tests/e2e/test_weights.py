"""What a page weighs on a bad wireless network, and that this does not grow with the number of records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli import run
from tests.e2e.html_pages import frame_of, pages_of
from tests.e2e.organizations import build
from tests.e2e.visits import Visitor

MOST_FIRST_VIEW = 150_000
MOST_FRAME = 12_000
MOST_LIST = 30_000
MORE_RECORDS = 250
# Lists that are split into pages, and entries that show a few of everything.
LISTS = (
    "index.html",
    "search.html",
    "postmortems/*index*.html",
    "postmortems/year-*.html",
    "postmortems/severity-*.html",
)


@pytest.mark.parametrize("path", ["runbooks/RB-ERP-DISK.html", "sop/SOP-WH-001.html", "index.html"])
def test_a_first_view_is_light(visit: Visitor, served: str, path: str) -> None:
    """Everything that the first view of a page moves over the network, compressed as the server compresses it."""
    tab = visit(served, phone=True)
    moved: dict[str, int] = {}
    tab.page.on("requestfinished", lambda request: moved.update({request.url: request.sizes()["responseBodySize"]}))
    tab.go(path)
    tab.page.wait_for_load_state("networkidle")

    assert len(moved) >= 8
    assert not [address for address in moved if "fupan/search/" in address]
    assert sum(moved.values()) <= MOST_FIRST_VIEW, moved


def test_the_frame_of_every_page_is_light(site: Path) -> None:
    """What stands around the article: head, navigation, footer, words for the scripts."""
    frames = {page.path.name: len(frame_of(page.source).encode()) for page in pages_of(site)}

    assert min(frames.values()) > 2_000
    assert {name: size for name, size in frames.items() if size > MOST_FRAME} == {}


def test_pages_do_not_grow_with_the_number_of_records(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Frames are equal to the byte with one incident and with hundreds, and every list stays below its limit."""
    few, many = (tmp_path_factory.mktemp(name) / "organization" for name in ("few", "many"))
    for root in (few, many):
        assert run(["init", str(root), "--empty", "--lang", "zh", "--quiet"]) == 0
    record = (many / "postmortems/2026/PM-2026-0001.yml").read_text(encoding="utf-8")
    capa = (many / "postmortems/capa/CAPA-2026-0001.yml").read_text(encoding="utf-8")
    for number in range(2, MORE_RECORDS + 2):
        for text, kind, folder in ((record, "PM", "2026"), (capa, "CAPA", "capa")):
            copy = re.sub(r"(PM|CAPA)-2026-0001", rf"\1-2026-{number:04}", text)
            path = many / f"postmortems/{folder}/{kind}-2026-{number:04}.yml"
            path.write_text(copy, encoding="utf-8")
    small, large = build(few).site, build(many).site

    compared = [
        "index.html",
        "search.html",
        "capa/index.html",
        "postmortems/index.html",
        "postmortems/PM-2026-0001.html",
    ]
    for name in compared:
        frames = [
            re.sub(r"sha256 \w+", "", frame_of((site / name).read_text(encoding="utf-8"))) for site in (small, large)
        ]
        frames = [re.sub(r"\d+ (?=条记录)", "", frame) for frame in frames]
        assert frames[0] == frames[1], name
    lists = {path for pattern in LISTS for path in large.glob(pattern)}
    assert len(lists) > MORE_RECORDS // 50
    assert {path.name: path.stat().st_size for path in lists if path.stat().st_size > MOST_LIST} == {}
    assert len(list(large.rglob("*.html"))) >= 2 * MORE_RECORDS
