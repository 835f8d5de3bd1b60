"""The few exceptions; everything that an author can mend is a Diagnostic instead.

FupanError
├── UserError          exit 1   what was given cannot be worked with
│   └── SettingsMistaken        settings that cannot be, each with its place
└── EnvironmentFault   exit 3   port, rights, disk, lock, missing tool
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from generator.wording import N_

if TYPE_CHECKING:
    from generator.diagnostics import Report
    from generator.model.source import Source
    from generator.settings import Settings


class FupanError(Exception):
    """Base of the errors that the command line explains without a traceback.

    `message` is a catalogue text with `{name}` places, filled from `values` when it is shown.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class UserError(FupanError):
    """What the user gave cannot be worked with (exit 1)."""


class SettingsMistaken(UserError):
    """mkdocs.yml holds what cannot be: `report` tells it, `settings` are those that can be read, `sources` its text."""

    def __init__(self, report: Report, settings: Settings, sources: Mapping[str, Source]) -> None:
        super().__init__(
            N_("mkdocs.yml holds settings that cannot be used (line {lines})."),
            lines=", ".join(str(found.span.line) for found in report),
        )
        self.report = report
        self.settings = settings
        self.sources = sources


class EnvironmentFault(FupanError):
    """The machine stands in the way: port, rights, disk, lock, missing extra (exit 3)."""

    exit_code = 3
