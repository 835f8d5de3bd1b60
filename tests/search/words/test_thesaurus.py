"""Words that stand for each other: how lines are read, compiled and found in what somebody typed."""

from __future__ import annotations

import pytest

from generator.kinds.synonym import SynonymLine, read_line
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.thesaurus import Match, Thesaurus, compile_thesaurus

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


def test_what_a_match_covers() -> None:
    """Only what lies within one part of a match is covered."""
    match = Match(((0, 2), (6, 8)), ("密码错误",), False)

    assert match.covers(0, 2)
    assert match.covers(7, 8)
    assert not match.covers(1, 7)


def test_compiling_is_the_same_every_time() -> None:
    """Same lines, same bytes, sorted for bisection."""
    data = compile_thesaurus(map(read_line, LINES))

    assert data == compile_thesaurus(map(read_line, LINES))
    assert data.splitlines() == sorted(data.splitlines())
