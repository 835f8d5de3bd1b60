"""What a question is taken to ask: typed words, words that stand for them, and how much each matters."""

from __future__ import annotations

import pytest

from generator.search.asking.guessing import CODE_PART, PINYIN, SAME_CODE, SAME_SOUND, SLIP
from generator.search.asking.query import MOST_TERMS, parse_query
from generator.search.asking.understanding import (
    ALIKE,
    LEAST_WEIGHT,
    MOST_OTHERS,
    SAME_WEIGHT,
    SYNONYM,
    WRITTEN,
    WRITTEN_WEIGHT,
    understand,
)
from generator.search.counting.plan import Plan
from generator.search.text.analysis import terms
from tests.search.lexicons import TextLexicon, thesaurus_of_lines

TEXTS = [
    "账号锁定的处理",
    "登录失败 账号锁定 怎么解锁",
    "系统登录失败,密码错误",
    "系统升级之后登录失败",
    "系统维护公告",
    "ORA-01653 表空间不足 database outage",
    "ORA-00257 归档满了 certificate expired",
    "数据库宕机 timeout after certificate renewal",
    "the certificate was incorrectly incorectly installed",
    "incorrectly typed",
    *(f"incorrectly {number}" for number in range(10)),
]
LEXICON = TextLexicon(TEXTS)
THESAURUS = thesaurus_of_lines(
    "宕机, outage, 停机",
    "登不上去 => 登录失败, log in",
    "密码 … 不对 => 密码错误",
    "certificate, 证书",
    "database outage, 数据库宕机",
)


def plan(text: str) -> Plan:
    """Return how `text` is understood."""
    return understand(parse_query(text), LEXICON, THESAURUS)


def typed(text: str) -> list[str]:
    """Return the typed terms of a plan."""
    return [clause.members[0].terms[0] for clause in plan(text).clauses if clause.typed]


def said(text: str) -> set[tuple[str, str, str]]:
    """Return what was looked for in place of what, and why."""
    return {(one.typed, one.instead, one.reason) for one in plan(text).expansions}


EXPANSIONS = [
    ("宕机", ("宕机", "outage", SYNONYM)),
    ("outage", ("outage", "宕机", SYNONYM)),
    ("后台登不上去", ("登不上去", "登录失败", WRITTEN)),
    ("密码我输了还是不对", ("密码…不对", "密码错误", WRITTEN)),
    ("zhanghao suoding", ("zhanghao suoding", "账号锁定", PINYIN)),
    ("帐号琐定", ("琐定", "锁定", SAME_SOUND)),
    ("01653", ("01653", "ora-01653", CODE_PART)),
    ("ora01653", ("ora01653", "ora-01653", SAME_CODE)),
    ("ora1653", ("ora1653", "ora-01653", SAME_CODE)),
    ("ORA 1653", ("ora 1653", "ora-01653", SAME_CODE)),
    ("系统报 ora 01653 了", ("ora 01653", "ora-01653", SAME_CODE)),
    ("ora 1653 14 35", ("ora 1653", "ora-01653", SAME_CODE)),
    ("certifcate", ("certifcate", "certificat", SLIP)),
    ("ORA-0l653", ("ora-0l653", "ora-01653", SLIP)),
]


@pytest.mark.parametrize(("text", "expansion"), EXPANSIONS)
def test_what_stands_for_a_word_is_looked_for_and_told(text: str, expansion: tuple[str, str, str]) -> None:
    """Synonyms of both languages, manners of speaking, pinyin, slips, parts of codes."""
    assert expansion in said(text)


@pytest.mark.parametrize("text", ["系统维护公告", "ORA-01653", "timeout", "今天吃什么"])
def test_a_word_of_the_index_is_not_guessed_at(text: str) -> None:
    """Nobody gets another answer than the one asked for."""
    assert said(text) == set()


def test_a_code_typed_with_blanks_is_asked_for_by_its_number() -> None:
    """The pieces are looked for as well, as somebody may have meant just them."""
    asked = plan("ora 1653 报错")

    assert "ora-01653" in asked.identifiers
    assert asked.codes == ("ora-01653",)
    assert typed("ora 1653 报错")[:2] == ["ora", "1653"]


def test_letters_before_a_number_are_a_code_only_if_the_index_has_it() -> None:
    """`win 10` is no code, and `po` beside a known number is not read as pinyin."""
    assert not [one for one in plan("win 10 timeout").expansions if one.reason == SAME_CODE]
    assert not [one for one in plan("ora 1653").expansions if one.reason == PINYIN]


def test_a_slip_is_mended_to_a_word_only() -> None:
    """高时 is the border of two words in these texts, and not what anybody means by 高斯."""
    lexicon = TextLexicon([*["高低"] * 100, *["及时"] * 200, "提高时间"])
    assert lexicon.frequency("高时")
    assert not understand(parse_query("高斯报错"), lexicon, THESAURUS).expansions


def test_typed_words_weigh_most() -> None:
    """A typed word counts fully, what stands for it less."""
    (clause,) = plan("outage").clauses

    assert (clause.members[0].terms, clause.members[0].weight, clause.typed) == (("outag",), 1.0, True)
    assert {member.weight for member in clause.members[1:]} == {SAME_WEIGHT}


def test_another_word_counts_more_where_nobody_wrote_the_typed_one() -> None:
    """`outage` is not in these texts, so that 宕机 is all that there is to look for."""
    lexicon = TextLexicon(["昨夜宕机", "宕机两小时"])
    (clause,) = understand(parse_query("outage"), lexicon, THESAURUS).clauses

    assert {member.weight for member in clause.members[1:]} == {WRITTEN_WEIGHT}


