"""Make texts of records safe inside Markdown pages.

Three ways, by where a text goes:

- inside our own HTML, Jinja's autoescape is enough;
- inside a line of Markdown, `inline` writes every sign that Markdown or HTML would act on as an entity;
- `prose` keeps the author's Markdown but hides `<` and `{` behind private-use signs, which the Markdown
  extension of the site turns into `&lt;` and `{` after rendering. So no HTML, no attribute list and no
  template of an author ever comes alive, and code blocks still show them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

LESS_THAN, LEFT_BRACE = "\ue03c", "\ue07b"
_HIDDEN = str.maketrans({"<": LESS_THAN, "{": LEFT_BRACE, LESS_THAN: "", LEFT_BRACE: "", "\x02": "", "\x03": ""})
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()#+.!|<>&~^=$:\"'@-]")
_HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$", re.MULTILINE | re.DOTALL)
# Whatever looks like an id; the caller knows which records there are.
_RECORD_ID = re.compile(r"(?<![\w/\[(#.-])[A-Z]{2,}-[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w\]-])", re.ASCII)
_WRAPPED_CHINESE = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_CODE_OR_LINK = re.compile(
    r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]*`|!?\[[^\]\n]*\]\([^)\n]*\)", re.MULTILINE | re.DOTALL
)


def inline(text: object) -> Markup:
    """Return `text` for one line of Markdown, shown sign by sign as it was written."""
    if isinstance(text, Markup):
        return text
    one_line = " ".join(str(text).split())
    return Markup(_MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", one_line))


def prose(text: str, link: Callable[[str], str | None] = lambda _: None, headings_from: int = 3) -> Markup:
    """Return an author's Markdown, made harmless; ids that `link` knows become links.

    `link` returns the relative address of a record's page, or None. The highest heading becomes one of level
    `headings_from`, so that it cannot break the outline of the page.
    """
    shifted = _shift_headings(text.translate(_HIDDEN), headings_from)
    return Markup(_linked(_join_wrapped(shifted), link))


def _shift_headings(text: str, level: int) -> str:
    spans = [match.span() for match in _FENCE.finditer(text)]

    def outside(position: int) -> bool:
        return not any(start <= position < end for start, end in spans)

    levels = [len(match[1]) for match in _HEADING.finditer(text) if outside(match.start())]
    if not levels:
        return text
    shift = max(level - min(levels), 0)
    return _HEADING.sub(lambda match: "#" * min(len(match[1]) + shift, 6) if outside(match.start()) else match[0], text)


def _linked(text: str, link: Callable[[str], str | None]) -> str:
    parts: list[str] = []
    position = 0
    for kept in _CODE_OR_LINK.finditer(text):
        parts += (_link_ids(text[position : kept.start()], link), kept[0])
        position = kept.end()
    parts.append(_link_ids(text[position:], link))
    return "".join(parts)


def _join_wrapped(text: str) -> str:
    """Join lines that were wrapped between two Chinese signs: a browser would show the line break as a blank."""
    fences = [match.span() for match in _FENCE.finditer(text)]

    def joined(match: re.Match[str]) -> str:
        return match[0] if any(start <= match.start() < end for start, end in fences) else ""

    return _WRAPPED_CHINESE.sub(joined, text)


def _link_ids(text: str, link: Callable[[str], str | None]) -> str:
    def replaced(match: re.Match[str]) -> str:
        address = link(match[0])
        return f"[{match[0]}]({address})" if address else match[0]

    return _RECORD_ID.sub(replaced, text)
