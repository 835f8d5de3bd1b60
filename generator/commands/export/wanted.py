"""What somebody wants to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line; None and empty where nothing was."""

    since: date | None = None
    until: date | None = None
    system: str = ""
    out: Path | None = None
    form: str = "xlsx"
