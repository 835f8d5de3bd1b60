"""What a check is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from generator.diagnostics import Diagnostic, Rule
from generator.graph import Graph


class Check(Protocol):
    """A plug of this floor: one rule (`RULE`) or a family of rules (`RULES`), and how to find where they are broken."""

    def find(self, graph: Graph, today: date) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place that breaks a rule."""


def rules_of(check: object) -> tuple[Rule, ...]:
    """Return the rules of a check, in the order of their codes."""
    many: tuple[Rule, ...] = getattr(check, "RULES", ())
    return many or (getattr(check, "RULE"),)  # noqa: B009 (a module need not have it)
