"""A command that has verbs: `fupan` itself, and verbs with verbs of their own, such as `fupan sop release`."""

from __future__ import annotations

import importlib
from typing import Any

import click

from generator.commands.terminal.language import _
from generator.wording import N_


class VerbGroup(click.Group):
    """Imports a verb's module, which lies in the package `room`, only when the verb is used or listed."""

    def __init__(self, name: str, verbs: tuple[str, ...], *, room: str, **settings: Any) -> None:
        super().__init__(
            name=name,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
            **settings,
        )
        self._verbs = verbs
        self._room = room

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the verbs in the order in which one needs them."""
        return list(self._verbs)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the verb's command, or None for an unknown word."""
        if name not in self._verbs:
            return None
        found: click.Command = importlib.import_module(f"{self._room}.{name.replace('-', '_')}").command
        return found

    def resolve_command(self, context: click.Context, arguments: list[str]) -> Any:
        """Suggest the nearest verb for an unknown one."""
        if arguments and arguments[0] not in self._verbs and not arguments[0].startswith("-"):
            from generator.commands.terminal.session import close_to

            typed = f"{self.name} {arguments[0]}" if context.parent else arguments[0]
            message = _(N_("There is no command {word}."), word=typed)
            context.fail(f"{message} {close_to(arguments[0], list(self._verbs))}".strip())
        return super().resolve_command(context, arguments)
