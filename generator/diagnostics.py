"""What is wrong with a source, where, and how to mend it: rules, diagnostics, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from generator.wording import Wording


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source: path relative to the organization's root, 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops the build, a note never counts against a file."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong, declared once; its page and `fupan explain` derive from it.

    `message` and `hint` hold `{name}` places that a diagnostic's values fill.
    All texts are English catalogue keys.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    what: str = ""
    why: str = ""
    example: str = ""
    instead: str = ""

    def at(self, span: Span, *, field: str = "", **values: object) -> Diagnostic:
        """Return this rule's diagnostic at `span`; `field` is the dotted path in the record, `{field}` in the texts."""
        texts = {
            "field": field,
            **{name: value if type(value) is Wording else str(value) for name, value in values.items()},
        }
        return Diagnostic(self, span, MappingProxyType(texts), field)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A rule that was broken at a place."""

    rule: Rule
    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    field: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of the broken rule."""
        return self.rule.severity

    def order(self) -> tuple[Span, str, tuple[str, ...]]:
        """Return the key that sorts diagnostics by place, then code."""
        return self.span, self.rule.code, tuple(self.values.values())


class Report:
    """All diagnostics of one run, sorted and without doubles."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        unique = {(found.rule.code, found.order()): found for found in diagnostics}
        self._diagnostics = tuple(sorted(unique.values(), key=Diagnostic.order))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._diagnostics)

    def __len__(self) -> int:
        return len(self._diagnostics)

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity."""
        return sum(found.severity is severity for found in self._diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the build."""
        return self.count(Severity.ERROR) > 0

    @property
    def count_warnings(self) -> int:
        """How many warnings there are, which stop a strict build."""
        return self.count(Severity.WARNING)

    def under(self, paths: Iterable[str]) -> Report:
        """Return only what lies in one of `paths` (files or folders, relative to the root)."""
        wanted = tuple(path.rstrip("/") for path in paths)
        return Report(
            found
            for found in self._diagnostics
            if any(
                found.span.path == path or found.span.path.startswith(f"{path}/") or path in ("", ".")
                for path in wanted
            )
        )
