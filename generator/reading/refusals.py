"""Collects what YAML allows and a record does not."""

from generator.diagnostics import Diagnostic, Rule, Span
from generator.model.source import Source
from generator.reading import refused_rules as rules
from generator.reading.lines import in_quotes

_SINGLY = 10  # more anchors and aliases than this are told in one sentence


class Refusals:
    """The diagnostics of one source while its tree is built; `all` returns them."""

    def __init__(self, source: Source) -> None:
        self.found: list[Diagnostic] = []
        self._source = source
        self._references: list[Diagnostic] = []

    def at(self, rule: Rule, line: int, column: int, path: str = "", **values: object) -> None:
        """Add the diagnostic of `rule` at a place."""
        self.found.append(rule.at(Span(self._source.path, line, column), field=path, **values))

    def anchor(self, name: str, line: int, column: int, path: str) -> None:
        """Add an anchor (`&name`)."""
        span = Span(self._source.path, line, column)
        self._references.append(rules.ANCHOR_NOT_ALLOWED.at(span, field=path, anchor=name))

    def alias(self, name: str, line: int, column: int, path: str) -> None:
        """Add an alias (`*name`)."""
        span = Span(self._source.path, line, column)
        self._references.append(rules.ALIAS_NOT_ALLOWED.at(span, field=path, alias=name))

    def tag(self, tag: str, line: int, column: int, path: str) -> None:
        """Add a tag; the hint shows its line with the value in quotes, for the case that the `!` was meant as text."""
        text = self._source.line(line)
        fixed = text[: column - 1] + in_quotes(text[column - 1 :].rstrip())
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        self.at(rules.TAG_NOT_ALLOWED, line, column, path, key=path or "-", tag=shown, fixed=fixed)

    def all(self) -> list[Diagnostic]:
        """Return everything found; a flood of anchors and aliases becomes one diagnostic for the file."""
        if len(self._references) <= _SINGLY:
            return self.found + self._references
        first = min(each.span.line for each in self._references)
        flood = rules.TOO_MANY_ALIASES.at(Span(self._source.path), count=len(self._references), first=first)
        return [*self.found, flood]
