"""The words of an index as files for a browser: what people say, what that means, how words sound."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.kinds.synonym import read_line
from generator.search.asking import pinyin, understanding
from generator.search.documents.document import SearchDocument
from generator.search.static.dictionary_shards import Entry, dictionary_shards
from generator.search.static.export import FOLDER, static_files
from generator.search.static.packing import packed_all
from generator.search.static.script import Script
from generator.search.static.sound_shards import drawers_of, sound_shards
from generator.search.static.thesaurus_shards import LINES, ThesaurusShards, squeezed, thesaurus_shards
from generator.search.static.understanding_facts import understanding_facts
from generator.search.static.understanding_files import company_columns, understanding_scripts
from generator.search.words.thesaurus import compile_thesaurus

KNOWN = {"登录": 3, "录失": 2, "失败": 4, "login": 2, "密码": 1, "码错": 1, "错误": 5, "fail": 1}
SOUNDS = """\
chongqi\t重启:5
denglu\t登陆:1 登录:9
dl\t登录:9
shujuku\t数据库:3
sjk\t数据库:4
zhongqi\t重启:5
~congqi\t重启:5
~delu\t的路:2
~denlu\t登陆:1 登录:9
~sujuku\t数据库:3
~zongqi\t重启:5
启\tqi
库\tku
录\tlu
据\tju
数\tshu shuo
登\tdeng
的\tde di
路\tlu
重\tzhong chong
陆\tlu liu
"""


def content(script: Script) -> Any:
    """Return what a script hands over."""
    return json.loads(script.text.partition(",")[2].removesuffix(");\n"))


def unpacked(text: str) -> list[str]:
    """Return words packed by the difference from the one before."""
    words: list[str] = []
    for sign in text:
        if sign.isupper() and sign.isascii():
            words.append(words[-1][: ord(sign) - ord("A")] if words else "")
        else:
            words[-1] += sign
    return words


def exported(*lines: str) -> ThesaurusShards:
    """Return the files of these lines for an index with the words of KNOWN."""
    return thesaurus_shards(compile_thesaurus(map(read_line, lines)), lambda term: KNOWN.get(term, 0))


def rules(found: ThesaurusShards) -> dict[str, str]:
    """Return each phrase with its rules."""
    phrases: dict[str, str] = {}
    for one in found.phrases.scripts:
        keys, lines, _ = content(one)
        phrases |= dict(zip(unpacked(keys), lines.split("\n"), strict=True))
    return phrases


def test_words_that_no_document_has_are_not_sent() -> None:
    """They stay phrases that belong together; what is said for them alone leads nowhere."""
    found = exported("登录, 登入, login", "磁带, tape", "磁带坏了 => 磁带故障", "进不去 => 登录失败, 磁带故障")

    assert rules(found) == {"login": "=0", "tap": "=", "登入": "=0", "登录": "=0", "磁带": "=", "进不去": ">1"}
    assert content(found.meanings[0]) == "登录\tlogin\n登录失败"


def test_a_phrase_without_another_word_is_none() -> None:
    """Words that are the same but for blanks and endings have no other word."""
    assert rules(exported("登 录, 登录", "login, logins")) == {}


def test_what_follows_a_gap_is_sent_once() -> None:
    """Many phrases may have the same end."""
    found = exported("密码/口令 … 不对/错了 => 密码错误", "pass word … is wrong/failed => 密码错误")

    assert rules(found) == {"口令": ">0…1", "密码": ">0…1", "pass word": ">0…0"}
    assert content(found.phrases.scripts[0])[2] == "fail/is wrong\n不对/错了"


def test_places_among_many_words_count() -> None:
    """Only the first words of a long line are looked at, so none may be left out before them."""
    many = ", ".join(f"词{number}" for number in range(understanding.MOST_OTHERS))
    assert content(exported(f"{many}, 登录").meanings[0]).count("\t") == understanding.MOST_OTHERS
    assert exported(many).meanings == ()


def test_many_groups_are_in_several_files() -> None:
    """So many lines are in a file."""
    words = sorted(KNOWN)[:4]
    groups = [
        f"说法 => {one}, {other}, 没有{number}" for number in range(LINES // 8) for one in words for other in words
    ]
    found = exported(*groups)

    assert len(found.meanings) == 2
    assert content(found.meanings[0]).count("\n") == LINES - 1
    assert rules(found)["说法"].count("\t") == len(groups) - 1


@pytest.mark.parametrize(
    ("key", "expected"), [("com 口", "com口"), ("鼠 标 port 1", "鼠标port 1"), ("a b", "a b"), ("", "")]
)
def test_blanks_beside_chinese_say_nothing(key: str, expected: str) -> None:
    """A Chinese character is a unit by itself."""
    assert squeezed(key) == expected


def test_every_key_lies_where_its_beginning_says() -> None:
    """The last beginning that is not after a key is that of its file."""
    keys = sorted(f"{one}{other}{other}" for one in "abc中" for other in "xyz文")
    found = dictionary_shards("n", [Entry(key, None, 3) for key in keys], 9, lambda shard: [one.key for one in shard])

    assert len(found.scripts) == len(found.beginnings) > 4
    for key in keys:
        place = max(at for at, beginning in enumerate(found.beginnings) if beginning <= key)
        assert key in content(found.scripts[place])
    assert dictionary_shards("n", [], 9, list).contents == ["", ""]


def test_what_cannot_be_derived_is_stated() -> None:
    """Another number of documents, a word without readings, initials that some words should have and have not."""
    found, readings = sound_shards(SOUNDS.encode("utf-8"))
    contents = list(map(content, found.scripts))
    stated = {key: line for one in contents for key, line in one[3].items()}

    assert sorted(word for one in contents for word in unpacked(one[0])) == [
        *("数据库", "登录", "登陆", "的路", "重启", "重启"),
    ]
    assert [one[2] for one in contents if one[2]] == ["chong'qi"]
    assert {key for key in stated if key not in {"shujuku", "~sujuku", "sjk"}} == {"delu", "~delu"}
    assert "" in stated.values()
    assert content(readings)[0].split("\n")[:2] == ["de的", "deng登"]
    assert content(readings)[1].split("\n") == ["数shuo", "的di", "重chong", "陆liu"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("denglu", {"dl"}),
        ("~denlu", {"dl"}),
        ("dl", {"dl"}),
        ("nl", {"ll"}),
        ("fangan", {"fg", "fa"}),
        ("niunai", {"ll", "li"}),
        ("zhongqi", {"zq"}),
        ("qqqqqqq", set()),
    ],
)
def test_a_key_says_in_which_drawers_its_words_are(key: str, expected: set[str]) -> None:
    """By each way to read it, as syllables or as up to six initials."""
    found = drawers_of(key)
    assert found >= expected
    assert len(found) <= 3


def test_company_is_counted_by_documents() -> None:
    """A pair counts for its first character on the left, for its second on the right."""
    counted = company_columns([("登录", 3), ("登失", 1), ("录失", 2)])
    assert counted == ["失录登", packed_all([0, 2, 4]), packed_all([3, 3, 0])]


def test_figures_are_those_of_the_modules() -> None:
    """Whoever tunes one in Python has tuned the browser."""
    facts = understanding_facts(str.upper)

    assert facts["understanding"]["SAME_WEIGHT"] == understanding.SAME_WEIGHT
    assert facts["understanding"]["SYNONYM"] == understanding.SYNONYM.upper()
    assert facts["pinyin"]["EXACT_WEIGHT"] == pinyin.EXACT_WEIGHT
    json.dumps(facts)


def test_every_file_is_named() -> None:
    """The first file names all others, the list of all files names it, and the same input gives the same bytes."""
    words = compile_thesaurus([read_line("登录, login"), read_line("密码 … 不对 => 登录")])
    documents = [SearchDocument(id="A", kind="sop", title="登录 login", url="a")]
    files = static_files(documents, {}, str, words=words, sounds=SOUNDS.encode("utf-8"))
    scripts = understanding_scripts(words, SOUNDS.encode("utf-8"), {"登录": 1, "login": 1})

    assert {f"{FOLDER}/{one.name}.js" for one in scripts} <= files.keys()
    assert scripts[0].name in files[f"{FOLDER}/meta.js"].decode("utf-8")
    for one in scripts[1:]:
        assert one.hash in scripts[0].text
    assert files == static_files(documents, {}, str, words=words, sounds=SOUNDS.encode("utf-8"))
    assert files.keys() != static_files(documents, {}, str, words=words).keys()
    assert "understanding" not in "".join(static_files(documents, {}, str)).replace(FOLDER, "")