def test_a_pair_across_the_border_of_two_words_weighs_little() -> None:
    """登录 and 系统 are words, 录系 is an accident."""
    weights = {clause.members[0].terms[0]: clause.weight for clause in plan("登录系统").clauses}

    assert weights == {"登录": 1.0, "录系": LEAST_WEIGHT, "系统": 1.0}


def test_how_and_when_weigh_little() -> None:
    """`突然` is rare in records, but no question is about it."""
    lexicon = TextLexicon([*TEXTS, "系统突然停了"])
    found = understand(parse_query("突然登录失败"), lexicon, THESAURUS)
    weights = {clause.members[0].terms[0]: clause.weight for clause in found.clauses if clause.typed}
    assert weights["突然"] == LEAST_WEIGHT < weights["登录"]


def test_pinyin_is_searched_like_the_words_themselves() -> None:
    """Letters become a text, which is then understood as if it had been typed."""
    assert typed("zhanghao suoding") == terms("账号锁定")


def test_what_is_said_in_like_words_is_meant_too() -> None:
    """No line has these words in this order, but one has most of them; what was typed of its words counts more."""
    lines = [f"多余{number} => 多余" for number in range(60)]
    thesaurus = thesaurus_of_lines("密码/口令 … 输错/试了 => 账号锁定, 密码错误", *lines)
    found = understand(parse_query("试了几个口令"), LEXICON, thesaurus)
    meant = [member.terms for clause in found.clauses if not clause.typed for member in clause.members]
    assert meant == [tuple(terms("账号锁定")), tuple(terms("密码错误"))]
    assert {(one.typed, one.instead, one.reason) for one in found.expansions} == {
        ("试了几个口令", "账号锁定", ALIKE),
        ("试了几个口令", "密码错误", ALIKE),
    }
    assert "密码错误" not in {
        one.instead for one in understand(parse_query("试了口令 密码错误"), LEXICON, thesaurus).expansions
    }


def test_what_the_index_never_says_is_left_out() -> None:
    """A synonym that no text has would only slow the search down."""
    assert "停机" not in {one.instead for one in plan("宕机").expansions}


def test_rare_misspellings_in_the_texts_are_found_by_the_right_word() -> None:
    """Who writes at night misspells; the few records with it must not be lost."""
    assert ("incorrectly", "incorectli", "perhaps misspelt in the text") in said("incorrectly")


def test_a_phrase_that_means_something_is_a_question_of_its_own() -> None:
    """Its other words stand beside the typed ones and replace none of them."""
    clauses = plan("database outage").clauses

    assert [clause.typed for clause in clauses] == [True, True, False]


def test_only_one_word_is_wanted_literally_first() -> None:
    """A word comes before what stands for it; a sentence is a question, pinyin is a guess."""
    wanted = {
        text: plan(text).literal_first for text in ("宕机", "outage", "后台登不上去了吧", "database outage", "zhanghao")
    }

    assert wanted == {
        "宕机": True,
        "outage": True,
        "后台登不上去了吧": False,
        "database outage": False,
        "zhanghao": False,
    }


NEIGHBOURS = [
    ("database outage", (("databas", "outag"),)),
    ("the certificate of the database, outage", (("certificat", "databas"), ("databas", "outag"))),
    ("database database outage", (("databas", "outag"),)),
    ("ORA-01653 outage", (("ora-01653", "outag"),)),
    ("登录失败 outage", ()),
    ("账号锁定", ()),
    ("database unheardof outage", ()),
]


@pytest.mark.parametrize(("text", "pairs"), NEIGHBOURS)
def test_words_that_follow_each_other_are_pairs(text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    """Words of letters and codes that the index has, in their order; Chinese needs no such help."""
    assert plan(text).neighbours == pairs


CHARACTERS = [
    ("打单子没反应", "打单子没反应"),
    ("系统怎么登不上去了", "系统登去了"),
    ("erp登不上去,还是登不上去", "登去"),
    ("登不上去", ""),
    ("系统 登不上去", ""),
    ("database outage", ""),
    ("zhanghao suoding", ""),
]


@pytest.mark.parametrize(("text", "characters"), CHARACTERS)
def test_a_sentence_is_looked_for_by_its_characters_as_well(text: str, characters: str) -> None:
    """Each once, without those of small words; words that were chosen and parted by blanks are enough."""
    assert "".join(plan(text).characters) == characters


def test_the_rest_of_a_query_is_handed_on() -> None:
    """Demands, exclusions and phrases are no matter of understanding."""
    asked = plan('系统 +登录 -升级 "账号锁定"')

    assert (asked.must, asked.must_not, asked.phrases) == ((("登录",),), (("升级",),), ("账号锁定",))


def test_a_prefix_asks_for_all_words_that_begin_so() -> None:
    """The star at the end completes."""
    assert [member.terms[0] for member in plan("cert*").clauses[-1].members] == ["certificat"]


def test_plans_stay_small() -> None:
    """Whatever is typed, the number of clauses and of their members is bounded."""
    asked = plan("".join(chr(0x4E00 + number) for number in range(199)))

    assert sum(clause.typed for clause in asked.clauses) <= MOST_TERMS
    assert max(len(clause.members) for clause in asked.clauses) <= 2 * MOST_OTHERS
