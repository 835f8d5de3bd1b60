"""What two texts share begins and ends with whole words."""

from __future__ import annotations

import pytest

from generator.search.likeness.word_borders import whole_words

# How much company two characters keep; all others keep none.
WORDS = {
    "一直": 0.5,
    "直转": 0.02,
    "转圈": 0.8,
    "保存": 0.9,
    "点保": 0.08,
    "连不": 0.1,
    "不上": 0.3,
    "登录": 0.7,
    "录失": 0.1,
}
WORDS |= {"失败": 0.6, "重新": 0.5, "系统": 0.8, "统没": 0.07, "反应": 0.5, "没反": 0.1, "盘满": 0.4}


@pytest.mark.parametrize(
    ("piece", "here", "there", "word"),
    [
        ("直转", "一直转圈", "一直转", ""),
        ("点保存", "他点保存时", "点保存", "保存"),
        ("连不上", "连不上", "又连不上了", "连不上"),
        ("连不", "连不上", "连不到", ""),
        ("录失败", "登录失败", "登录失败", "失败"),
        ("登录失败", "登录失败", "又登录失败", "登录失败"),
        ("重新", "重新开机", "要重新装", ""),
        ("系统没", "系统没开", "系统没好", "系统"),
        ("没反应", "半天没反应", "点了没反应", "没反应"),
        ("盘满", "盘满", "盘满", "盘满"),
    ],
)
def test_parts_of_words_at_the_edges_are_cut_off(piece: str, here: str, there: str, word: str) -> None:
    """A character that belongs to the one outside, everyday pairs, and what hardly belongs at all."""
    assert whole_words(piece, (here, there), lambda pair: WORDS.get(pair, 0.0)) == word
