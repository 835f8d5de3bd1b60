"""Pairs of Chinese characters that say how and when, and not about what."""

from generator.search.text.analysis import is_chinese, terms
from generator.search.text.chinese import SMALL_PAIRS


def test_each_is_a_pair_as_the_index_holds_it() -> None:
    """Folded, and two Chinese characters: otherwise no typed pair would ever equal it."""
    assert SMALL_PAIRS
    for pair in SMALL_PAIRS:
        assert is_chinese(pair)
        assert terms(pair) == [pair]
        assert len(pair) == 2


def test_no_word_of_a_record_is_among_them() -> None:
    """Such a list stays short only while it holds no word that a record may be about."""
    words = (
        "显示器 中间件 提示符 服务发现 身份认识 白天班 晚上备份 断电 登录 密码 打印 下载 上传 出库 入库 进程 回滚 过账"
    )
    assert not SMALL_PAIRS.intersection(terms(words))
