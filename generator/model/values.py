"""The values that a text becomes when a field types it: instants, days, choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_ONE_DAY = timedelta(days=1)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")
_DAY = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?")
_DAY_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}.*")


class Choice(str, Enum):  # noqa: UP042 (a StrEnum takes no label beside the value)
    """A closed list of values; each has an English label that the catalogues translate."""

    label: str

    def __new__(cls, value: str, label: str) -> Choice:
        """Keep the label beside the value that YAML holds."""
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.label = label
        return choice

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Instant:
    """A point in time as people know it: always the day, the moment only when it was written down.

    `moment` has an offset; None says that the time of day is unknown, which is not midnight.
    """

    day: date
    moment: datetime | None = None

    def __str__(self) -> str:
        return self.moment.isoformat(timespec="minutes") if self.moment else self.day.isoformat()

    def in_zone(self, zone: tzinfo) -> Instant:
        """Return the same point as the clocks of `zone` show it."""
        if self.moment is None:
            return self
        local = self.moment.astimezone(zone)
        return Instant(local.date(), local)

    @property
    def order(self) -> tuple[date, datetime]:
        """A sort key: by day, then by moment; an unknown time of day comes first."""
        return self.day, self.moment.astimezone(UTC) if self.moment else datetime.min.replace(tzinfo=UTC)

    @classmethod
    def parse(cls, text: str, zone: tzinfo = UTC) -> Instant:
        """Return the instant that ISO 8601 `text` names; `zone` is that of a text without an offset.

        Raises PydanticCustomError `instant_format` or `no_such_date`.
        """
        text = text.strip()
        if not _INSTANT.fullmatch(text):
            raise PydanticCustomError("instant_format", "not an ISO 8601 date and time")
        try:
            if len(text) == len("2026-05-11"):
                return cls(date.fromisoformat(text))
            day, _, clock = text.replace(" ", "T", 1).replace(" ", "").partition("T")
            moment = datetime.fromisoformat(f"{day}T0{clock}" if clock[1] == ":" else f"{day}T{clock}")
            moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            for beside in (-_ONE_DAY, _ONE_DAY):  # at either end of the calendar some clocks have no day for it
                moment.astimezone(UTC) + beside
        except (ValueError, OverflowError) as error:
            raise PydanticCustomError("no_such_date", "no such date or time") from error
        return cls(moment.date(), moment)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def from_text(value: Any, info: core_schema.ValidationInfo) -> Instant:
            if isinstance(value, Instant):
                return value
            if not isinstance(value, str):
                raise PydanticCustomError("instant_format", "not an ISO 8601 date and time")
            context = info.context if isinstance(info.context, Mapping) else {}
            zone = context.get("zone", UTC)
            # Days, order and lists are those of the site's clocks, whatever the offset that was written.
            return cls.parse(value, zone).in_zone(zone)

        return core_schema.with_info_plain_validator_function(from_text)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_INSTANT.pattern}$", "examples": ["2026-05-11T14:35+08:00"]}


def elapsed(start: Instant | None, end: Instant | None) -> timedelta | None:
    """Return the time from `start` to `end`, or None where either time of day is unknown."""
    if start is None or end is None or start.moment is None or end.moment is None:
        return None
    # In UTC, because Python reckons by the clock on the wall between two times of one zone, across a change of the clock too.
    return end.moment.astimezone(UTC) - start.moment.astimezone(UTC)


def day_from_text(text: str) -> tuple[date, bool]:
    """Return the day that `text` names and whether it was written in ISO form.

    `2026/12/1`, `2026年12月1日` and `２０２６-12-01` are understood, so that a hand-written date is not lost.
    Raises PydanticCustomError `day_format` or `no_such_date`.
    """
    match = _DAY.fullmatch(text.strip()) or _DAY_WITH_TIME.fullmatch(text.strip())
    if match is None:
        raise PydanticCustomError("day_format", "not a date")
    try:
        parts = match.groups() if len(match.groups()) == 3 else tuple(match[1].split("-"))
        day = date(*(int(part) for part in parts))
    except ValueError as error:
        raise PydanticCustomError("no_such_date", "no such date") from error
    return day, day.isoformat() == text.strip()


def _day(value: Any) -> Any:
    return day_from_text(value)[0] if isinstance(value, str) else value


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise PydanticCustomError("text_expected", "not a text")
    if not value.strip():
        raise PydanticCustomError("text_empty", "an empty text")
    return value


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
