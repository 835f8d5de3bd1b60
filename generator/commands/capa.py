"""`fupan capa`: see how a CAPA stands and move it on, by edits of its YAML that its guards allow."""

from __future__ import annotations

import importlib
from typing import Any

import click

from generator.commands.language import _
from generator.commands.session import close_to
from generator.wording import N_

VERBS = ("show", "advance", "extend", "verify", "check-effectiveness", "close", "reopen", "cancel")


def module_of(verb: str) -> str:
    """Return the name of the module in this room that holds a verb of the group."""
    return f"capa_{verb.replace('-', '_')}"


class CapaVerbs(click.Group):
    """Imports a verb's module only when the verb is used or listed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the verbs in the order in which one needs them."""
        return list(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the verb's command, or None for an unknown word."""
        if name not in VERBS:
            return None
        found: click.Command = importlib.import_module(f"generator.commands.{module_of(name)}").command
        return found

    def resolve_command(self, context: click.Context, arguments: list[str]) -> Any:
        """Suggest the nearest verb for an unknown one."""
        if arguments and arguments[0] not in VERBS and not arguments[0].startswith("-"):
            message = _(N_("There is no command {word}."), word=f"capa {arguments[0]}")
            context.fail(f"{message} {close_to(arguments[0], list(VERBS))}".strip())
        return super().resolve_command(context, arguments)


command = CapaVerbs(
    name="capa",
    help=_(N_("One CAPA: how it stands, what it lacks, and each step on its way, written into its file.")),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
