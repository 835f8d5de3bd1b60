"""What single characters of a question say about a few texts."""

from __future__ import annotations

import pytest

from generator.search.counting.close_reading import shares_of_characters

PRINTING = ("打印无响应", "打印无响应\n点了打印，队列里没有单据。")
LOGIN = ("登录失败", "登录失败\n密码过期，单点登录打不开。")
NOTHING = ("断电", "断电\n机房停电。")


def test_the_text_with_the_rarer_characters_has_the_greater_share() -> None:
    """打 stands in two of them, 应 in the title of one alone."""
    printing, login, nothing = shares_of_characters([PRINTING, LOGIN, NOTHING], "打单子没反应")

    assert printing == 1.0
    assert 0.0 < login < 0.5
    assert nothing == 0.0


def test_a_title_counts_twice() -> None:
    """Of two texts that have the same characters."""
    in_text, in_title = shares_of_characters([("甲", "甲\n断电"), ("断电", "断电\n甲")], "断电")

    assert (in_text, in_title) == (0.5, 1.0)


@pytest.mark.parametrize(("texts", "characters"), [([], "断电"), ([PRINTING, LOGIN], ""), ([PRINTING, LOGIN], "猫")])
def test_where_nothing_is_shared_nothing_is_worth_more(texts: list[tuple[str, str]], characters: str) -> None:
    """No text, no character, or none that they have."""
    assert shares_of_characters(texts, characters) == [0.0] * len(texts)
