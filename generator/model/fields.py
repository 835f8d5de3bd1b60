"""Declare a record's fields once: label, documentation, what a text may point at.

Everything else (validation, JSON Schema, scaffold, field reference, Chinese aliases) derives from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text as the id of a record of one of `kinds`; the graph resolves it and links back.

    With `by_name`, the target's name or an alias will do as well, without regard to case.
    """

    kinds: tuple[str, ...]
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a text as a word of an organization's `vocabulary` (severity, process), which its policy may extend."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """Marks a group as the copy of a record as it once was; what it cites is not looked up again."""


def required(label: str, doc: str, **options: Any) -> Any:
    """Declare a field that a record cannot do without, even as a draft."""
    return Field(title=label, description=doc, **options)


def optional(label: str, doc: str, default: Any = None, **options: Any) -> Any:
    """Declare a field that may be missing; `default` stands for it then."""
    return Field(default=default, title=label, description=doc, **options)


def several(label: str, doc: str, **options: Any) -> Any:
    """Declare a list that may be missing or empty."""
    return Field(default=(), title=label, description=doc, **options)
