"""Hardly any hits are followed by what is like the first, unless somebody asked for just what matches."""

from __future__ import annotations

from typing import Any

import pytest

from generator.search.asking.query import Query, parse_query
from generator.search.asking.related import ENOUGH_HITS, FEW_HITS, about_the_first

TITLE = "Printer jam, printer off: PRT-4711"


def asked(text: str, **chosen: Any) -> Query:
    """Return a query as typed and chosen."""
    return parse_query(text, facets={"kind": ("sop",)}, **chosen)


def test_the_title_is_asked_for() -> None:
    """All of its words, each once, as if somebody had typed them without any operator."""
    about = about_the_first(asked("PRT-4711"), 1, TITLE)
    assert about is not None
    assert about.words == ("printer", "jam,", "off:", "prt-4711")
    assert about.terms == ("printer", "jam", "off", "prt-4711")
    assert (about.limit, about.offset, about.must, about.phrases) == (ENOUGH_HITS, 0, (), ())


@pytest.mark.parametrize("total", [0, FEW_HITS, 400])
def test_nothing_follows_none_or_enough(total: int) -> None:
    """Without a hit there is nothing to be like, and with some nobody needs more."""
    assert about_the_first(asked("PRT-4711"), total, TITLE) is None


@pytest.mark.parametrize(
    "text", ["+printer", "printer -jam", '"printer jam"', "print*", "printer kind:sop", "kind:sop"]
)
def test_nothing_follows_a_narrow_question(text: str) -> None:
    """Who demands, excludes, quotes, completes or filters wants just what matches."""
    assert about_the_first(asked(text), 1, TITLE) is None


@pytest.mark.parametrize("chosen", [{"sort": "newest"}, {"offset": 10}, {"since": "2026-01-01"}])
def test_nothing_follows_an_order_or_a_later_page(chosen: dict[str, object]) -> None:
    """What is like the first has no place in an order by date, nor on a second page."""
    assert about_the_first(asked("printer", **chosen), 1, TITLE) is None
