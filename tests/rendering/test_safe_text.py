"""What authors write never comes alive: rendered as the site renders it, through Markdown."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup
from mkdocs.utils.yaml import yaml_load

from generator.rendering.safe_text import LEFT_BRACE, LESS_THAN, inline, prose
from tests.libraries import REPOSITORY

ALLOWED = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "a", "em", "strong", "code", "pre", "span", "div"),
    *("blockquote", "hr", "br", "img", "table", "thead", "tbody", "tr", "th", "td"),
}


@cache
def _site(*more: str) -> Markdown:
    """Return Markdown as mkdocs.yml sets it up, above MkDocs' own three, with `more` extensions."""
    names: list[str] = ["toc", "tables", "fenced_code"]
    options: dict[str, dict[str, object]] = {}
    for row in yaml_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]:
        for name, values in row.items() if isinstance(row, dict) else [(row, {})]:
            names.append(name)
            options[name] = values
    extensions = [*dict.fromkeys(names), *more]
    return Markdown(
        extensions=extensions, extension_configs={**options, "pymdownx.snippets": {"base_path": [str(REPOSITORY)]}}
    )


def rendered(text: str, *more: str) -> str:
    """Return the HTML of a page of the site."""
    return _site(*more).reset().convert(text)


class _Page(HTMLParser):
    """Gathers what of a page is alive: tags, attributes, addresses; and what it shows."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.shown = ""
        self.comments = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_comment(self, data: str) -> None:
        self.comments += 1


def _assert_harmless(html: str) -> _Page:
    page = _Page(html)
    schemes = {
        re.split(r"[:/?#]", re.sub(r"[\x00-\x20]", "", unescape(one)).lower())[0]
        for one in page.addresses
        if ":" in one
    }
    assert page.tags <= ALLOWED, html
    assert not [
        name for name in page.attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")
    ], html
    assert not {"javascript", "data", "vbscript"} & schemes, html
    assert not page.comments, html
    return page


# What is written, and what a reader must see of it.
ATTACKS = [
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ("前 <!-- 秘密 --> 后", "前 <!-- 秘密 --> 后"),
    ("<!--", "<!--"),
    ("<![CDATA[x]]> <?php x ?>", "<![CDATA[x]]> <?php x ?>"),
    ("{{ config }} {% include 'x' %} {# c #} {## c ##}", "{{ config }} {% include 'x' %} {# c #} {## c ##}"),
    ("标题 {: onclick=alert(1) .x }", "标题 {: onclick=alert(1) .x }"),
    ("# 标题 {#x onclick=alert(1)}", "标题 {#x onclick=alert(1)}"),
    ("[点](javascript:alert(1))", "点"),
    ("[点](JaVa\tScript:alert(1))", "点"),
    ("[点](&#106;avascript:alert(1))", "点"),
    ("[点](data:text/html,x)", "点"),
    ("[点][1]\n\n[1]: javascript:alert(1)", "点"),
    ("![图](javascript:alert(1))", ""),
    ("<javascript:alert(1)>", "<javascript:alert(1)>"),
    ("<div markdown='1'>\n# x\n</div>", "<div markdown='1'>"),
    ("<details open ontoggle=alert(1)>x", "<details open ontoggle=alert(1)>x"),
    ("&lt;script&gt; &#60;b&#62;", "<script> <b>"),
    ("```html\n<b>{{ x }}</b>\n```", "<b>{{ x }}</b>"),
    ("    <b>四格</b>", "<b>四格</b>"),
    ("`<b>{x}</b>`", "<b>{x}</b>"),
    ("``` {: onclick=x }\na\n```", "a"),
    ("??? note <script>\n    x", "<script>"),
    (f"{LESS_THAN}b>{LEFT_BRACE}x", "b>x"),
    ("\x02wzxhzdk:0\x03 \x02amp\x03", "wzxhzdk:0 amp"),
    ('[a](http://x "t\\" onmouseover=alert(1) \\"")', "a"),
    ("| a |\n|---|\n| <b>x</b> |", "<b>x</b>"),
    ("*[HTML]: <script>", "<script>"),
]


@pytest.mark.parametrize(("text", "seen"), ATTACKS)
def test_prose_is_text_and_markdown_only(text: str, seen: str) -> None:
    """No tag, comment, attribute or script of an author comes alive, and the reader sees what was written."""
    page = _assert_harmless(rendered(f"## 页\n\n{prose(text)}\n"))

    assert seen in page.shown
    assert LESS_THAN not in page.shown + LEFT_BRACE
    assert LEFT_BRACE not in page.shown


@pytest.mark.parametrize(("text", "_seen"), ATTACKS)
@pytest.mark.parametrize(
    "place", ["- {}", "## {}", "| {} | b |\n|---|---|\n| c | {} |", "[{}](x.md)", "**{}**", '!!! note "{}"\n    {}']
)
def test_inline_text_is_shown_sign_by_sign(text: str, _seen: str, place: str) -> None:
    """In a list, heading, cell, link or box, a line shows exactly its signs and opens nothing."""
    page = _assert_harmless(rendered(place.replace("{}", str(inline(text)))))

    wanted = re.sub(r"[\x02\x03]", "", " ".join(text.split()))
    assert wanted in re.sub(rf"[{LESS_THAN}{LEFT_BRACE}]", "", page.shown) or LESS_THAN in text


def test_a_snippet_is_not_included() -> None:
    """Even where an organization turns on snippets, an author's line cannot read a file."""
    line = '--8<-- "pyproject.toml"'

    assert "build-system" in rendered(line, "pymdownx.snippets")
    assert "build-system" not in rendered(str(prose(line)), "pymdownx.snippets")
    assert line in _Page(rendered(str(prose(line)), "pymdownx.snippets")).shown


