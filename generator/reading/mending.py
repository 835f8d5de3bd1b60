"""A copy of a source with its syntax mistakes mended, only to find what else is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.model.source import Source
from generator.reading import layout_rules, refused_rules, syntax_rules

# Mistakes of one line whose mending leaves the other lines alone. Indentation is none of them.
_MENDABLE = (
    layout_rules.FULL_WIDTH_COLON,
    layout_rules.ODD_SPACE,
    layout_rules.MISSING_SPACE_AFTER_COLON,
    syntax_rules.UNQUOTED_COLON,
    syntax_rules.UNCLOSED_QUOTE,
    syntax_rules.INNER_QUOTE,
    syntax_rules.UNKNOWN_ESCAPE,
    syntax_rules.RESERVED_FIRST_CHARACTER,
    syntax_rules.TEXT_AFTER_BRACKET,
    syntax_rules.UNCLOSED_BRACKET,
    refused_rules.TAG_NOT_ALLOWED,
)


def mended(source: Source, found: Sequence[Diagnostic]) -> Source | None:
    """Return the source with every line of `found` as its hint shows it, or None if one of them cannot be mended.

    The diagnostics are errors and stay errors: the copy is never published.
    """
    lines = source.text.split("\n")
    for each in found:
        fixed = each.values.get("fixed", "")
        if each.rule not in _MENDABLE or lines[each.span.line - 1] == fixed:
            return None
        lines[each.span.line - 1] = fixed
    return replace(source, text="\n".join(lines))
