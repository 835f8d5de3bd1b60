"""Chinese words are found by their sound, and by what sounds or looks like them."""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence

import pytest

from generator.search.asking.chinese_spelling import homophones, look_alikes
from generator.search.asking.pinyin import from_pinyin
from generator.search.documents.document import SearchDocument
from generator.search.text.folding import fold
from generator.search.words.pronouncing import MOST_WORDS_PER_KEY, sounds_of
from generator.search.words.sounds import Sounds
from generator.search.words.syllables import SYLLABLES, cuts, loosened

TITLES = ["登录失败", "账号锁定,登录失败", "發貨單打不開", "仓库重启打印机", "采购单保存超时"]
IN_TEXTS = {
    "登录": 40,
    "登陆": 2,
    "账号": 25,
    "锁定": 12,
    "失败": 30,
    "发货": 9,
    "法获": 20,
    "重启": 15,
    "绿色": 3,
    "银行": 8,
    "等候": 4,
    "现象": 3,
}
LISTED = ["发货 fahuo", "二维码", "数据库"]


class Words:
    """A lexicon made of a file of sounds and a table of frequencies."""

    documents = 100

    def __init__(self, sounds: Sounds, frequencies: Mapping[str, int]) -> None:
        self.sounding_like, self.readings_of = sounds.sounding_like, sounds.readings_of
        self._frequencies = frequencies

    def frequency(self, term: str) -> int:
        """Return what the table says."""
        return self._frequencies.get(term, 0)

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Fail."""
        raise AssertionError("nothing is completed here")

    codes_with = completions


def written() -> bytes:
    """Write the sounds of a small index."""
    documents = [
        SearchDocument(id=str(number), kind="article", title=title, url="") for number, title in enumerate(TITLES)
    ]
    return sounds_of(documents, LISTED, IN_TEXTS.items())


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    """Return the sounds of a small index."""
    return Sounds(written())


@pytest.fixture(scope="module")
def words(sounds: Sounds) -> Words:
    """Know the words of a small index."""
    pieces = {title[at : at + 2] for title in map(fold, TITLES) for at in range(len(title) - 1)}
    return Words(sounds, {**dict.fromkeys(pieces, 1), **IN_TEXTS})


def test_every_syllable_of_everyday_characters_is_known(sounds: Sounds) -> None:
    """A character of GB 2312 has a reading that people can type; only the sound of 嗯 is no syllable."""
    without = [code for code in range(0xB0A1, 0xF7FF) if not set(sounds.readings_of(_character(code))) <= SYLLABLES]
    everyday = {fold(_character(code)) for code in range(0xB0A1, 0xF7FF) if code & 0xFF > 0xA0} - {""}
    assert without == []
    assert len(everyday) > 6000
    assert {character for character in everyday if not sounds.readings_of(character)} == {"嗯"}


def _character(code: int) -> str:
    return code.to_bytes(2, "big").decode("gb2312", "ignore")


def test_the_usual_reading_comes_first(sounds: Sounds) -> None:
    """A character with two readings has the usual one first; what is no Chinese character has none."""
    assert sounds.readings_of("行")[:2] == ("xing", "hang")
    assert sounds.readings_of("绿")[0] == "lv"
    assert sounds.readings_of("a") == sounds.readings_of("登录") == sounds.readings_of("") == ()


KEYS = [
    ("zhanghao", ("账号", 25)),
    ("~zanhao", ("账号", 25)),
    ("dengludibai", None),
    ("denglushibai", ("登录失败", 2)),
    ("dlsb", ("登录失败", 2)),
    ("fahuo", ("发货", 9)),
    ("fahuodan", ("发货单", 1)),
    ("yinhang", ("银行", 8)),
    ("yinxing", ("银行", 8)),
    ("chongqi", ("重启", 15)),
    ("ewm", ("二维码", 0)),
    ("yh", None),
    ("zhang\thao", None),
    ("\ud800", None),
]


@pytest.mark.parametrize(("key", "first"), KEYS)
def test_a_key_finds_its_words(sounds: Sounds, key: str, first: tuple[str, int] | None) -> None:
    """Titles, synonyms and frequent pairs sound; the initials of what only the texts have do not."""
    assert next(iter(sounds.sounding_like(key)), None) == first


def test_the_file_is_sorted_and_the_same_each_time() -> None:
    """The lines are in the order of their bytes, each key once, with few words."""
    data = written()
    keys = [line.partition(b"\t")[0] for line in data.splitlines()]
    assert data == written()
    assert keys == sorted(set(keys))
    assert max(line.count(b":") for line in data.splitlines()) <= MOST_WORDS_PER_KEY


def test_each_line_of_the_file_is_found() -> None:
    """Whatever stands in the file can be looked up in it."""
    opened = Sounds(written())
    for line in written().decode("utf-8").splitlines():
        key, _, values = line.partition("\t")
        found = opened.sounding_like(key) or opened.readings_of(key)
        assert " ".join(value if isinstance(value, str) else f"{value[0]}:{value[1]}" for value in found) == values


def test_an_empty_file_knows_nothing() -> None:
    """No sounds are no error."""
    assert Sounds(b"").sounding_like("fahuo") == ()
    assert Sounds(b"").readings_of("发") == ()


def test_who_searches_needs_no_pypinyin() -> None:
    """Only writing the file loads the package of readings."""
    script = "import sys, generator.search.asking.pinyin, generator.search.asking.chinese_spelling, generator.search.words.pronouncing"
    done = subprocess.run([sys.executable, "-c", f"{script}; sys.exit('pypinyin' in sys.modules)"], check=False)
    assert done.returncode == 0


def test_letters_are_cut_into_syllables() -> None:
    """There may be several ways, or none; one syllable is no cut."""
    assert cuts("fangan") == (("fan", "gan"), ("fang", "an"))
    assert cuts("xian") == (("xi", "an"),)
    assert cuts("timeout") == cuts("zhang") == cuts("") == ()
    assert loosened(("zhang", "nv", "jing")) == "zanlujin"


PINYIN = [
    ("zhanghao suoding", ("账号锁定",)),
    ("zhang hao suo ding", ("账号锁定",)),
    ("ZhangHaoSuoDing", ("账号锁定",)),
    ("denglushibai", ("登录失败",)),
    ("dlsb", ("登录失败",)),
    ("fahuo", ("发货",)),
    ("fa huo", ("发货",)),
    ("fh", ("发货",)),
    ("lüse", ("绿色",)),
    ("zanghao", ("账号",)),
    ("denlu", ("登录",)),
    ("zanghao suodin", ("账号锁定",)),
    ("suodingzhanghao", ("锁定", "账号")),
    ("fahuo ge", ("发货",)),
    ("xianxiang", ("现象",)),
]


@pytest.mark.parametrize(("typed", "meant"), PINYIN)
def test_pinyin_is_read(words: Words, typed: str, meant: tuple[str, ...] | None) -> None:
    """Blanks may stand anywhere, sounds may be loose, a syllable may be left over."""
    readings = from_pinyin(typed, words, is_whole_query=True)
    assert next((reading.words for reading in readings), None) == meant
    assert all(0 < reading.weight < 1 for reading in readings)
    assert list(readings) == sorted(readings, key=lambda reading: -reading.weight)


NO_PINYIN = """
timeout backup report certificate database cache change login server ssl error no a fahuo1 发货 ora-01653 zhang
wlcs ananananananananananananananananananan fahuofahuofahuofahuofahuofahuofahuofahuofahuofahuo
"""


@pytest.mark.parametrize("typed", [*NO_PINYIN.split(), "", " ", "zhanghao timeout"])
def test_other_words_are_no_pinyin(words: Words, typed: str) -> None:
    """English words, codes, single syllables and endless input have no reading."""
    assert from_pinyin(typed, words, is_whole_query=True) == ()


def test_two_initials_say_little(words: Words) -> None:
    """Two letters among others are no initials."""
    assert from_pinyin("fh", words) == ()


def test_loose_sounds_weigh_less(words: Words) -> None:
    """What was typed exactly is surer than what sounds similar; a leftover syllable costs too."""
    weights = [from_pinyin(typed, words)[0].weight for typed in ("zhanghao", "zhanghao ge", "zanghao")]
    assert weights[0] > weights[1] > 0
    assert weights[0] > weights[2] > 0


@pytest.mark.parametrize(
    ("known", "read"),
    [
        ("发货:56 复核:21 仿货:0 发火:0 复后:40", ["发货", "复核"]),
        ("复核:2 复后:40", ["复核", "复后"]),
        ("仿货:0 复后:40", ["仿货", "复后"]),
        ("复后:40 反会:3", ["复后"]),
    ],
    ids=["frequent", "rare", "only in the synonyms", "in no synonym"],
)
def test_words_of_the_synonyms_stand_before_the_borders_of_two_words(known: str, read: list[str]) -> None:
    """What the texts never say is guessed only where they say nothing else of that sound."""
    words = Words(Sounds(f"fh\t{known}\n".encode()), {})
    readings = [reading.words[0] for reading in from_pinyin("fh", words, is_whole_query=True)]

    assert readings[: len(read)] == read


SAME_SOUND = [
    ("琐定", ["锁定"]),
    ("登陆", ["登录"]),
    ("登录", []),
    ("登录失拜", ["登录失败"]),
    ("涨号", ["账号"]),
    ("昌号", []),
    ("所丁", ["锁定"]),
    ("脏号", ["账号"]),
    ("银航", ["银行"]),
    ("定", []),
    ("ab", []),
    ("一二三四五", []),
]


@pytest.mark.parametrize(("typed", "meant"), SAME_SOUND)
def test_homophones(words: Words, typed: str, meant: list[str]) -> None:
    """A word gives way to a far more frequent one of the same sound."""
    assert [word for word, _ in homophones(typed, words)] == meant


def test_a_word_without_a_common_character_is_a_bolder_guess(words: Words) -> None:
    """The same sound with a common character weighs most, then without, then a similar sound."""
    weights = [homophones(typed, words)[0][1] for typed in ("琐定", "所丁", "脏号")]
    assert weights == [0.7, 0.49, 0.5]


SAME_SHAPE = [("等侯", ["等候"]), ("现像", ["现象"]), ("入库", []), ("锁定", []), ("拔", [])]


@pytest.mark.parametrize(("typed", "meant"), SAME_SHAPE)
def test_look_alikes(words: Words, typed: str, meant: list[str]) -> None:
    """A character may be mistaken for one of its shape."""
    assert [word for word, _ in look_alikes(typed, words)] == meant


def test_the_table_of_shapes_is_folded() -> None:
    """Each group holds different characters in the form that the index has."""
    from generator.search.asking.chinese_spelling import _LOOK_ALIKES

    for group in _LOOK_ALIKES.split():
        assert len(set(group)) == len(group) > 1
        assert fold(group) == group
        assert re.fullmatch("[\u4e00-\u9fff]+", group)
