"""Page, command and service compare incidents alike, in the organization that ships."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from generator.build import facet_labels, search_documents, search_words, similar_incidents, site_of
from generator.commands.serve.answering import Answering
from generator.engines import open_engine
from generator.errors import EnvironmentFault
from generator.files.samples import sample_files
from generator.i18n.catalogue import catalogue
from generator.pages.base import Site
from generator.pages.postmortem import PostmortemPages
from generator.reading.settings_file import read_settings
from generator.registry import KINDS, load_library
from generator.search.likeness.similar import SimilarIncidents
from generator.server.application import make_application
from generator.server.live import LiveState
from generator.server.rate import Buckets
from tests.libraries import TODAY
from tests.organizations import Terminal
from tests.pages.sites import markdown, section
from tests.server.clients import TestClient

VOID = "PM-2026-0010"
A_FEW = ("PM-2024-0004", "PM-2026-0002", "PM-2026-0007")


@dataclass
class Sample:
    """The sample organization on disk with an index, its site and a client of its service."""

    root: Path
    site: Site
    client: TestClient

    def answer(self, **asked: Any) -> dict[str, Any]:
        """Return what the service answers."""
        found = self.client.get("/api/similar", params=asked)
        assert found.status_code == 200, found.json()
        return dict(found.json())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Lay the sample out, with one of its incidents made void."""
    root = tmp_path_factory.mktemp("sample")
    for path, content in sample_files("zh").items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(f"{VOID}.yml"):
            content = re.sub(rb"(?m)^status:.*$", b"status: void", content)
        (root / path).write_bytes(content)
    settings = read_settings((root / "mkdocs.yml").read_bytes())
    site = site_of(load_library(root, settings, TODAY), settings, catalogue("zh"), TODAY)
    documents = search_documents(site)
    labels = facet_labels(site, documents, KINDS)
    history = SimilarIncidents(documents, labels)
    engine = open_engine(root)
    engine.synchronize(documents, search_words(site))
    answers = Answering(engine, lambda: labels, catalogue("zh").text, history=lambda: history)
    application = make_application(root, answers, LiveState(), buckets=Buckets(rate=1e6, burst=10**6))
    site = replace(site, similar=similar_incidents(site, history, labels))
    return Sample(root, site, TestClient(application))


def ids(answer: dict[str, Any]) -> list[str]:
    """Return the ids of an answer in order."""
    return [item["id"] for item in answer["items"]]


def test_page_and_service_name_the_same_incidents(sample: Sample) -> None:
    """For every incident the same ones in the same order, for the same reasons; most have some."""
    shown = {key: [(one.id, list(one.reasons)) for one in rows] for key, rows in sample.site.similar.items()}
    answered = {
        key: [(item["id"], item["reasons"]) for item in sample.answer(id=key)["items"]] for key in sample.site.similar
    }

    assert answered == shown
    assert sum(bool(rows) for rows in answered.values()) > len(answered) // 2
    assert answered[VOID]
    assert VOID not in {other for rows in answered.values() for other, _ in rows}


@pytest.mark.parametrize("identifier", A_FEW)
def test_page_command_and_service_agree(sample: Sample, identifier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is read on the page, in the terminal and by a program."""
    page = section(markdown(PostmortemPages(), sample.site, f"postmortems/{identifier}.md"), "similar")
    terminal = Terminal(sample.root, capsys)

    assert terminal("similar", identifier.lower(), "--json", "--lang", "zh") == 0
    assert terminal.answer == sample.answer(id=identifier)
    assert terminal("similar", identifier, "--json") == 0
    assert ids(terminal.answer) == ids(sample.answer(id=identifier))
    others = dict.fromkeys(re.findall(r"PM-\d{4}-\d{4}", page))
    assert list(others) == ids(terminal.answer)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (" ｐｍ－２０２６－０００７ ", 200),
        (VOID, 200),
        ("SOP-WH-001", 404),
        ("ERP", 404),
        ("PM-2026", 404),
        ("CAPA-2026-0003", 404),
    ],
)
def test_only_an_incident_is_compared(sample: Sample, given: str, status: int) -> None:
    """However its number is spelt, void or not; any other record is no post-mortem."""
    answer = sample.client.get("/api/similar", params={"id": given})

    assert answer.status_code == status, answer.json()


def test_before_the_first_good_build_nothing_is_compared(sample: Sample) -> None:
    """The pages that are up are older than what could be compared."""
    with pytest.raises(EnvironmentFault):
        Answering(open_engine(sample.root), dict, str).similar(identifier="PM-2026-0007")


def test_a_clerks_words_are_understood(sample: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody wrote 扫码枪连不上: the record says 手持终端. The command and the service answer the same."""
    terminal = Terminal(sample.root, capsys)

    assert terminal("similar", "--text", "扫码枪连不上", "--json", "--lang", "zh") == 0
    assert terminal.answer == sample.answer(text="扫码枪连不上")
    first = terminal.answer["items"][0]
    assert first["id"] == "PM-2026-0002"
    assert {"连不上", "扫码枪 → 手持终端"} <= set(first["reasons"])


def test_no_reason_is_a_part_of_a_word_or_an_everyday_one(sample: Sample) -> None:
    """What was cut out of 一直转圈 or 出来 tells nobody anything."""
    reasons = {reason for rows in sample.site.similar.values() for one in rows for reason in one.reasons}
    reasons |= {reason for item in sample.answer(text="保存一直转圈")["items"] for reason in item["reasons"]}

    assert reasons.isdisjoint(
        ("直转", "四分", "连不", "点打印", "后连登录", "人订阅", "电脑也没", "上午", "重新", "出来", "没有人")
    )
    assert reasons >= {"连不上", "没反应", "保存", "数据库服务器"}


def test_names_of_one_system_are_one_reason(sample: Sample) -> None:
    """That both are about the warehouse system is said once, by what it is called."""
    rows = {one.id: one.reasons for one in sample.site.similar["PM-2026-0002"]}

    assert "系统相同：仓库管理系统" in rows["PM-2024-0007"]
    assert not {"手持终端系统", "条码系统", "仓储系统"} & {reason for reasons in rows.values() for reason in reasons}


def test_a_long_description_is_answered_in_time_and_read_to_its_end(sample: Sample) -> None:
    """Its beginning is understood, of the rest what tells most is looked for; understanding all took half a minute."""
    long = "保存一直转圈，打印机打不出来标签，仓库等着发货。" * 150
    assert sample.answer(text=long)["items"]

    greeting = "各位领导同事大家好，打扰了，麻烦帮忙看一下这个。" * 12
    first = sample.answer(text=f"{greeting} 屏幕上跳出 VPN-609 certificate has expired")["items"][0]
    assert first["id"] == "PM-2026-0001"
    assert "代码相同：VPN-609" in first["reasons"]
