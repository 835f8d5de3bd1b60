"""Which characters keep company: what the sums say of a pair."""

from __future__ import annotations

from generator.search.words.company import Company, company_of
from generator.search.words.sorted_lines import SortedLines

PAIRS = [("系统", 70), ("统一", 10), ("体系", 5), ("登录", 30), ("统登", 1), ("攀登", 99)]


def company() -> Company:
    """Return the sums of a few pairs."""
    return Company(SortedLines(company_of(PAIRS)))


def test_a_word_keeps_more_company_than_the_border_of_two() -> None:
    """系统 stands nearly always together, 统登 by chance."""
    assert company().of("系统", 70) > 0.9 > 10 * company().of("统登", 1)


def test_what_was_not_there_is_a_word_and_what_is_in_no_text_is_none() -> None:
    """New documents bring new words before the sums are made again."""
    assert (company().of("口罩", 3), company().of("系录", 0)) == (1.0, 0.0)


def test_the_file_is_sorted_and_the_same_every_time() -> None:
    """Same pairs in any order, same bytes."""
    lines = company_of(PAIRS).decode().splitlines()

    assert lines == sorted(lines)
    assert company_of(PAIRS) == company_of(PAIRS[::-1])