# Signs that mean something to HTML, Markdown, Jinja or the program itself, and some that mean nothing.
SIGNS = [
    "<",
    ">",
    "</",
    "script",
    "b",
    "onclick",
    "=",
    '"',
    "'",
    "javascript:",
    "[",
    "](",
    ")",
    "!",
    "`",
    "{",
    "}",
    "{:",
    "#",
    "&",
    "&#60;",
    "&lt;",
    "|",
    "---",
    "\\",
    "*",
    "_",
    "<!--",
    "-->",
    "x",
    "。",
    "http://a",
    "data:",
    "!!!",
    "[1]",
    "[1]:",
    "wzxhzdk:0",
    "klzzwxh:0000",
    ";",
    "://",
    "PM-2026-0001",
    "mailto:a@b",
    "<?",
    "%}",
    "{{",
    "```",
]
BLANKS = [
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\xa0",
    "- ",
    "> ",
    "# ",
    "```\n",
    "~~~\n",
    "\x02",
    "\x03",
    LESS_THAN,
    LEFT_BRACE,
]
signs = st.lists(st.sampled_from([*SIGNS, *BLANKS]), max_size=24).map("".join)


@given(st.one_of(signs, st.text(max_size=60)))
@example("<script>alert(1)</script>")
@example("`x`](javascript:alert`1`)")
def test_no_text_of_an_author_comes_alive(text: str) -> None:
    """Whatever signs are put together: no foreign tag, no handler, no script address, in prose and in a line."""
    _assert_harmless(rendered(f"{prose(text, lambda identifier: f'{identifier}.md')}\n\n- {inline(text)}\n"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Co"]), max_size=60))
def test_a_line_shows_what_was_written(text: str) -> None:
    """No sign of a line is lost or changed on its way through Markdown."""
    page = _Page(rendered(f"**X{inline(text)}X**"))

    assert "".join(page.shown.split()) == "".join(f"X{text}X".split())


@given(
    st.text(st.sampled_from("ab <>{}&*_`\\中"), max_size=40).filter(
        lambda text: text.strip() != "" and "```" not in text
    )
)
def test_a_code_block_keeps_its_signs(text: str) -> None:
    """`<`, `{` and `&` in a fenced block are shown as they are."""
    page = _Page(rendered(str(prose(f"```\n{text}\n```"))))

    assert page.shown.strip("\n").rstrip() == text.rstrip().strip("\n")


HEADINGS = [
    ("# 一\n## 二\n", "### 一\n#### 二\n"),
    ("#### 深\n", "#### 深\n"),
    ("###### 六\n# 一\n", "###### 六\n### 一\n"),
    ("```\n# 注释\n```\n# 一\n", "```\n# 注释\n```\n### 一\n"),
    ("#标签 C#\n", "#标签 C#\n"),
    ("没有\n", "没有\n"),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings_cannot_break_the_outline(text: str, expected: str) -> None:
    """The highest heading of a text is one below that of its section; comments in code are none."""
    assert str(prose(text)) == expected


LINKS = [
    ("见 PM-2026-0001。", "见 [PM-2026-0001](../x.md)。"),
    ("见PM-2026-0001和PM-2026-0001", "见[PM-2026-0001](../x.md)和[PM-2026-0001](../x.md)"),
    ("`PM-2026-0001` [PM-2026-0001](y.md)", "`PM-2026-0001` [PM-2026-0001](y.md)"),
    ("```\nPM-2026-0001\n```", "```\nPM-2026-0001\n```"),
    (
        "PM-2026-9999 XPM-2026-0001 a/PM-2026-0001 PM-2026-0001-2",
        "PM-2026-9999 XPM-2026-0001 a/PM-2026-0001 PM-2026-0001-2",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_known_ids_become_links(text: str, expected: str) -> None:
    """Ids in running text lead to their pages; those in code, links, addresses and unknown ones stay."""
    assert str(prose(text, {"PM-2026-0001": "../x.md"}.get)) == expected


def test_markup_passes() -> None:
    """What a template made itself is not escaped twice."""
    assert inline(Markup("<b>x</b>")) == Markup("<b>x</b>")
    assert inline("a\n  b") == "a b"


def test_the_extension_is_that_of_the_site() -> None:
    """The organization's mkdocs.yml names it last, so that it sees what all others made."""
    names = yaml_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]

    assert names[-1] == "generator.site.safe_markdown"
    assert Path(REPOSITORY / "generator/site/safe_markdown.py").is_file()
