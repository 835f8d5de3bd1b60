"""From raw files to records: every file is read, every problem told, nothing stops at the first."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from generator.diagnostics import Span
from generator.files.rules import UNREADABLE_FILE
from generator.files.tree import RawFile
from generator.kinds.article import Article
from generator.kinds.postmortem import Postmortem
from generator.kinds.role import Role
from generator.library import kind_of, read_library
from generator.model.node import Mapping, Scalar
from generator.registry import KINDS
from generator.settings import Settings
from tests.libraries import BASE, CAPA, POSTMORTEM, library, shown

POLICY = "kb/organization/policy.yml"
PM = "postmortems/2026/PM-2026-0001.yml"

PLACES = [
    ("postmortems/2026/PM-2026-0001.yml", "PM-2026-0001", "postmortem"),
    ("postmortems/PM-2026-0001.yml", "", "postmortem"),
    ("postmortems/capa/CAPA-2026-0001.yml", "", "capa"),
    ("postmortems/2026/CAPA-2026-0001.yml", "CAPA-2026-0001", "capa"),
    ("postmortems/capa/PM-2026-0001.yml", "PM-2026-0001", "postmortem"),
    ("sop/SOP-IT-001.yml", "SOP-IT-001", "sop"),
    ("sop/runbooks/RB-ERP-LOGIN.yml", "", "runbook"),
    ("sop/RB-ERP-LOGIN.yml", "rb-erp-login", "runbook"),
    ("kb/systems/ERP.yml", "ERP", "system"),
    ("kb/vendors/qihang.yml", "", "vendor"),
    ("kb/organization/policy.yml", "policy", "policy"),
    ("kb/organization/roles.yml", "", "role"),
    ("kb/organization/glossary.yml", "", "term"),
    ("kb/notes.yml", "", None),
    ("kb/organization/other.yml", "", None),
    ("kb/systems/x.yml", "PM-2026-0001", "system"),
]


@pytest.mark.parametrize(("path", "identifier", "kind"), PLACES)
def test_the_kind_follows_from_file_id_and_folder(path: str, identifier: str, kind: str | None) -> None:
    """A file's name wins, then the prefix of its id within the right part of the tree, then its folder."""
    node = Mapping(((Scalar("id", 1, 1), Scalar(identifier, 1, 5)),), 1, 1)
    found = kind_of(path, node, KINDS)

    assert (found.name if found else None) == kind


def test_every_problem_of_every_file_is_told() -> None:
    """One broken file leaves out its own record only."""
    read = library(
        {
            PM: POSTMORTEM + "serverity: S1\n",
            "postmortems/2026/PM-2026-0002.yml": POSTMORTEM.replace("0001", "0002"),
            "postmortems/2026/PM-2026-0003.yml": POSTMORTEM.replace("数据库", "甲: 乙"),
            "kb/systems/MES.yml": "id: MES\n",
        }
    )

    assert [shown(found) for found in read.report] == [
        "kb/systems/MES.yml:1:1 F001",
        f"{PM}:6:1 F002",
        "postmortems/2026/PM-2026-0003.yml:2:8 Y031",
    ]
    assert [record.id for record in read.graph.of(Postmortem)] == ["PM-2026-0002"]
    assert "MES" not in read.graph.records


def test_references_are_looked_up_in_a_record_with_other_mistakes_too() -> None:
    """Whoever mends the slip in a field should not meet a dead reference only then."""
    read = library(
        {
            PM: POSTMORTEM
            + "serverity: S1\ncapa: [CAPA-2026-0999, CAPA-2026-0002]\nfailure_mode: 网路\nvendor_tickets:\n  - vendor: ERP\n",
            "postmortems/capa/CAPA-2026-0002.yml": CAPA.replace("0001", "0002"),
        }
    )

    assert [(shown(found), found.values.get("suggestion", "")) for found in read.report if found.span.path == PM] == [
        (f"{PM}:6:1 F002", "severity"),
        (f"{PM}:7:8 G001", "CAPA-2026-0002"),
        (f"{PM}:8:15 G001", "网络"),
        (f"{PM}:10:13 G002", ""),
    ]


UNREADABLE = [
    ("kb/systems/ERP.yml", ["F002", "G001"]),
    ("kb/systems", ["F002", "G001"]),
    ("kb/organization/failure_modes.yml", ["F002", "G001"]),
    ("postmortems/2026/PM-2026-0005.yml", ["F002"]),
]


