"""Find what a word on the command line means: a kind of record, or a record by one of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import close_to
from generator.model.vocabulary import spelling
from generator.wording import N_

if TYPE_CHECKING:
    from generator.graph import AnyRecord, Graph
    from generator.model.kind import Kind


def kind_named(word: str, kinds: Mapping[str, Kind], among: Iterable[str] | None = None) -> Kind:
    """Return the kind with this name, plural or label; raises UsageError with the nearest for any other word."""
    names = list(kinds) if among is None else list(among)
    wanted = spelling(word.replace("-", "_"))
    for name in names:
        kind = kinds[name]
        labels = (current().text(kind.label), current().text(kind.plural_label), kind.label, kind.plural_label)
        if wanted in (name, kind.plural) or spelling(word) in map(spelling, labels):
            return kind
    message = _(N_("There is no kind of record {word}; the kinds are: {known}."), word=word, known=", ".join(names))
    raise click.UsageError(f"{message} {close_to(word, names)}".strip())


def record_named(word: str, model: type[AnyRecord], graph: Graph, absent: str) -> AnyRecord:
    """Return the record of a model with this id, name or alias; raises BadParameter for any other word.

    `absent` is a catalogue text with the place {name}; the nearest name follows it, or all ids if none is near.
    """
    from generator.graph import names_of

    found = graph.named(model, word)
    if found is not None:
        return found
    records = graph.of(model)
    nearest = close_to(word, [name for record in records for name in names_of(record)])
    known = ", ".join(record.id for record in records)
    raise click.BadParameter(f"{_(absent, name=word.strip())} {nearest or known}".strip())


def system_named(word: str, graph: Graph) -> str:
    """Return the id of the system with this id, name or alias; raises BadParameter for any other word."""
    from generator.kinds.system import System

    return record_named(word, System, graph, N_("There is no system {name}.")).id
