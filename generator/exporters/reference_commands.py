"""The reference of commands: every verb with its options and exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.exporters.markdown_text import code, fence, heading, page, plain, table
from generator.i18n.catalogue import Catalogue
from generator.wording import N_

EXIT_CODES = (
    (0, N_("All went well.")),
    (1, N_("The content has errors, with --strict also warnings; or what was given cannot be worked with.")),
    (2, N_("The command was written wrongly: an unknown verb, option or value.")),
    (3, N_("The machine stands in the way: port, rights, disk, a missing part.")),
    (4, N_("A search or list found nothing.")),
    (130, N_("Stopped with Ctrl+C.")),
)


@dataclass(frozen=True, slots=True)
class Option:
    """An option as the command line knows it: its names, what is written after it, its help."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    help: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A command as the command line knows it; `remarks` say what its exit codes mean, as an English catalogue text."""

    name: str
    usage: str
    help: str
    remarks: str
    options: tuple[Option, ...]


def commands_page(verbs: Iterable[Verb], catalogue: Catalogue) -> str:
    """Return the page of all commands; their texts are in the catalogue's language already."""
    say = catalogue.text
    known = tuple(verbs)
    shared = (
        tuple(option for option in known[0].options if all(option in verb.options for verb in known)) if known else ()
    )
    rows = [(f"[{verb.name}](#{verb.name.replace(' ', '-')})", plain(verb.help)) for verb in known]
    return page(
        (
            heading(1, say(N_("Commands"))),
            table([say(N_("Command")), say(N_("What it does"))], rows),
            heading(2, say(N_("Exit codes"))),
            table(
                [say(N_("Code")), say(N_("Meaning"))], [(str(number), plain(say(text))) for number, text in EXIT_CODES]
            ),
            heading(2, say(N_("Options of every command"))),
            _options(shared, catalogue),
            *(part for verb in known for part in _verb(verb, shared, catalogue)),
        )
    )


def _verb(verb: Verb, shared: tuple[Option, ...], catalogue: Catalogue) -> Iterator[str]:
    yield f"## {verb.name}"
    yield plain(verb.help)
    yield fence(verb.usage, "text")
    yield plain(catalogue.text(verb.remarks)) if verb.remarks else ""
    own = tuple(option for option in verb.options if option not in shared)
    if own:
        yield _options(own, catalogue)


def _options(options: tuple[Option, ...], catalogue: Catalogue) -> str:
    head = [catalogue.text(text) for text in (N_("Command option"), N_("Argument"), N_("Meaning"))]
    return table(head, [_cells(option) for option in options])


def _cells(option: Option) -> tuple[str, str, str]:
    return " ".join(map(code, option.names)), " ".join(map(code, option.values)), plain(option.help)
