"""The few settings of the generator, from `extra.fupan` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.errors import UserError
from generator.i18n.catalogue import LANGUAGES
from generator.wording import N_

# From what everyone may read to what few may read.
AUDIENCES = ("public", "internal", "restricted")
_SWITCHES = ("example", "search_log")
# As people write them and as YAML does; the file is read as text.
_WRITTEN_SO = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


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
    audit_since: str = ""
    """The day, as 2026-12-01, from which changes of ended records need an entry under corrections; empty for always."""

    @property
    def zone(self) -> ZoneInfo:
        """The fixed time zone of the site."""
        return ZoneInfo(self.timezone)

    @property
    def audited_from(self) -> date | None:
        """The day from which ended records are watched, None for all days."""
        return _day(self.audit_since)

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> Settings:
        """Return the settings that `values` (name to text) hold; raises UserError for one that cannot be."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise UserError(
                N_("mkdocs.yml, extra.fupan: there is no setting {name}; the settings are {known}."),
                name=unknown[0],
                known=", ".join(sorted(known)),
            )
        given: dict[str, Any] = {
            name: _switched(name, text) if name in _SWITCHES else text for name, text in values.items()
        }
        settings = cls(**given)
        if settings.language not in LANGUAGES:
            raise UserError(
                N_("mkdocs.yml, extra.fupan.language: {value} is none of {known}."),
                value=settings.language,
                known=", ".join(LANGUAGES),
            )
        if settings.audience not in AUDIENCES:
            raise UserError(
                N_("mkdocs.yml, extra.fupan.audience: {value} is none of {known}."),
                value=settings.audience,
                known=", ".join(AUDIENCES),
            )
        _day(settings.audit_since)
        try:
            ZoneInfo(settings.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UserError(
                N_("mkdocs.yml, extra.fupan.timezone: there is no time zone {value}."), value=settings.timezone
            ) from error
        return settings


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise UserError(
            N_("mkdocs.yml, extra.fupan.audit_since: {value} is not a day such as 2026-12-01."), value=text
        ) from error


def _switched(name: str, text: str) -> bool:
    value = _WRITTEN_SO.get(text.strip().lower())
    if value is None:
        raise UserError(N_("mkdocs.yml, extra.fupan.{name} must be true or false."), name=name)
    return value