@pytest.mark.parametrize(("path", "expected"), UNREADABLE)
def test_who_cites_what_cannot_be_read_is_not_at_fault(path: str, expected: list[str]) -> None:
    """Nobody knows what stands in a file that the system does not hand out."""
    base = {place: text for place, text in BASE.items() if not place.startswith(path)}
    texts = {**base, PM: POSTMORTEM.replace("ERP", "老系统") + "serverity: S1\nrecurs_from: [PM-2026-0005]\n"}
    files = [RawFile(place, text.encode()) for place, text in texts.items()]
    read = read_library(files, KINDS, Settings(), [UNREADABLE_FILE.at(Span(path), reason="no rights")])

    assert [found.rule.code for found in read.report if found.span.path == PM] == expected


def test_fields_behind_a_merge_key_are_not_said_to_be_missing() -> None:
    """The refused key is the one thing to mend."""
    text = (
        "x-common: &c\n  severity: S3\n  systems: [ERP]\nid: PM-2026-0001\ntitle: 甲\n<<: *c\nstarted_at: 2026-05-11\n"
    )

    assert [shown(found) for found in library({PM: text}).report] == [f"{PM}:1:11 Y051", f"{PM}:6:1 Y054"]


NOTES = [
    ("kb/notes.yml", "a: 1\n", "kb/notes.yml:1:1 D005"),
    ("postmortems/2026/PM-2026-0002.yml", POSTMORTEM, "postmortems/2026/PM-2026-0002.yml:1:5 D006"),
    ("postmortems/capa/CAPA-2026-0002.yml", CAPA, "postmortems/capa/CAPA-2026-0002.yml:1:5 D006"),
]


@pytest.mark.parametrize(("path", "text", "expected"), NOTES)
def test_a_misplaced_file_is_noted(path: str, text: str, expected: str) -> None:
    """A file of no kind and one that is not named after its id are told, but stop nothing."""
    read = library({path: text})

    assert [shown(found) for found in read.report] == [expected]
    assert not read.report.has_errors


def test_the_policy_adds_words_for_all_files() -> None:
    """Names of severities and processes that the policy declares are understood, wherever the policy sorts."""
    policy = (
        "id: policy\ntitle: 测试公司\n"
        "severities: [{code: S1, title: 红色, aliases: [天塌了]}]\n"
        "processes: [{code: sterilization, title: 灭菌, aliases: [EO 灭菌]}]\n"
    )
    pm = POSTMORTEM.replace("severity: S1", "severity: 天塌了") + "processes: [EO灭菌, 采购]\n"
    read = library({POLICY: policy, PM: pm, "kb/systems/AAA.yml": "id: AAA\ntitle: 灭菌柜\nprocesses: [灭菌]\n"})

    assert [shown(found) for found in read.report] == []
    record = read.graph.of(Postmortem)[0]
    assert (record.severity, record.processes) == ("S1", ("sterilization", "procurement"))
    assert read.graph.label("severity", "S1") == "红色"


def test_times_without_offset_are_the_sites() -> None:
    """The site's zone stands for a missing offset, summer time included."""
    pm = POSTMORTEM.replace("+08:00", "")
    start = library({PM: pm}, Settings(timezone="Europe/Berlin")).graph.of(Postmortem)[0].started_at

    assert str(start) == "2026-05-11T14:35+02:00"
    assert start.moment is not None
    assert start.moment.tzinfo == ZoneInfo("Europe/Berlin")


REGISTERS = [
    ("roles:\n  - {id: it-lead, title: 主管}\n", [], ["it-lead"]),
    ("roles:\n", [], []),
    ("role:\n  - {id: it-lead, title: 主管}\n", ["kb/organization/roles.yml:1:1 F002"], []),
    ("roles:\n  - 主管\n", ["kb/organization/roles.yml:2:5 F006"], []),
    ("roles:\n  it-lead: 主管\n", ["kb/organization/roles.yml:2:3 F006"], []),
    ("roles: 主管\n", ["kb/organization/roles.yml:1:8 F006"], []),
    ("roles:\n  - {id: a, title: 甲}\n  - {id: a, title: 乙}\n", ["kb/organization/roles.yml:3:10 G003"], ["a"]),
]


