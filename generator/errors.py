"""The few exceptions; everything that an author can mend is a Diagnostic instead.

FupanError
├── UserError          exit 1   what was given cannot be worked with
└── EnvironmentFault   exit 3   port, rights, disk, lock, missing tool
"""

from typing import ClassVar


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


class EnvironmentFault(FupanError):
    """The machine stands in the way: port, rights, disk, lock, missing extra (exit 3)."""

    exit_code = 3
