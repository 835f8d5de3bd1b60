"""From node trees to records, text for text."""

from __future__ import annotations

import string
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.node import Mapping
from generator.reading.characters import looks_clean
from generator.reading.validation import plain
from generator.reading.yaml_nodes import parse
from tests.libraries import POSTMORTEM, library
from tests.reading.cases import source

PM = "postmortems/PM-2026-0001.yml"

# Texts as people write them, with everything that YAML could take for something else.
texts = st.one_of(
    st.text(
        st.sampled_from(string.printable[:95] + "，：、。#&*!|>'\"%@`数据库写满\n")
        | st.characters(exclude_categories=["C", "Z"]),
        max_size=60,
    ),
    st.sampled_from(
        [
            "14:35",
            "0012345",
            "0123",
            "1.10",
            "no",
            "on",
            "~",
            "null",
            "1e3",
            "=",
            "<<",
            "2026-05-11",
            "- a",
            "a: b",
            "a #b",
        ]
    ),
).filter(lambda text: looks_clean(text) and "\n" not in (text[:1], text[-1:]))


@given(
    st.dictionaries(
        st.from_regex(r"x-[a-z]{1,8}", fullmatch=True), st.one_of(texts, st.lists(texts, max_size=3)), max_size=5
    )
)
def test_a_dumped_record_reads_back_text_for_text(own: dict[str, Any]) -> None:
    """Whatever PyYAML writes, our reader reads as the same texts: no number, no truth, no date in between."""
    text = yaml.safe_dump({"id": "X", **own}, allow_unicode=True, sort_keys=False, width=1000)
    node, found = parse(source(text))

    assert [one for one in found if one.severity == "error"] == []
    assert isinstance(node, Mapping)
    empty = {
        name: value or None if isinstance(value, str) else [item or None for item in value]
        for name, value in own.items()
    }
    read = {
        name: value or None if isinstance(value, str) else [item or None for item in value]
        for name, value in plain(node).items()
        if name != "id"
    }
    assert read == empty


@given(st.lists(texts.filter(lambda text: text.strip() != ""), min_size=1, max_size=4))
def test_a_record_keeps_its_texts(symptoms: list[str]) -> None:
    """The same through the whole door: file, screening, parser, shape, type, record."""
    dumped = yaml.dump({"symptoms": symptoms}, allow_unicode=True, width=1000, default_style='"')
    read = library({PM: POSTMORTEM + dumped})

    assert [one for one in read.report if one.severity == "error"] == []
    assert read.graph.records["PM-2026-0001"].symptoms == tuple(symptoms)  # type: ignore[attr-defined]


FIXED = [
    ("ticket_no: 0012345", "0012345"),
    ("ticket_no: 14:35", "14:35"),
    ("ticket_no: 1.10", "1.10"),
    ("ticket_no: 1e3", "1e3"),
    ("ticket_no: no", "no"),
    ("ticket_no: 0x1F", "0x1F"),
    ("ticket_no: 2026-05-11", "2026-05-11"),
    ("ticket_no: 1_000", "1_000"),
]


@pytest.mark.parametrize(("line", "value"), FIXED)
def test_a_ticket_number_stays_as_it_was_written(line: str, value: str) -> None:
    """Zeros, colons and words that YAML types are kept."""
    read = library({PM: f"{POSTMORTEM}vendor_tickets:\n  - vendor: qihang\n    {line}\n"})

    assert read.graph.records["PM-2026-0001"].vendor_tickets[0].ticket_no == value  # type: ignore[attr-defined]


def test_on_is_a_key_like_any_other() -> None:
    """YAML 1.1 would make True of it; here it is an unknown field that is told by its own name."""
    read = library({PM: POSTMORTEM + "approvals: [{meaning: approved, on: 2026-05-12}]\n"})

    assert [one.field for one in read.report if one.rule.name.startswith("unknown-field")] == ["approvals[0].on"]


def test_severity_of_a_diagnostic_decides() -> None:
    """A warning keeps the record, an error leaves it out."""
    warned = library({PM: POSTMORTEM.replace("[ERP]", "ERP, WMS")})
    refused = library({PM: POSTMORTEM + "mood: x\n"})

    assert [one.rule.code for one in warned.report] == ["F004"]
    assert warned.graph.records["PM-2026-0001"].systems == ("ERP", "WMS")  # type: ignore[attr-defined]
    assert "PM-2026-0001" not in refused.graph.records


BAD_IDS = [
    "0012",
    "no",
    "1e3",
    "pm-2026-0007",
    "ＰＭ-2026-0007",
    "PM-2026-7",
    "PM_2026_0007",
    "PM-2026-0007 ",
    "2026-05-11",
]


@pytest.mark.parametrize("identifier", BAD_IDS)
def test_a_bad_id_shows_how_ids_look(identifier: str) -> None:
    """An id of another form is told at its place with an example of its kind."""
    found = [*library({PM: POSTMORTEM.replace("PM-2026-0001", f'"{identifier}"')}).report]

    assert [(one.rule.code, str(one.span), one.values["example"]) for one in found] == [
        ("F015", f"{PM}:1:5", "PM-2026-0007")
    ]


@pytest.mark.parametrize("text", ["TODO", "TODO: 以后", "PM-YYYY-NNNN", "XXX", "待填写", "<标题待填>", "请待填"])
def test_a_placeholder_is_not_a_text(text: str) -> None:
    """A template that was never filled in looks finished and says nothing."""
    found = [*library({PM: POSTMORTEM.replace("数据库盘写满", f"'{text}'")}).report]

    assert [(one.rule.code, one.span.line) for one in found] == [("F016", 2)]
