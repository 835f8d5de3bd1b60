"""From a node tree to a record: shape it, let pydantic type it, explain what pydantic refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Rule, Severity, Span
from generator.model.kind import Kind
from generator.model.left_out import Citation, citations
from generator.model.node import Mapping as MappingNode
from generator.model.node import Node, Scalar, Sequence
from generator.model.record import Record, span_of
from generator.model.source import Source
from generator.reading import field_rules as rules
from generator.reading.shaping import Shaper, quote_hint
from generator.reading.spellings import Spellings

_PLACEHOLDER = re.compile(
    r"TODO\b.*|X{3,}|[-A-Z]*Y{4}-N{3,}|<[^<>]{1,40}待填[^<>]{0,20}>|(?:请)?(?:待填写?|填写标题)", re.DOTALL
)

_RULE_BY_TYPE: Mapping[str, Rule] = {
    "missing": rules.MISSING_FIELD,
    "text_expected": rules.TEXT_EXPECTED,
    "text_empty": rules.MISSING_FIELD,
    "string_type": rules.TEXT_EXPECTED,
    "instant_format": rules.BAD_INSTANT,
    "day_format": rules.BAD_DATE,
    "no_such_date": rules.NO_SUCH_DATE,
    "int_parsing": rules.BAD_NUMBER,
    "int_type": rules.BAD_NUMBER,
    "int_from_float": rules.BAD_NUMBER,
    "greater_than_equal": rules.BAD_NUMBER,
    "less_than_equal": rules.BAD_NUMBER,
    "bool_parsing": rules.BAD_BOOLEAN,
    "bool_type": rules.BAD_BOOLEAN,
    "string_too_long": rules.TOO_LONG,
    "enum": rules.UNKNOWN_VALUE,
}


class Validation(NamedTuple):
    """A record, or None with what it would have cited; and in both cases what was found."""

    record: Record | None
    found: list[Diagnostic]
    cited: tuple[Citation, ...] = ()


class Validator:
    """Makes records of node trees; `zone` is that of times without an offset."""

    def __init__(self, spellings: Spellings, zone: tzinfo) -> None:
        self._spellings = spellings
        self._context = {"zone": zone}

    def record(
        self, source: Source, node: MappingNode, kind: Kind, extra: Mapping[str, str] | None = None
    ) -> Validation:
        """Return the record that `node` holds, or None with the reasons.

        `extra` are values that stand outside the YAML, such as the body of an article.
        """
        shaper = Shaper(source.path, self._spellings)
        shaped = shaper.record(node, kind.model)
        found = shaper.diagnostics
        found.extend(_id_and_placeholders(source.path, shaped, kind))
        values = plain(shaped)
        assert isinstance(values, dict)
        for name, value in (extra or {}).items():
            values.setdefault(name, value)
        refused = {diagnostic.field for diagnostic in found if diagnostic.severity is Severity.ERROR} | shaper.meant
        try:
            record = kind.model.model_validate(values, context=self._context)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                diagnostic = _explain(source.path, shaped, details)
                if not any(field == diagnostic.field or diagnostic.field.startswith(f"{field}.") for field in refused):
                    found.append(diagnostic)
            return _refused(source.path, shaped, kind, found)
        if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
            return _refused(source.path, shaped, kind, found)
        return Validation(record.placed(source.path, shaped, source.digest), found)


def _refused(path: str, node: MappingNode, kind: Kind, found: list[Diagnostic]) -> Validation:
    told = {diagnostic.span for diagnostic in found if diagnostic.severity is Severity.ERROR}
    cited = (one for one in citations(path, node, kind.model) if one.span not in told)
    return Validation(None, found, tuple(cited))


def plain(node: Node) -> Any:
    """Return the node tree as dictionaries, lists and texts."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def _id_and_placeholders(path: str, node: MappingNode, kind: Kind) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for key, value in node.entries:
        if isinstance(value, Scalar) and value.value and _PLACEHOLDER.fullmatch(value.value.strip()):
            span = Span(path, value.line, value.column)
            name = key.value or ""
            found.append(rules.PLACEHOLDER_LEFT.at(span, field=name, value=value.value.strip()))
    identifier = node.get("id")
    if not isinstance(identifier, Scalar) or not identifier.value or any(one.field == "id" for one in found):
        return found
    if not kind.accepts_id(identifier.value):
        span = Span(path, identifier.line, identifier.column)
        quote = quote_hint(identifier)
        found.append(rules.BAD_ID.at(span, field="id", value=identifier.value, example=kind.id_example, quote=quote))
    return found


def _explain(path: str, root: MappingNode, details: ErrorDetails) -> Diagnostic:
    location = details["loc"]
    span = span_of(path, root, location)
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")
    rule = _RULE_BY_TYPE.get(details["type"], rules.WRONG_VALUE)
    given = details.get("input")
    context = details.get("ctx", {})
    key = str(location[-1]) if location else ""
    return rule.at(
        span,
        field=name,
        value=given if isinstance(given, str) else "…",
        example="2026-05-11T14:35+08:00" if rule is rules.BAD_INSTANT else f"{key}: …",
        limit=context.get("max_length", ""),
        allowed=context.get("expected", ""),
        quote="",
    )
