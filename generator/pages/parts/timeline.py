"""The two-lane picture of an incident: technical track above, business track below, milestones between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from generator.kinds.postmortem import Event, Postmortem, Track
from generator.wording import N_

_WIDTH, _LEFT, _RIGHT = 1000, 70, 20
_MILESTONES = (
    ("started_at", "started", N_("Started")),
    ("detected_at", "detected", N_("Detected")),
    ("mitigated_at", "mitigated", N_("Mitigated")),
    ("restored_at", "restored", N_("Restored")),
)
LANE_Y = {Track.TECH: 60, Track.BUSINESS: 150}


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry of the log on its lane; `x` and `y` in the units of the picture (pixels at full size)."""

    x: float
    y: float
    number: int
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A line across both lanes."""

    x: float
    name: str
    label: str
    time: str
    label_y: float


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """All that the drawing needs; the height is fixed, the width is that of a page."""

    width: int
    height: int
    lanes: tuple[tuple[Track, float], ...]
    dots: tuple[Dot, ...]
    milestones: tuple[Milestone, ...]
    bands: tuple[tuple[Track, float, float], ...]


def picture(postmortem: Postmortem) -> TimelinePicture | None:
    """Return the drawing of an incident, or None where fewer than two moments are known."""
    milestones = [(name, label, getattr(postmortem, field)) for field, name, label in _MILESTONES]
    known = [
        (name, label, value.moment)
        for name, label, value in milestones
        if value is not None and value.moment is not None
    ]
    events = [
        (number, event)
        for number, event in enumerate(postmortem.timeline, 1)
        if event.at is not None and event.at.moment is not None
    ]
    moments = sorted([moment for _, _, moment in known] + [_moment(event) for _, event in events])
    if len(moments) < 2 or moments[0] == moments[-1]:
        return None
    scale = _Scale(moments)
    lines = tuple(
        Milestone(scale.x(moment), name, label, moment.strftime("%H:%M"), 16 if place % 2 == 0 else 32)
        for place, (name, label, moment) in enumerate(sorted(known, key=lambda row: row[2]))
    )
    return TimelinePicture(
        width=_WIDTH,
        height=210,
        lanes=tuple(LANE_Y.items()),
        dots=tuple(_dots(events, scale)),
        milestones=lines,
        bands=_bands(events, scale),
    )


class _Scale:
    """Places moments from left to right: half by time, half by rank, so that a busy minute is not one blot."""

    def __init__(self, moments: list[datetime]) -> None:
        # In one zone Python subtracts clock times; only UTC knows that a clock was changed in between.
        self._moments = sorted({moment.astimezone(UTC) for moment in moments})
        self._start, self._length = self._moments[0], (self._moments[-1] - self._moments[0]).total_seconds()
        self._rank = {moment: place / (len(self._moments) - 1) for place, moment in enumerate(self._moments)}

    def x(self, moment: datetime) -> float:
        moment = moment.astimezone(UTC)
        by_time = (moment - self._start).total_seconds() / self._length
        share = (by_time + self._rank[moment]) / 2
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _moment(event: Event) -> datetime:
    assert event.at is not None
    assert event.at.moment is not None
    return event.at.moment


def _dots(events: list[tuple[int, Event]], scale: _Scale) -> list[Dot]:
    dots: list[Dot] = []
    last: dict[float, float] = {}
    for number, event in sorted(events, key=lambda row: _moment(row[1])):
        y = LANE_Y[event.track or Track.TECH]
        x = scale.x(_moment(event))
        # Dots closer than their own width step down, so that every number stays readable.
        offset = 22 if y in last and x - last[y] < 20 else 0
        last[y] = x if not offset else last[y] - 100
        dots.append(Dot(x, y + offset, number, _moment(event).strftime("%H:%M"), event.text))
    return dots


def _bands(events: list[tuple[int, Event]], scale: _Scale) -> tuple[tuple[Track, float, float], ...]:
    rows: list[tuple[Track, float, float]] = []
    for track in LANE_Y:
        places = [scale.x(_moment(event)) for _, event in events if (event.track or Track.TECH) is track]
        if places:
            rows.append((track, min(places), max(places)))
    return tuple(rows)