@pytest.mark.parametrize(("text", "expected", "ids"), REGISTERS)
def test_a_register_holds_many_records(text: str, expected: list[str], ids: list[str]) -> None:
    """Each entry of a register is a record with its own place."""
    read = library({"kb/organization/roles.yml": text})

    assert [shown(found) for found in read.report] == expected
    assert [record.id for record in read.graph.of(Role)] == ids


ARTICLES = [
    ("# 备份 #\n正文\n", "备份", "# 备份 #\n正文\n"),
    ("---\ntitle: 恢复\n---\n# 备份\n", "恢复", "# 备份\n"),
    ("没有标题\n", "KB-A", "没有标题\n"),
    ("", "KB-A", ""),
]


@pytest.mark.parametrize(("text", "name", "body"), ARTICLES)
def test_an_article_is_named_by_field_heading_or_file(text: str, name: str, body: str) -> None:
    """The title in the front matter wins, then the first heading, then the file's name."""
    article = library({"kb/articles/KB-A.md": text}).graph.of(Article)[0]

    assert (article.id, article.name, article.body) == ("KB-A", name, body)


def test_a_damaged_file_leaves_the_rest() -> None:
    """Bytes that no encoding explains are an error of their file alone."""
    read = library({PM: POSTMORTEM, "postmortems/2026/PM-2026-0002.yml": b"id: PM-2026-0002\ntitle: \xff\xfe\xff\n"})

    assert {found.span.path for found in read.report} == {"postmortems/2026/PM-2026-0002.yml"}
    assert read.report.has_errors
    assert [record.id for record in read.graph.of(Postmortem)] == ["PM-2026-0001"]


def test_what_the_parser_said_is_not_said_again() -> None:
    """One mistake gives one diagnostic, not one of each room."""
    read = library({PM: POSTMORTEM.replace("id: PM", "id：PM")})

    assert [found.rule.name for found in read.report] == ["full-width-colon"]


def test_a_bad_entry_of_a_register_leaves_the_others() -> None:
    """The entries after a bad one are read, and what cites the bad one is not blamed for it."""
    modes = (
        "failure_modes:\n  - {id: database, title: 数据库, colour: red}\n"
        "  - {id: db-full, title: 写满, parent: database}\n  - {id: network, title: 网络}\n"
    )
    read = library({"kb/organization/failure_modes.yml": modes, "postmortems/PM-2026-0001.yml": POSTMORTEM})

    assert list(map(shown, read.report)) == ["kb/organization/failure_modes.yml:2:32 F019"]
    assert {"db-full", "network"} <= set(read.graph.records)


def test_a_warning_hides_no_error() -> None:
    """A list written as text is a warning; that one of its entries is unknown is told all the same."""
    text = POSTMORTEM.replace("systems: [ERP]", "systems: ERP、没有的系统")
    read = library({"postmortems/PM-2026-0001.yml": text})

    assert [found.rule.code for found in read.report] == ["F004", "G001"]


def test_a_readme_is_no_article() -> None:
    """A README explains a folder; its page would take the place of the list of articles."""
    read = library({"kb/articles/README.md": "# 说明\n", "kb/articles/KB-A.md": "# 一\n"})

    assert [found.rule.code for found in read.report] == ["D007"]
    assert read.graph.get("README") is None
    assert read.graph.get("KB-A") is not None


def test_a_comment_in_code_is_no_title() -> None:
    """Only the heading with which an article begins names it."""
    read = library({"kb/articles/KB-A.md": "先看这里。\n\n```sh\n# stop the service\n```\n"})
    article = read.graph.get("KB-A")

    assert article is not None
    assert article.name == "KB-A"


def test_days_are_those_of_the_site() -> None:
    """An instant in another offset counts on the day that the site's clocks show."""
    text = POSTMORTEM.replace("2026-05-11T14:35+08:00", "2026-05-11T23:30Z")
    read = library({"postmortems/PM-2026-0001.yml": text})
    record = read.graph.get("PM-2026-0001")

    assert isinstance(record, Postmortem)
    assert str(record.started_at) == "2026-05-12T07:30+08:00"
    assert record.started_at.day.isoformat() == "2026-05-12"


@pytest.mark.parametrize("identifier", ["index", "Readme", "index-page-2"])
def test_names_of_list_pages_are_no_ids(identifier: str) -> None:
    """A record may not take the page of a list."""
    read = library({f"kb/articles/{identifier}.md": f"---\nid: {identifier}\n---\n# 一\n"})

    assert [found.rule.code for found in read.report] == ["F015"]
