"""Find the Chinese word that was meant when another one of the same sound or shape was typed: 盘店 for 盘点.

In: a pair or a run of three or four characters as typed, folded, and what the index knows. Out: other words with how
much each may count. Input methods offer words by sound, so most slips are homophones; what is copied by hand or read by
a machine is mistaken by shape. Both ask only for words that the texts have, and far oftener than the one typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.words.lexicon import Lexicon
from generator.search.words.sounds import LOOSE
from generator.search.words.syllables import loosened

SAME_SOUND_WEIGHT, SIMILAR_SOUND_WEIGHT, SAME_SHAPE_WEIGHT = 0.7, 0.5, 0.6
MOST_ANSWERS = 5
SHORTEST, LONGEST = 2, 4
# A word that is in the texts itself gives way only to one that is so many times as frequent.
TIMES_AS_FREQUENT = 3
# A word that shares no character with what was typed is a bolder guess: it counts less and must be met oftener.
_STRANGER_SHARE = 0.7
_LEAST_OF_STRANGERS = 3
_TIMES_TOO_RARE = 10

# Characters that are taken for each other by their shape, as people mistake them in typing (Wubi, handwriting) and as
# machines do in reading screens and scans. Every character of a group may stand for every other.
_LOOK_ALIKES = """
己已巳 未末 日曰目 土士 人入八 侯候 拔拨 戊戌戍 晴睛 拆折析 买卖 密蜜 即既 坐座 做作 像象 再在 锁琐 账胀 登蹬 录绿
大太犬 天夫无 千干于 午牛 王玉主 田由甲申 白百自 力刀刁 九丸 几凡 工土 厂广 万方 木本 上止 兔免 乌鸟 乒乓兵 今令 仓仑
代伐 休体 住往佳 任仕 侍待持 恃特 值植殖 直真 偏遍编 副幅 治冶 冷泠 凌陵 决诀 况祝 准淮 减咸 栋拣 检捡 检险验脸 限恨根很
狠狼 换唤焕 抢枪 抱饱 拒柜 抚扰 技枝 投没设 抵低底 抽轴油 播拨 损捐 控腔 墓幕慕暮 摸模膜 货贷贸 责贵 购构沟 败贩 版板
账帖 贴帖 赔陪培部 嫌赚 转传 载栽裁戴 输偷 轮论伦 辩辨辫 进近 远运 连莲 迟尺 退腿 遣遗溃 遥摇 逐遂 达迭 递第 料科 和知
积职识织 租组祖阻粗 程逞 稍捎消销 借错措 惜借 钩钓 峰锋蜂 镜境 纪记 计汁 订钉 付讨 讯迅 坪评 拭试 该核刻孩 维谁推堆
课棵颗 读续绩 缓援暖 绅伸仲 络洛格 给洽恰 充统 绕烧浇晓 编骗 宿缩 缸缺 间问闻 向同 闪闭 闲困 因囚团固 围国 阅阔 稳隐 隔融
障樟 库厍 度席 废发 应座 庆床 厉历 庄压 厅厂 原厚 暑署 罚罪 性胜 股服 期斯欺 救数教 政故敌 放收改 效郊 攻功巩 加如
动劝 助肋 勿匆忽 忘忙 念今 思恩 急意 虑虚 沙砂纱 抄钞秒妙 汇江 池他地 渡度 流硫疏 侧测则 满瞒 清请情晴 静净 争净挣 拷烤
仪议义 叉又 友反返 取职 盘盆 盒盖益 监盐 票栗粟 电龟 盾后 石右左 各名 备各 告舌 史吏更 使便 句旬 词伺 司同 列刊例 刷制
济挤剂 刺剌 到倒 券卷 证征 正政 答签 管菅 官宫 涨张 赤亦 变恋 要耍 需雷 零雪 际标 示未 材村 构枸 查香 桌卓 安案 柴紫
"""
_SHAPES: dict[str, str] = {}
for _group in _LOOK_ALIKES.split():
    for _character in _group:
        _SHAPES[_character] = "".join(dict.fromkeys(_SHAPES.get(_character, "") + _group.replace(_character, "")))


def homophones(typed: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """Return words that sound like `typed` and were rather meant, each with a weight (0 < weight < 1), surest first.

    Only if nothing sounds the same, words whose sounds many speakers do not tell apart.
    """
    if not _is_run(typed):
        return ()
    readings = [lexicon.readings_of(character) for character in typed]
    if not all(readings):
        return ()
    # The file of sounds has every word under the usual readings of its characters too, so these are enough.
    usual = tuple(found[0] for found in readings)
    exact, loose = "".join(usual), loosened(usual)
    same = {word: SAME_SOUND_WEIGHT for word, _ in lexicon.sounding_like(exact)}
    answers = _likelier(typed, same, lexicon)
    if answers:
        return answers
    similar = {word: SIMILAR_SOUND_WEIGHT for key in (LOOSE + loose, loose) for word, _ in lexicon.sounding_like(key)}
    return _likelier(typed, similar, lexicon)


def look_alikes(typed: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """Return words that differ from `typed` in one character of similar shape, as `homophones` does."""
    if not _is_run(typed):
        return ()
    guesses = {
        typed[:at] + other + typed[at + 1 :]: SAME_SHAPE_WEIGHT
        for at, character in enumerate(typed)
        for other in _SHAPES.get(character, "")
    }
    return _likelier(typed, guesses, lexicon)


def _is_run(typed: str) -> bool:
    return SHORTEST <= len(typed) <= LONGEST and not any(character.isascii() for character in typed)


def _likelier(typed: str, guesses: Mapping[str, float], lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """Return those guesses that the texts have far oftener than `typed`, the surest and most frequent first."""
    least = TIMES_AS_FREQUENT * _frequency(typed, lexicon)
    counts = {word: _frequency(word, lexicon) for word in guesses if len(word) == len(typed) and word != typed}
    related = {word: count for word, count in counts.items() if count >= max(1, least) and _share(word, typed)}
    share = 1.0
    if not related and least == 0 and len(typed) == SHORTEST:
        sure = (word for word, weight in guesses.items() if weight >= SAME_SOUND_WEIGHT)
        related = {word: counts[word] for word in sure if counts.get(word, 0) >= _LEAST_OF_STRANGERS}
        share = _STRANGER_SHARE
    # What is ten times as rare as another guess is mostly the border of two words.
    rarest = max(related.values(), default=0) / _TIMES_TOO_RARE
    ranked = sorted((-guesses[word], -count, word) for word, count in related.items() if count >= rarest)
    return tuple((word, round(-weight * share, 3)) for weight, _, word in ranked[:MOST_ANSWERS])


def _share(one: str, other: str) -> bool:
    """Whether two words have a character in the same place."""
    return any(mine == its for mine, its in zip(one, other, strict=True))


def _frequency(word: str, lexicon: Lexicon) -> int:
    """Return in how many documents a word is; of a longer one only its pairs are known, so that is at most."""
    return min(lexicon.frequency(word[at : at + 2]) for at in range(len(word) - 1))
