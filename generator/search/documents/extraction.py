"""What of a record goes into the index: its texts, and the codes that must be found whole."""

from __future__ import annotations

import re
from functools import cache

from generator.model.record import Part, Record
from generator.model.shape import shape_of

# Fields whose values are codes: people paste them from screens, labels and tickets.
IDENTIFIER_FIELDS = frozenset(
    {
        "code",
        "ticket_no",
        "lots",
        "serials",
        "tables",
        "form",
        "scar_no",
        "contract_no",
        "change_refs",
        "ref",
        "udi_di",
        "doc_no",
    }
)
LONGEST_IDENTIFIER = 64
# Names that records give to steps and checks: no words, and in an excerpt nobody understands them.
_KEYS = frozenset({"key", "step_key", "step", "check"})
# These name other steps where there may be several.
_KEYS_OF_OTHERS = frozenset({"before", "after"})
# Fields that say how a record is kept rather than what happened.
_LEFT_OUT = frozenset({"id", "title", "x_fields", "approvals", "corrections"})
_LEFT_OUT_EVERYWHERE = frozenset(
    {"sha256", "evidence", "fingerprint", "role", "by", "owner", "dept", "owner_dept", "checked_by", "entered_by"}
    | {"review_cycle", "revision", "timebox", "author", "category", "lang", "scheme", "retention", "keeper", "interval"}
    | {"audience", *_KEYS}
)
# Words that are found like the others, but that say nothing about each other: before a sentence they would be read with it.
_LAST = frozenset({"columns", "tags"})
# Signs of Markdown that would stand in an excerpt like dirt: emphasis, headings, rules and bars of tables, code, links.
_MARKS = re.compile(
    r"(?m)^\s{0,3}(?:#{1,6}\s+|>\s?|(?:```|~~~).*$)|\|?\s*:?-{3,}:?\s*\|?|[*`|]+|\]\([^)\s]*\)|!?\[(?=[^\]]*\]\()"
)

_CODE_BLOCK = re.compile(r"(?ms)^\s{0,3}(```|~~~).*?(?:^\s{0,3}\1|\Z)")
_HEADING = re.compile(r"(?m)^\s{0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")


def texts_and_identifiers(record: Record) -> tuple[list[str], tuple[str, ...]]:
    """Return every text of a record in the order of its fields, and the codes among them, each once.

    Ids, dates and closed values are no texts; references and words of a vocabulary are facets.
    """
    texts: list[str] = []
    last: list[str] = []
    codes: dict[str, None] = {}
    _gather(record, texts, last, codes)
    return [*texts, *last], tuple(codes)


def without_marks(text: str) -> str:
    """Return an author's Markdown as running text, as far as signs of layout can be told from what was meant."""
    return _MARKS.sub(" ", text) if any(sign in text for sign in "*`|#[>") or "---" in text else text


def headings_in(markdown: str) -> list[str]:
    """Return the headings of an author's Markdown; a line in a block of code that begins with # is none."""
    return [match[1] for match in _HEADING.finditer(_CODE_BLOCK.sub("", markdown))]


def _gather(part: Part, texts: list[str], last: list[str], codes: dict[str, None]) -> None:
    for attribute, key, is_group in _plan(type(part)):
        value = getattr(part, attribute)
        if value is None:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if is_group:
                _gather(item, texts, last, codes)
                continue
            (last if key in _LAST else texts).append(without_marks(item))
            if key in IDENTIFIER_FIELDS and len(item) <= LONGEST_IDENTIFIER and " " not in item:
                codes[item] = None


@cache
def _plan(model: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """Return which attributes of a model hold texts or groups: attribute, key as in YAML, whether it is a group."""
    attributes = {field.alias or name: name for name, field in model.model_fields.items()}
    left_out = _LEFT_OUT_EVERYWHERE | _LEFT_OUT if issubclass(model, Record) else _LEFT_OUT_EVERYWHERE
    return tuple(
        (attributes[key], key, field.part is not None)
        for key, field in shape_of(model).fields.items()
        if key not in left_out
        and not (field.many and key in _KEYS_OF_OTHERS)
        and field.refers is None
        and field.term is None
        and (field.part is not None or field.leaf is str)
    )
