"""The organizations that ship: complete enough to learn from, clean enough to start from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from generator.diagnostics import Severity
from generator.files.samples import sample_folder
from generator.files.tree import read_tree
from generator.kinds.article import Article
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Sop
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.library import Library
from generator.lifecycle.capa.state import state_of
from generator.model.record import Record
from generator.procedures.merging.all_documents import merge_all
from generator.reading.settings_file import read_settings
from generator.registry import load_library
from generator.settings import Settings
from tests.libraries import TODAY

SAMPLES = ("zh", "en", "empty-zh", "empty-en")


@cache
def _sample(name: str) -> Library:
    folder = _folder(name)
    settings = folder / "mkdocs.yml"
    if settings.is_file():
        return load_library(folder, read_settings(settings.read_bytes()), TODAY)
    # A sample without a mkdocs.yml of its own gets one from `fupan init`.
    return load_library(folder, Settings(language=name.rpartition("-")[2], example=True), TODAY)


def _folder(name: str) -> Path:
    return sample_folder(name.rpartition("-")[2], empty=name.startswith("empty"))


# What the Chinese sample shows on purpose, as any organization has it: weak CAPAs, an old copy, a recurrence.
SHOWN = {"zh": ["C044", "C045", "C082", "C083", "C084", "C085", "C086", "C087", "C090", "C092", "C100", "V013", "V015"]}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_clean(name: str) -> None:
    """No error, and no warning but those that it is there to show: whoever starts from it sees only their own."""
    library = _sample(name)

    assert [str(one.span) for one in library.report if one.severity is Severity.ERROR] == []
    warned = {one.rule.code for one in library.report if one.severity is Severity.WARNING}
    assert sorted(warned) == SHOWN.get(name, [])
    assert len(library.graph) >= 10


@pytest.mark.parametrize(
    ("model", "least"), [(Postmortem, 24), (Capa, 16), (Sop, 6), (Runbook, 10), (System, 8), (Vendor, 4), (Article, 20)]
)
def test_the_sample_is_a_whole_company(model: type[Record], least: int) -> None:
    """Every page kind has enough to show lists, trends and links."""
    assert len(_sample("zh").graph.of(model)) >= least


def test_the_systems_and_vendors_are_those_of_the_story() -> None:
    """Eight systems and four vendors, each named by some incident or procedure."""
    graph = _sample("zh").graph

    assert (len(graph.of(System)), len(graph.of(Vendor))) == (8, 4)
    assert [record.id for record in (*graph.of(System), *graph.of(Vendor)) if not graph.links_to(record.id)] == []


def test_the_incidents_cover_three_years() -> None:
    """Trends and recurrences need more than one year."""
    years = Counter(record.started_at.day.year for record in _sample("zh").graph.of(Postmortem))

    assert len(years) >= 3
    assert min(years.values()) >= 5


@pytest.mark.parametrize("state", CapaState)
def test_every_state_of_a_capa_is_shown(state: CapaState) -> None:
    """Whoever learns from the sample sees each state once at least."""
    assert state in {state_of(capa) for capa in _sample("zh").graph.of(Capa)}


@pytest.mark.parametrize("name", ["zh", "en"])
def test_incidents_feed_procedures(name: str) -> None:
    """Some step of some document comes from an incident: the point of the product."""
    procedures, _ = merge_all(_sample(name).graph)
    taught = {row.source for one in procedures.values() for step in one.steps for row in step.provenance if not row.own}

    assert any(source.startswith("PM-") for source in taught)


# Private mobile numbers and identity numbers; numbers that nobody can have (with 0000 in them) are examples.
_PRIVATE_NUMBER = re.compile(r"(?<![\d.])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[1-9]\d{5}(?:19|20)\d{9}[\dXx])(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@(?!example\.(?:com|org|net)|[\w.-]*\.example\b)[\w-]+\.[\w.]+")
# Sixty-four hexadecimal digits of a checksum can look like a number.
_CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")
# A Chinese surname with an honorific or a post after it is a person; the placeholders of tutorials are allowed.
_PERSON = re.compile(
    r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏"
    r"陶姜戚谢邹喻柏窦章苏潘葛范彭鲁马苗方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝安常"
    r"乐傅皮齐康伍余顾孟黄穆萧尹姚邵汪毛米贝明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江郭梅林徐高夏蔡田胡霍虞万柯卢莫房解应丁邓]"
    r"[某一-鿿]{0,2}(?:先生|女士|小姐|同志)"
)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_names_roles_and_no_persons(name: str) -> None:
    """No private number, no mail address outside example domains, no person with a title."""
    files, _ = read_tree(_folder(name))
    found = {
        f"{file.path}: {match.group()}"
        for file in files
        for pattern in (_PRIVATE_NUMBER, _MAIL, _PERSON)
        for match in pattern.finditer(_CHECKSUM.sub("", file.data.decode("utf-8")))
        if "0000" not in match.group()
    }

    assert found == set()


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("13812345678", _PRIVATE_NUMBER), ("a@firma.cn", _MAIL), ("由王某女士", _PERSON), ("张先生", _PERSON)],
)
def test_the_search_for_persons_finds_them(text: str, pattern: re.Pattern[str]) -> None:
    """Otherwise the test above could not fail."""
    assert pattern.search(text)
