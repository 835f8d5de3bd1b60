"""The register of CAPAs and its board."""

import re

from generator.pages.capa import CapaPages
from generator.pages.capa_register import CAPAS_A_PAGE, CARDS_A_COLUMN, CapaRegister
from tests.pages.sites import markdown, plain, section, site_of


def capa(number: int, due: str = "2026-12-31", state: str = "open", actions: str = "") -> str:
    """Return a CAPA with one open action; nothing else of it is late on the day of the site."""
    more = actions or f"[{{id: A1, text: Watch, owner: Li, due: [{due}]}}]"
    return (
        f"id: CAPA-2026-{number:04}\ntitle: Action {number}\nopened_on: 2026-11-01\n"
        "risk: {severity: minor}\nreportability: {recall: na}\n"
        f"actions: {more}\nlog: [{{at: 2026-11-01, to: {state}}}]\n"
    )


def register(*capas: str, path: str = "capa/index.md") -> str:
    """Return a page of the register of these CAPAs."""
    files = {f"postmortems/capa/{text[4:18]}.yml": text for text in capas}
    return markdown(CapaRegister(), site_of(files), path)


def test_the_latest_comes_first_and_ended_ones_last() -> None:
    """Who opens the register sees at once what burns."""
    text = register(
        capa(1, state="closed"), capa(2, "2026-12-01"), capa(3, "2026-11-10"), capa(4, "2026-11-01"), capa(5)
    )
    table = section(text, "all")
    places = [table.index(f"Action {number}") for number in (4, 3, 2, 5, 1)]

    assert places == sorted(places)
    assert text.count('<tr class="fp-overdue">') == 2
    assert re.findall(r"data-figure[^>]*>(\d*)<", text) == ["19", "10", "", ""]
    assert "19 days overdue" in table


def test_columns_of_the_board_follow_the_state() -> None:
    """A late one stands under overdue whatever its state; ended ones under ended."""
    text = register(
        capa(1, "2026-11-01", "implementing"),
        capa(2, state="implementing"),
        capa(3, state="monitoring"),
        capa(4, state="cancelled"),
    )
    board = plain(text[: text.index("{#all}")])

    assert "Overdue 1 CAPA-2026-0001" in board
    assert "Being carried out 1 CAPA-2026-0002" in board
    assert "Being proved 1 CAPA-2026-0003" in board
    assert "Ended 1 CAPA-2026-0004" in board
    assert "Accepted or investigated 0 None." in board


def test_a_long_register_has_pages_and_a_short_board() -> None:
    """Every CAPA stands in one of the tables; a column shows a few cards, its whole number and the way to the table."""
    capas = [capa(number) for number in range(1, CAPAS_A_PAGE + 3)]
    first, second = register(*capas), register(*capas, path="capa/index-page-2.md")
    board = first[: first.index("{#all}")]

    assert board.count('class="fp-board-item"') == CARDS_A_COLUMN
    assert f'<span class="fp-count">{len(capas)}</span>' in board
    assert f'<a href="#all">… {len(capas) - CARDS_A_COLUMN} more</a>' in board
    assert first.count("<tr><td") == CAPAS_A_PAGE
    assert second.count("<tr><td") == 2
    assert "fp-board" not in second
    assert 'href="index.html">1</a>' in second


def test_extensions_are_the_same_figure_on_both_pages() -> None:
    """The register and the CAPA's own page count the extensions of all actions, settled or not."""
    actions = (
        "[{id: A1, text: a, due: [2026-11-01, 2026-11-05, 2026-12-01]},"
        " {id: A2, text: b, due: [2026-10-05, 2026-10-09], done_on: 2026-10-09}]"
    )
    text = capa(1, actions=actions)
    own = markdown(CapaPages(), site_of({"postmortems/capa/CAPA-2026-0001.yml": text}), "capa/CAPA-2026-0001.md")

    assert "Extensions 3" in section(own, "facts")
    assert '<td data-label="Extensions" class="fp-number">3</td>' in register(text)


def test_a_verified_action_is_not_late_on_either_page() -> None:
    """Who verified it need not have written down the day on which it was done."""
    text = capa(1, actions="[{id: A1, text: a, due: [2026-11-01], verified: {by: QA, date: 2026-10-30}}]")
    own = markdown(CapaPages(), site_of({"postmortems/capa/CAPA-2026-0001.yml": text}), "capa/CAPA-2026-0001.md")

    assert "overdue" not in plain(own).lower()
    assert "fp-overdue" not in register(text)
