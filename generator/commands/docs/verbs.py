"""Every verb as the references show it, read from click's own objects in any language."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator.commands.terminal.language import activate, current
from generator.exporters.reference_commands import Option, Verb
from generator.i18n.docstrings import one_line


def verbs_in(language: str) -> tuple[Verb, ...]:
    """Return all verbs with their help in `language`, whatever language this run speaks."""
    from generator.cli import VERBS, program

    with _speaking(language):
        group = program()
        with click.Context(group, info_name=group.name, **group.context_settings) as above:
            return tuple(verb for name in VERBS for verb in _verbs(name, _made_anew(name), above))


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    before = current().language
    activate(language)
    try:
        yield
    finally:
        activate(before)


def _made_anew(name: str) -> click.Command:
    """Return the verb's command from a fresh run of its module: help texts take their language when they are made."""
    importlib.import_module(f"generator.commands.{name}")  # dataclasses look their module up
    spec = importlib.util.find_spec(f"generator.commands.{name}")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: click.Command = module.command
    return made


def _verbs(name: str, command: click.Command, above: click.Context) -> Iterator[Verb]:
    """Yield a verb, or those of a group such as `sop release`; the group itself does nothing."""
    if not isinstance(command, click.Group):
        yield _verb(name, command, above)
        return
    with click.Context(command, info_name=name, parent=above) as context:
        for below in command.list_commands(context):
            yield _verb(f"{name} {below}", _made_anew(f"{name}.{below.replace('-', '_')}"), context)


def _verb(name: str, command: click.Command, above: click.Context) -> Verb:
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=above)
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    options = [one for one in command.get_params(context) if isinstance(one, click.Option) and not one.hidden]
    return Verb(
        name=name,
        usage=usage,
        help=(command.help or "").replace("\n\n", " "),
        remarks=one_line(command.callback.__doc__ if command.callback else ""),
        options=tuple(_option(one, context) for one in options),
    )


def _option(option: click.Option, context: click.Context) -> Option:
    record = option.get_help_record(context)
    if option.is_flag or option.count:
        values: tuple[str, ...] = ()
    elif isinstance(option.type, click.Choice):
        values = tuple(str(one) for one in option.type.choices)
    else:
        values = (option.make_metavar(context),)
    return Option((*option.opts, *option.secondary_opts), values, record[1] if record else "")
