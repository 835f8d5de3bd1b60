"""A fault in a template is told with the template's own name and line."""

from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from generator.errors import UserError
from generator.i18n.catalogue import catalogue
from generator.model.values import day_from_text
from generator.rendering.environment import Renderer

FAULTS = [
    ("{{ title }}\n{{ missing }}", "page.md.jinja", 2),
    ("{{ title }}\n\n{{ title + 1 }}", "page.md.jinja", 3),
    ("{{ 1 / 0 }}", "page.md.jinja", 1),
    ('{% import "inner.jinja" as inner %}\n{{ inner.boom() }}', "inner.jinja", 2),
    ("{% if %}", "page.md.jinja", 1),
]


@pytest.mark.parametrize(("text", "name", "line"), FAULTS)
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str, name: str, line: int) -> None:
    """Whatever goes wrong in an expression, the author learns the file, the line and the record."""
    (tmp_path / "page.md.jinja").write_text(text, encoding="utf-8")
    (tmp_path / "inner.jinja").write_text("{% macro boom() %}\n{{ none.nothing }}\n{% endmacro %}", encoding="utf-8")
    renderer = Renderer(tmp_path, catalogue("en"))
    with pytest.raises(UserError) as caught:
        renderer.render("page.md.jinja", {"title": "T"}, "PM-2026-0001")
    assert (caught.value.values["name"], caught.value.values["line"]) == (name, line)


def test_our_own_faults_stay_ours(tmp_path: Path) -> None:
    """A fault inside the package, called from a template, is no matter of the template's author."""
    (tmp_path / "page.md.jinja").write_text("{{ broken('x') }}", encoding="utf-8")
    renderer = Renderer(tmp_path, catalogue("en"))
    renderer.add({"broken": lambda text: day_from_text(text)[9]})
    with pytest.raises(PydanticCustomError):
        renderer.render("page.md.jinja", {}, "x")
