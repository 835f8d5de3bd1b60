"""Durations of an incident; computed, never typed, and unknown where a time is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from generator.kinds.postmortem import Postmortem
from generator.model.values import elapsed


@dataclass(frozen=True, slots=True)
class Durations:
    """How long each stretch took; None where a time is missing or only its day is known.

    Each is measured from `started_at`. `data_loss_window` runs from the last good backup to the start.
    """

    time_to_detect: timedelta | None
    time_to_declare: timedelta | None
    time_to_mitigate: timedelta | None
    time_to_restore: timedelta | None
    time_to_reconcile: timedelta | None
    data_loss_window: timedelta | None


def durations(postmortem: Postmortem) -> Durations:
    """Return the durations of an incident."""
    start = postmortem.started_at
    last_good = postmortem.backup.last_good_at if postmortem.backup else None
    return Durations(
        time_to_detect=elapsed(start, postmortem.detected_at),
        time_to_declare=elapsed(start, postmortem.declared_at),
        time_to_mitigate=elapsed(start, postmortem.mitigated_at),
        time_to_restore=elapsed(start, postmortem.restored_at),
        time_to_reconcile=elapsed(start, postmortem.reconciled_at),
        data_loss_window=elapsed(last_good, start),
    )


def off_hours(postmortem: Postmortem) -> bool | None:
    """Whether the incident began at night (20:00 to 07:00) or on a weekend; None when the time is unknown."""
    moment = postmortem.started_at.moment
    if moment is None:
        return None
    return moment.weekday() >= 5 or moment.hour >= 20 or moment.hour < 7
