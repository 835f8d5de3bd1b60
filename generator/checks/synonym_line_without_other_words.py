"""C011: a line of synonyms that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.synonym import SynonymGroup, read_line
from generator.wording import N_

RULE = Rule(
    code="C011",
    name="synonym-line-without-other-words",
    severity=Severity.WARNING,
    message=N_("The line “{line}” gives no other word to search for."),
    hint=N_("Part words with commas, or write what records call it after =>."),
    what=N_("A line of the synonyms holds a single word, or nothing on one side of its arrow."),
    why=N_("It changes no search, although its author expects that it does."),
    example="synonyms:\n  - id: warehouse-talk\n    title: 仓库用语\n    words: [发不了货]\n",
    instead="synonyms:\n  - id: warehouse-talk\n    title: 仓库用语\n    words: [发不了货 => 无法发货]\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield each line of words without another word."""
    for group in graph.of(SynonymGroup):
        for number, line in enumerate(group.words):
            if not read_line(line).is_useful:
                yield RULE.at(group.span("words", number), line=line)
