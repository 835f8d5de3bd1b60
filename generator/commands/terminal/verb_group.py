"""A verb that has verbs of its own, such as `fupan sop release`; each lies in a module of its own, in the folder of its group."""

from __future__ import annotations

import importlib
from typing import Any

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import close_to
from generator.wording import N_


class VerbGroup(click.Group):
    """Imports a verb's module only when the verb is used or listed."""

    def __init__(self, name: str, verbs: tuple[str, ...], **settings: Any) -> None:
        super().__init__(
            name=name,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
            **settings,
        )
        self._verbs = verbs

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the verbs in the order in which one needs them."""
        return list(self._verbs)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the verb's command, or None for an unknown word."""
        if name not in self._verbs:
            return None
        module = f"generator.commands.{self.name}.{name.replace('-', '_')}"
        found: click.Command = importlib.import_module(module).command
        return found

    def resolve_command(self, context: click.Context, arguments: list[str]) -> Any:
        """Suggest the nearest verb for an unknown one."""
        if arguments and arguments[0] not in self._verbs and not arguments[0].startswith("-"):
            message = _(N_("There is no command {word}."), word=f"{self.name} {arguments[0]}")
            context.fail(f"{message} {close_to(arguments[0], list(self._verbs))}".strip())
        return super().resolve_command(context, arguments)
