"""What a check is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from generator.diagnostics import Diagnostic, Rule
from generator.graph import Graph


class Check(Protocol):
    """A plug of this floor: one rule, and how to find where it is broken."""

    RULE: Rule

    def find(self, graph: Graph, today: date) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place that breaks the rule."""
