"""The generated references name everything that exists: documentation tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import generator
from generator.cli import VERBS
from generator.commands.docs import reference_tree
from generator.commands.docs.verbs import verbs_in
from generator.exporters.markdown_text import code, plain, table
from generator.exporters.reference import MARK
from generator.i18n.docstrings import classes
from generator.i18n.extracting import extract
from generator.model.record import Part
from generator.model.shape import shape_of
from generator.pages.parts.fragments import FUNCTIONS
from generator.registry import KINDS, TEMPLATES, rules
from generator.settings import Settings

LANGUAGES = ("en", "zh")
NOT_WRITTEN = ("x_fields", "body")


@cache
def tree() -> dict[str, str]:
    """Return all references as texts, made once."""
    return {path: data.decode("utf-8") for path, data in reference_tree().items()}


def paths(model: type[Part], prefix: str = "", above: tuple[type[Part], ...] = ()) -> Iterator[str]:
    """Yield the path of every field, without the reference's own way of walking."""
    for key, field in shape_of(model).fields.items():
        if key not in NOT_WRITTEN:
            yield f"{prefix}{key}"
            if field.part is not None and field.part not in above:
                yield from paths(field.part, f"{prefix}{key}.", (*above, field.part))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_field_has_a_row(name: str, language: str) -> None:
    """Each path from the record down stands in the table of its kind, and nothing else does."""
    text = tree()[f"{language}/fields/{name}.md"]
    rows = re.findall(r"^\| `([\w.-]+)` \|", text, re.MULTILINE)

    assert set(rows) == set(paths(KINDS[name].model))
    assert f"(fields/{name}.md)" in tree()[f"{language}/fields.md"]


def test_a_row_says_what_the_declaration_says() -> None:
    """Label, allowed values with labels, need, other names and documentation come from the model."""
    (severity,) = re.findall(r"^\| `severity` \|.*$", tree()["zh/fields/postmortem.md"], re.MULTILINE)
    (phase,) = re.findall(r"^\| `steps.phase` \|.*$", tree()["en/fields/postmortem.md"], re.MULTILINE)
    (because,) = re.findall(r"^\| `causes.why_chain.because` \|.*$", tree()["en/fields/postmortem.md"], re.MULTILINE)

    assert all(word in severity for word in ("严重程度", "`S1`", "SEV1", "是", "严重级别", "故障级别"))
    assert "`contain` Isolate and contain" in phase
    assert "the same as `causes.why_chain`" in because


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_named(language: str) -> None:
    """Each verb has a section with its help and each of its options."""
    text = tree()[f"{language}/commands.md"]
    for verb in verbs_in(language):
        section = text.split(f"\n## {verb.name}\n")[1].partition("\n## ")[0]
        assert plain(verb.help) in section
        shared = text.partition(f"\n## {VERBS[0]}\n")[0]
        for option in verb.options:
            assert all(f"`{name}`" in section + shared for name in option.names), option


def test_verbs_speak_the_language_that_is_asked_for() -> None:
    """Help texts differ by language, and the run's own language stays."""
    english, chinese = (tuple(verb.help for verb in verbs_in(language)) for language in LANGUAGES)

    # A group such as `sop` is listed by its verbs.
    assert list(dict.fromkeys(verb.name.partition(" ")[0] for verb in verbs_in("zh"))) == list(VERBS)
    assert "Check all records and say what is wrong, where, and how to mend it." in english
    assert not set(english) & set(chinese)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained(language: str) -> None:
    """Each code has a section with its name and its examples."""
    text = tree()[f"{language}/codes.md"]
    for rule in rules().values():
        section = text.split(f"\n## {rule.code} {rule.name}\n")[1].partition("\n## ")[0]
        for example in (rule.example, rule.instead):
            assert len(re.findall(r"^(?:```|~~~)yaml$", section, re.MULTILINE)) == bool(rule.example) + bool(
                rule.instead
            )
            assert language == "zh" or example.rstrip("\n") in section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_field_function_and_filter_is_named(language: str) -> None:
    """Each page template has a section with the fields of its context; what it may call is listed."""
    text = tree()[f"{language}/templates.md"]
    for template in TEMPLATES.glob("*.md.jinja"):
        assert f"\n## {template.name}\n" in text, f"no dataclass names the template {template.name}"
    for path in TEMPLATES.parent.glob("*.py"):
        for one in classes(path.read_text(encoding="utf-8")):
            if one.name.endswith("Context"):
                assert all(row.doc for row in one.attributes), f"{one.name} has a field without a docstring"
                assert all(f"| `{row.name}` |" in text for row in one.attributes)
    filters = ("inline", "dial", "label", "day", "clock", "moment", "duration", "listed")
    assert all(f"| `{name}(" in text for name in (*FUNCTIONS, *filters))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_documented(language: str) -> None:
    """Each setting has a row with a meaning."""
    text = tree()[f"{language}/settings.md"]
    for name in Settings.__dataclass_fields__:
        (row,) = re.findall(rf"^\| `{name}` \|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
        assert row.strip()


def test_references_are_made_the_same_each_time() -> None:
    """The same program gives the same bytes, with the mark first and no trailing blanks."""
    again = reference_tree()

    assert {path: data.decode("utf-8") for path, data in again.items()} == tree()
    assert all(text.startswith(f"{MARK}\n# ") for text in tree().values())


def test_docstrings_of_references_are_in_the_catalogues() -> None:
    """Translators see what the references show."""
    ids = {message.id for message in extract()}
    settings = (Path(generator.__file__).parent / "settings.py").read_text(encoding="utf-8")

    (documented,) = [one for one in classes(settings) if one.name == "Settings"]
    assert {row.doc for row in documented.attributes} <= ids
    assert "Exit 3 when something essential fails." in ids


def test_cells_cannot_break_their_table() -> None:
    """Signs of Markdown and of tables are shown as they are; code in backticks stays code."""
    assert plain("a|b *c* <d> _e_ `f_g` `h|i`") == "a&#124;b \\*c\\* &lt;d> \\_e\\_ `f_g` \\`h&#124;i\\`"
    assert code("a|b") == "a&#124;b"
    assert table(["x"], [["y"]]) == "| x |\n| --- |\n| y |\n"
