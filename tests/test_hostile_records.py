"""Nothing that an author writes comes alive on a built page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.cli import run
from generator.files.samples import sample_files

# What an author could write into any text; each must be shown as it stands.
ATTACKS = (
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "{{ 7*7 }}{% include 'x' %}{% for x in range(9) %}x{% endfor %}",
    "[click](javascript:alert(4)) ![see](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](JaVa&#x09;Script:alert(5))",
    '[text]{: onclick="alert(6)" style="position:fixed" }',
    '--8<-- "mkdocs.yml"',
    "<!-- the rest is gone",
    "</script><script>alert(7)</script>",
    "| a | b |\n|---|---|\n| <b onmouseover=alert(8)>x</b> | `<script>` |",
    "\ue03cscript\ue03ealert(9)\ue03c/script\ue03e",
)


class Elements(HTMLParser):
    """Collects the elements of a page as a browser sees them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element with its attributes."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep the visible text."""
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an organization in which every text field holds an attack."""
    root = tmp_path_factory.mktemp("hostile")
    for name, data in sample_files("zh", empty=True).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    assert run(["init", str(root / "settings"), "--empty", "-q"]) == 0
    (root / "mkdocs.yml").write_bytes((root / "settings" / "mkdocs.yml").read_bytes())
    for number, attack in enumerate(ATTACKS, 1):
        words = json.dumps(attack)
        record = f"""
id: PM-2026-08{number:02d}
title: {json.dumps(" ".join(attack.split()))}
severity: S3
systems: [ERP]
started_at: 2026-05-11T14:35+08:00
summary: {words}
narrative: {words}
symptoms: [{words}]
error_codes: [{{code: {words}, text: {words}}}]
impact: {{text: {words}}}
timeline: [{{at: 2026-05-11T14:36+08:00, text: {words}, role: {words}}}, {{at: 2026-05-11T14:50+08:00, text: {words}}}]
causes: [{{text: {words}, why_chain: [{words}]}}]
lessons: [{words}]
attachments: [{{id: A, location: {words}}}]
x-own: {words}
"""
        path = root / "postmortems" / "2026" / f"PM-2026-08{number:02d}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record, encoding="utf-8")
        article = f"---\ntitle: {json.dumps(' '.join(attack.split()))}\nsummary: {words}\n---\n\n{attack}\n\n## {attack.splitlines()[0]}\n"
        (root / "kb" / "articles").mkdir(parents=True, exist_ok=True)
        (root / "kb" / "articles" / f"KB-HOSTILE-{number}.md").write_text(article, encoding="utf-8")
    assert run(["build", "-C", str(root), "--today", "2026-11-20", "-q"]) == 0
    return root / "site"


def test_no_script_handler_or_foreign_address_is_alive(site: Path) -> None:
    """Scripts are ours or data; no element has an event handler; addresses have harmless schemes only."""
    pages = [*site.rglob("*.html")]
    assert len(pages) > 40
    for page in pages:
        elements = Elements()
        elements.feed(page.read_text(encoding="utf-8"))
        for tag, attributes in elements.found:
            place = f"{page.name}: <{tag} {attributes}>"
            assert not [name for name in attributes if name.startswith("on")], place
            assert tag not in ("iframe", "object", "embed", "base"), place
            if tag == "script":
                ours = "assets/fupan/" in attributes.get("src", "")
                assert ours or attributes.get("type") == "application/json", place
            for name in ("href", "src", "action"):
                scheme = attributes.get(name, "").strip().lower().partition(":")[0]
                assert scheme not in ("javascript", "data", "vbscript"), place
            assert "position" not in attributes.get("style", ""), place


@pytest.mark.parametrize("number", range(1, len(ATTACKS)))
def test_an_attack_is_shown_as_the_text_that_it_is(site: Path, number: int) -> None:
    """The title stands sign by sign in the heading, and what follows it is still there."""
    elements = Elements()
    elements.feed((site / "postmortems" / f"PM-2026-08{number:02d}.html").read_text(encoding="utf-8"))
    assert " ".join(ATTACKS[number - 1].split()) in " ".join(elements.text.split())
    assert "fp-source" in " ".join(attributes.get("class", "") for _, attributes in elements.found)


def test_search_data_stays_data(site: Path) -> None:
    """No script of the search without a server holds an end of a script element, a comment, or more than one line."""
    scripts = [*(site / "assets" / "fupan" / "search").glob("*.js")]
    assert len(scripts) > 20
    for path in scripts:
        text = path.read_bytes().decode("utf-8")
        assert not [sign for sign in ("<", "\u2028", "\u2029") if sign in text], path.name
        start, end = f'fupanShard("{path.stem}",', ");\n"
        assert text.startswith(start), path.name
        assert text.endswith(end), path.name
        assert text.count("\n") == 1, path.name
        json.loads(text.removeprefix(start).removesuffix(end))
    shown = [path.read_text(encoding="utf-8") for path in scripts if path.name.startswith("texts-")]
    assert any("alert(1)" in text for text in shown)
