"""Scaffolds of new records."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.exporters.scaffold import scaffold
from generator.exporters.yaml_text import yaml_list, yaml_text
from generator.i18n.catalogue import catalogue
from generator.registry import KINDS

DAY, ZONE = date(2026, 11, 20), ZoneInfo("Asia/Shanghai")
WRITTEN = [KINDS[name] for name in ("postmortem", "capa", "sop", "runbook")]


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_of_the_kind_is_there(kind, language) -> None:  # type: ignore[no-untyped-def]
    """The scaffold follows the model: every field stands in it once, active or as a comment."""
    text = scaffold(kind, {"id": kind.id_example}, catalogue(language), DAY, ZONE)
    keys = re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE)
    fields = {field.alias or name for name, field in kind.model.model_fields.items()} - {"x_fields"}

    assert len(keys) == len(set(keys))
    assert set(keys) == fields


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_what_is_uncommented_is_yaml(kind) -> None:  # type: ignore[no-untyped-def]
    """Removing the “# ” before every field gives a file that can be read, with the same fields."""
    text = scaffold(kind, {"id": kind.id_example, "title": "x"}, catalogue("en"), DAY, ZONE)
    uncommented = "\n".join(re.sub(r"^( *)# (?=[ \w-])", r"\1", line) for line in text.split("\n"))

    node = yaml.safe_load(uncommented)
    assert len(node) == len({field.alias or name for name, field in kind.model.model_fields.items()}) - 1


def test_the_same_question_has_the_same_answer() -> None:
    """No clock and no order of a set is in the text."""
    first, second = (scaffold(WRITTEN[0], {"systems": ["ERP"]}, catalogue("en"), DAY, ZONE) for _ in range(2))

    assert first == second


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_text_is_written_so_that_it_is_read_again(text: str) -> None:
    """Any text at all survives being written as a value and in a list."""
    written = yaml_text(text)

    assert yaml.load(f"key: {written}\n", yaml.BaseLoader) == {"key": text}
    assert yaml.load(f"key: {yaml_list([text, 'b'])}\n", yaml.BaseLoader) == {"key": [text, "b"]}
    assert yaml.safe_load(f"key: {written}\n") == {"key": text} or text == written


@pytest.mark.parametrize(
    "text", ["0123", "1.10", "14:35", "no", "true", "null", "~", "1e3", "2026-05-11x: y", "- a", ""]
)
def test_a_text_that_others_would_misread_is_quoted(text: str) -> None:
    """Numbers, times and yes/no of YAML stay texts in every tool."""
    assert yaml.safe_load(yaml_text(text)) == text
