"""C093 and C094: two actions or two causes of one CAPA bear the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.model.vocabulary import spelling
from generator.wording import N_

ACTION = Rule(
    code="C093",
    name="action-number-twice",
    severity=Severity.ERROR,
    message=N_("{capa} has two actions {value}."),
    hint=N_("Give each action a number of its own, such as A1, A2; what cites the number must follow."),
    what=N_("Two actions of one CAPA bear the same number."),
    why=N_("Nobody can tell which of them was verified, extended or taken into a document."),
    example="actions:\n  - {id: A1, text: 加告警}\n  - {id: A1, text: 写进规程}\n",
    instead="actions:\n  - {id: A1, text: 加告警}\n  - {id: A2, text: 写进规程}\n",
)
CAUSE = Rule(
    code="C094",
    name="cause-number-twice",
    severity=Severity.ERROR,
    message=N_("{capa} has two causes {value}."),
    hint=N_("Give each cause a number of its own, such as RC1, RC2; the actions that address it must follow."),
    what=N_("Two causes of one CAPA bear the same number."),
    why=N_("An action against one of them passes for an action against both."),
    example="causes:\n  - {id: RC1, text: 没有告警, role: root}\n  - {id: RC1, text: 没有归档, role: root}\n",
    instead="causes:\n  - {id: RC1, text: 没有告警, role: root}\n  - {id: RC2, text: 没有归档, role: root}\n",
)
RULES = (ACTION, CAUSE)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every action and cause whose number stands above it already."""
    for capa in graph.of(Capa):
        for rule, name, numbers in (
            (ACTION, "actions", [row.id for row in capa.actions]),
            (CAUSE, "causes", [row.id for row in capa.causes]),
        ):
            for place in _again(numbers):
                yield rule.at(
                    capa.span(name, place, "id"), field=f"{name}[{place}].id", capa=capa.id, value=numbers[place]
                )


def _again(numbers: Iterable[str | None]) -> Iterator[int]:
    seen: set[str] = set()
    for place, number in enumerate(numbers):
        key = spelling(number) if number else ""
        if key and key in seen:
            yield place
        seen.add(key)
