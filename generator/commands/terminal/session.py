"""What every verb shares: the options of the run and the organization that it works on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _, current
from generator.errors import SettingsMistaken
from generator.wording import N_

# Days are reckoned with beyond the one that counts as today; the calendar of Python ends with the year 9999.
_LAST_YEAR = 9000

if TYPE_CHECKING:
    from generator.library import Library
    from generator.settings import Settings


class Session:
    """The options of one run; paths and settings are found when first asked for."""

    def __init__(
        self,
        *,
        folder: Path | None = None,
        as_json: bool = False,
        quiet: bool = False,
        verbose: bool = False,
        color: bool | None = None,
        day: date | None = None,
    ) -> None:
        self.folder = folder or Path.cwd()
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose
        self.color = color
        self.day = day

    @cached_property
    def root(self) -> Path:
        """The organization's root folder; raises UserError outside of one."""
        from generator.files.root import find_root

        return find_root(self.folder)

    @cached_property
    def settings(self) -> Settings:
        """The settings in the organization's mkdocs.yml; raises SettingsMistaken where they cannot be used."""
        from generator.reading.settings_file import read_settings

        return read_settings((self.root / "mkdocs.yml").read_bytes())

    def settings_as_far_as_they_go(self) -> SettingsMistaken | None:
        """Go on with the settings that can be read; return what is wrong with the others, if anything is."""
        try:
            _settings = self.settings
        except SettingsMistaken as mistaken:
            self.settings = mistaken.settings
            return mistaken
        return None

    @cached_property
    def today(self) -> date:
        """The day of this run: `--today`, or the clock's day in the organization's time zone."""
        return self.day or datetime.now(self.settings.zone).date()

    def forget(self) -> None:
        """Read settings and clock anew when they are next asked for."""
        for name in ("settings", "today"):
            self.__dict__.pop(name, None)

    def library(self) -> Library:
        """Read, check and link the whole organization."""
        from generator.memory import collector_resting
        from generator.registry import load_library

        with collector_resting():
            return load_library(self.root, self.settings, self.today)

    def say(self, text: str = "") -> None:
        """Print for people: on standard output, or on standard error when the answer is JSON."""
        if not self.quiet:
            click.echo(text, err=self.as_json, color=self.color)

    def complain(self, text: str) -> None:
        """Print what went wrong, also with `--quiet`."""
        click.echo(text, err=self.as_json, color=self.color)

    def answer(self, payload: Mapping[str, Any]) -> None:
        """Print the one JSON object of this run."""
        sys.stdout.write(as_json(payload) + "\n")

    def style(self, text: str, **styles: Any) -> str:
        """Return `text` in colours where the terminal shows them."""
        return click.style(text, **styles) if self.color is not False else text


def as_json(payload: Mapping[str, Any]) -> str:
    """Return `payload` as JSON on one line, in characters that standard output has: a pipe of Windows is seldom UTF-8."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    return json.dumps(payload, ensure_ascii=encoding != "utf8")


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that every verb accepts, and a Session in their place."""

    @click.option("-C", "folder", type=click.Path(path_type=Path), metavar="DIR", help=_(N_("Work in this folder.")))
    @click.option(
        "--lang", type=click.Choice(["zh", "en"]), help=_(N_("Language of the messages.")), expose_value=False
    )
    @click.option("--json", "as_json", is_flag=True, help=_(N_("Answer with one JSON object.")))
    @click.option("-q", "--quiet", is_flag=True, help=_(N_("Say only what went wrong.")))
    @click.option("-v", "--verbose", is_flag=True, help=_(N_("Say more, also the raw text of the parser.")))
    @click.option("--no-color", is_flag=True, help=_(N_("No colours.")))
    @click.option(
        "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=_(N_("Reckon as if this were today."))
    )
    @wraps(command)
    def run(
        folder: Path | None,
        as_json: bool,
        quiet: bool,
        verbose: bool,
        no_color: bool,
        today: datetime | None,
        **options: Any,
    ) -> Any:
        if today is not None and today.year > _LAST_YEAR:
            raise click.BadParameter(
                _(N_("The day lies too far away; the last year is {year}."), year=_LAST_YEAR), param_hint="--today"
            )
        session = Session(
            folder=folder,
            as_json=as_json,
            quiet=quiet,
            verbose=verbose,
            color=False if no_color else None,
            day=today.date() if today else None,
        )
        return command(session, **options)

    return run


def close_to(word: str, words: Iterable[str]) -> str:
    """Return a question whether the nearest of `words` was meant, or an empty text; case and width do not matter."""
    from difflib import get_close_matches

    from generator.model.vocabulary import spelling

    known = {spelling(one): one for one in reversed([*words])}
    nearest = get_close_matches(spelling(word), known, n=1, cutoff=0.5)
    return current().text(N_("Did you mean {word}?"), word=known[nearest[0]]) if nearest else ""
