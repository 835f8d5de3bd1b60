"""Words that stand for each other: how lines are read, compiled and found in what somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.synonym import SynonymLine, read_line
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.thesaurus import Match, Places, Thesaurus, compile_thesaurus

LINES = [
    "登录, 登入, login, log in",
    "登不上去, 进不去 => 登录失败, login failure",
    "密码/口令 … 不对/不认, 输 … 密码 … 错 => 密码错误",
    "name/host … resolve => dns",
    "服务, service",
    "服务器, server",
    "数据庫 => database",
    "宕机, down机",
]


def thesaurus(*lines: str, without: tuple[str, ...] = ()) -> Thesaurus:
    """Return the compiled lines."""
    return Thesaurus(SortedLines(compile_thesaurus(map(read_line, lines), without)))


def found(text: str, *lines: str, without: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    """Return the parts of `text` with other words, and these."""
    matches = thesaurus(*(lines or LINES), without=without).matches(text)
    return [("…".join(text[start:end] for start, end in match.places), match.others) for match in matches]


READ = [
    ("宕机, 当机，死机、 down", SynonymLine(("宕机", "当机", "死机", "down"))),
    ("登不上 => 登录失败, 无法登录", SynonymLine(("登不上",), ("登录失败", "无法登录"))),
    ("登不上→登录失败", SynonymLine(("登不上",), ("登录失败",))),
    ("宕机, 宕机", SynonymLine(("宕机",))),
    ("=> 登录失败", SynonymLine((), ("登录失败",))),
    ("", SynonymLine(())),
]


@pytest.mark.parametrize(("text", "line"), READ)
def test_lines_are_read_as_people_write_them(text: str, line: SynonymLine) -> None:
    """Commas of any width part words, any arrow parts what is said from what is written."""
    assert read_line(text) == line


FOUND = [
    ("登录一下", [("登录", ("登入", "login", "log in"))]),
    ("后台登不上去", [("登不上去", ("登录失败", "login failure"))]),
    ("please log in again", [("log in", ("登录", "登入", "login"))]),
    ("LOGIN", [("LOGIN", ("登录", "登入", "log in"))]),
    ("密码试了三次还是不对", [("密码…不对", ("密码错误",))]),
    ("不对，密码我没改", []),
    ("我输了三次密码都错", [("输…密码…错", ("密码错误",))]),
    ("names suddenly stopped resolving", [("names…resolving", ("dns",))]),
    ("服务器坏了", [("服务器", ("server",))]),
    ("資料庫不通,数据库", [("数据库", ("database",))]),
    ("又down机了", [("down机", ("宕机",))]),
    ("blog in", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "parts"), FOUND)
def test_parts_of_a_text_have_other_words(text: str, parts: list[tuple[str, tuple[str, ...]]]) -> None:
    """Stems, small words, gaps, mixed letters; a word within a longer one of its own meaning is passed over."""
    assert found(text) == parts


def test_an_organization_takes_words_out() -> None:
    """What means something else here is expanded neither from nor to."""
    assert found("登录", without=("login", "登入")) == [("登录", ("log in",))]
    assert found("登录", without=("登录",)) == []


def test_equal_groups_are_kept_once() -> None:
    """The same words of two lists lead nowhere twice."""
    assert found("单号", "单号, 编号", "单号, 编号") == [("单号", ("编号",))]


PLACES = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(PLACES, max_size=8), PLACES)
def test_what_places_cover(places: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    """Only what lies within one of them is covered, and by more only what lies within another one."""
    around = [one for one in places if one[0] <= asked[0] and asked[1] <= one[1]]

    assert Places(places).cover(*asked) is bool(around)
    assert Places(places).cover_more(*asked) is any(one != asked for one in around)


class Counted(SortedLines):
    """Counts how often something is looked up."""

    count = 0

    def find(self, key: str) -> tuple[str, ...]:
        """Return what follows a key."""
        self.count += 1
        return super().find(key)


def test_a_word_without_end_is_looked_up_once() -> None:
    """A word with many patterns, typed a hundred times, has each of them compared with the text, not each place."""
    lines = [read_line(f"客户 … 第{number}种/另{number}样 => 意思{number}") for number in range(300)]
    counted = Counted(compile_thesaurus(lines))
    matches = Thesaurus(counted).matches("客户" * 100 + "第7种")

    assert matches == [Match(((start, start + 2), (200, 203)), ("意思7",), False) for start in range(182, 200, 2)]
    assert counted.count < 1_000


def test_compiling_is_the_same_every_time() -> None:
    """Same lines, same bytes, sorted for bisection."""
    data = compile_thesaurus(map(read_line, LINES))

    assert data == compile_thesaurus(map(read_line, LINES))
    assert data.splitlines() == sorted(data.splitlines())
