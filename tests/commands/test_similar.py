"""`fupan similar`, and the hint of `fupan new`."""

from __future__ import annotations

import io

import pytest

from tests.organizations import INCIDENT, Terminal

OLDER = (
    INCIDENT.replace("0007", "0003").replace("2026-05-11", "2026-02-11")
    + "timeline: [{text: 转存归档\x1b, kind: restore}]\n"
).replace("\x1b", "")


@pytest.fixture(autouse=True)
def _older(terminal: Terminal) -> None:
    path = terminal.root / "postmortems/2026/PM-2026-0003.yml"
    path.write_text(OLDER, encoding="utf-8")


def test_the_answer_says_why_and_what_helped(terminal: Terminal) -> None:
    """The JSON object has the names that scripts rely on; an id may be spelt in small letters."""
    assert terminal("similar", "pm-2026-0007", "--json") == 0
    assert list(terminal.answer) == ["ok", "id", "total", "items"]
    (item,) = terminal.answer["items"]
    assert (terminal.answer["id"], item["id"], item["card"]["fix"]) == ("PM-2026-0007", "PM-2026-0003", "转存归档")
    assert item["reasons"][0] == "same code ORA-00257"
    assert list(item) == [
        *("id", "title", "url", "date", "severity", "severity_label", "systems", "share", "reasons", "card")
    ]


def test_people_read_the_same(terminal: Terminal) -> None:
    """Number, title, reasons and what fixed it, without colours where there are none."""
    assert terminal("similar", "--text", "数据库盘写满", "--limit", "1", "--no-color") == 0
    assert "PM-2026-0007  数据库盘写满 disk full" in terminal.out
    assert "\x1b" not in terminal.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--text", "zzzqqq"), 4, "No past incident is like it."),
        (("PM-2026-0008",), 2, "Did you mean PM-2026-000"),
        ((), 2, "--text"),
        (("PM-2026-0007", "--text", "x"), 2, "not both"),
        (("PM-2026-0007", "--text", ""), 2, "not both"),
        (("capa-2026-0003",), 2, "CAPA-2026-0003 is no post-mortem (CAPA); similar takes a post-mortem."),
        (("ERP",), 2, "ERP is no post-mortem (System)"),
    ],
)
def test_nothing_alike_and_nothing_asked(terminal: Terminal, arguments: tuple[str, ...], code: int, said: str) -> None:
    """Nothing alike is exit 4; an unknown number names the nearest, another record its kind."""
    assert terminal("similar", *arguments) == code
    assert said in terminal.out + terminal.err


def test_the_questions_show_what_happened_before(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """After title and symptom, before the rest is asked; what people saw goes into the draft."""
    monkeypatch.setattr("sys.stdin", io.StringIO("数据库盘又写满\n保存转圈\nS2\nERP\n\n"))

    assert terminal("new", "postmortem") == 0
    assert "It may have happened before:\n" in terminal.out
    assert "PM-2026-0003  数据库盘写满 disk full\n      What fixed it: 转存归档" in terminal.out
    text = (terminal.root / "postmortems/2026/PM-2026-0008.yml").read_text(encoding="utf-8")
    assert "symptoms: [保存转圈]\n" in text


def test_a_first_incident_has_no_hint(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing alike, or nothing answered: no word about it, also where other records cannot be read."""
    (terminal.root / "postmortems/2026/PM-2026-0003.yml").write_text("id: [", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\n\n\n"))

    assert terminal("new", "postmortem") == 0
    assert "before:" not in terminal.out
