"""Find the kind of record that a word on the command line means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import close_to
from generator.model.vocabulary import spelling
from generator.wording import N_

if TYPE_CHECKING:
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
