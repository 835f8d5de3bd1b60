"""Lists in pieces."""

import pytest

from generator.pages.incident_lists import ROWS_A_PAGE, IncidentLists
from generator.pages.parts.paging import Excerpt, excerpt, leaves_of
from tests.pages.sites import markdown, site_of


def test_an_excerpt_counts_what_it_leaves_out() -> None:
    """A short list stays whole; a long one keeps its first rows and the way to the others."""
    assert excerpt([1, 2], "all.md", size=2) == Excerpt((1, 2), 0, "all.md")
    assert excerpt([1, 2, 3, 4], "all.md", size=3) == Excerpt((1, 2, 3), 1, "all.md")
    assert excerpt(range(40), size=3).total == 40


@pytest.mark.parametrize(
    ("count", "pages"),
    [(0, ["a.md"]), (1, ["a.md"]), (2, ["a.md"]), (3, ["a.md", "a-page-2.md"]), (4, ["a.md", "a-page-2.md"])],
)
def test_every_row_stands_on_one_page(count: int, pages: list[str]) -> None:
    """An empty list has one page; no row is lost or doubled at a boundary."""
    leaves = leaves_of(range(count), 2, "a.md")

    assert [path for path, _ in leaves] == pages
    assert [row for _, rows in leaves for row in rows] == list(range(count))


def test_the_pager_stays_short() -> None:
    """The first, the last and the pages around this one are one tap away, however many there are."""
    records = {
        f"postmortems/2026/PM-2026-{number:04}.yml": (
            f"id: PM-2026-{number:04}\ntitle: Fault\nseverity: S1\nsystems: [ERP]\nstarted_at: 2026-01-01\n"
        )
        for number in range(1, 20 * ROWS_A_PAGE + 1)
    }
    site = site_of(records)
    text = markdown(IncidentLists(), site, "postmortems/year-2026-page-10.md")
    pager = text[text.index("<nav") : text.index("</nav>")]

    assert 'href="year-2026.html">1</a>' in pager
    assert 'aria-current="page">10</span>' in pager
    assert 'href="year-2026-page-20.html">20</a>' in pager
    assert pager.count("<a ") == 8
    assert pager.count("…") == 2
