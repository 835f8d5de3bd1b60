"""The few settings of the generator, from `extra.fupan` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

# Where they stand, below the organization's root.
FILE = "mkdocs.yml"
# From what everyone may read to what few may read.
AUDIENCES = ("public", "internal", "restricted")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organization sets once for its whole site."""

    organization: str = "Fupan"
    """The organization's name, as the home page and the printed head show it."""
    language: str = "zh"
    """The language of the site, and of the command line where `--lang` says nothing else: `zh` or `en`."""
    timezone: str = "Asia/Shanghai"
    """IANA name of the time zone of all times without an offset, and of today."""
    example: bool = False
    """Whether every page is marked as an example of a fictitious company."""
    phone_label: str = ""
    """Whom the number on every page reaches, such as IT on call."""
    phone_number: str = ""
    """The number to call when something is broken now; empty for none."""
    search_log: bool = True
    """Whether searches that found nothing are noted on this machine, without who asked, for `fupan search --gaps`."""
    audience: str = "internal"
    """The widest confidentiality that the site may show: `public`, `internal` or `restricted`."""
    audit_since: date | None = None
    """The day, as 2026-12-01, from which changes of ended records need an entry under corrections; empty for always."""

    @property
    def zone(self) -> ZoneInfo:
        """The fixed time zone of the site."""
        return ZoneInfo(self.timezone)
