"""Where Chinese words begin and end, as far as the texts tell.

In: a piece that two texts share, and how much characters keep company. Out: the piece without the characters at its
edges that belong to words which are not shared, or nothing. There is no list of words; two characters that stand together
oftener than chance are one (`search.words.company`).
"""

from __future__ import annotations

from collections.abc import Callable

from generator.search.text.chinese import SMALL_PAIRS

Company = Callable[[str], float]

# Pairs that every record of an incident has: they say when and how it went on, and not what it was.
_EVERYDAY = """
上午 下午 早上 中午 晚上 夜里 当天 当时 当晚 第二 开始 结束 继续 重新 再次 随后 最后 发现 发生 出现 进行 处理 通知 确认 影响
正常 恢复 成功 分钟 小时 几分 几天 每天 时间 其他 其余 相关 情况 问题 原因 结果 部门 同事 人员 人工 记录 期间 一次 两次 全厂
没人 有人 先后 连续 马上 立即 及时 直接 之内 左右 期内 各自
"""
EVERYDAY = SMALL_PAIRS | frozenset(_EVERYDAY.split())
# Below this, two characters lie on both sides of a border.
LEAST_COMPANY = 0.06
# A character at the edge whose bond is so many times weaker than the next one stands for itself: 点 of 点保存.
MUCH_WEAKER = 4
# What is denied is said in one breath, however rare: 没反应, 连不上, 打不出来; but no word ends so.
_DENYING = "不没无未"
_NEVER_LAST = "不没未也"
_MOST_PLACES = 8


def whole_words(piece: str, texts: tuple[str, ...], company: Company) -> str:
    """Return `piece` of folded `texts` without the parts of words at its edges; empty if it holds no word of its own."""
    while len(piece) > 1 and not _begins_a_word(piece, texts, company):
        piece = piece[1:]
    while len(piece) > 1 and not _ends_a_word(piece, texts, company):
        piece = piece[:-1]
    return "" if len(piece) < 2 or piece in EVERYDAY else piece


def _begins_a_word(piece: str, texts: tuple[str, ...], company: Company) -> bool:
    pair, inner = piece[:2], piece[1:3]
    if pair in EVERYDAY:
        return False
    if len(piece) > 2 and pair[0] in _DENYING:
        return True
    together = company(pair)
    if len(piece) > 2 and pair[1] in _DENYING:
        together = max(together, LEAST_COMPANY)
    elif _is_alone(together, company(inner) if len(inner) == 2 else 0.0):
        return False
    return all(
        any(not at or company(text[at - 1 : at + 1]) <= together for at in _places(piece, text)) for text in texts
    )


def _ends_a_word(piece: str, texts: tuple[str, ...], company: Company) -> bool:
    pair, inner = piece[-2:], piece[-3:-1]
    if pair[1] in _NEVER_LAST:
        return False
    if len(piece) > 2 and not set(_DENYING).isdisjoint(inner):
        return True
    together = company(pair)
    if pair in EVERYDAY or _is_alone(together, company(inner) if len(inner) == 2 else 0.0):
        return False
    return all(
        any(
            end == len(text) or company(text[end - 1 : end + 1]) <= together
            for end in (at + len(piece) for at in _places(piece, text))
        )
        for text in texts
    )


def _is_alone(together: float, inner: float) -> bool:
    """Whether a character at an edge hardly belongs to its neighbour, which belongs to the next one."""
    return together < LEAST_COMPANY or together * MUCH_WEAKER < inner


def _places(piece: str, text: str) -> list[int]:
    places: list[int] = []
    at = text.find(piece)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = text.find(piece, at + 1)
    return places
