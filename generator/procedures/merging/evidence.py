"""How often a step was used or tried, and how it fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.kinds.base import StepOutcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a step fared in incidents and drills; `not_used` are records that say that nobody came to use it.

    `last_used_on` is the day of the last incident in which it was used, `last_drilled_on` of the last drill that
    tried it. A drill that names a step without an outcome has tried it, and shows nothing of how it fared.
    """

    worked: int = 0
    failed: int = 0
    harmful: int = 0
    not_used: int = 0
    last_used_on: date | None = None
    last_drilled_on: date | None = None

    @property
    def used(self) -> int:
        """In how many incidents and drills the step was used with a known outcome."""
        return self.worked + self.failed + self.harmful

    @property
    def never_verified(self) -> bool:
        """Whether the step was neither used in an incident nor tried in a drill."""
        return self.used == 0 and self.last_drilled_on is None

    @property
    def outcomes(self) -> Mapping[StepOutcome, int]:
        """How often each outcome was seen; only those that were."""
        rows = {
            StepOutcome.WORKED: self.worked,
            StepOutcome.FAILED: self.failed,
            StepOutcome.HARMFUL: self.harmful,
            StepOutcome.NOT_USED: self.not_used,
        }
        return {outcome: count for outcome, count in rows.items() if count}


class Use(NamedTuple):
    """What one record says about the use of a step: how it fared, on which day, whether in a drill."""

    outcome: StepOutcome | None
    day: date | None
    drilled: bool


def evidence_of(uses: Iterable[Use]) -> Evidence:
    """Return how a step fared in all its uses."""
    rows = list(uses)
    counts = Counter(row.outcome for row in rows)
    # A drill that names a step has tried it; an incident has used it only where it says how it fared.
    tried = [row for row in rows if row.day is not None and row.outcome is not StepOutcome.NOT_USED]
    return Evidence(
        worked=counts[StepOutcome.WORKED],
        failed=counts[StepOutcome.FAILED],
        harmful=counts[StepOutcome.HARMFUL],
        not_used=counts[StepOutcome.NOT_USED],
        last_used_on=max((row.day for row in tried if row.day and row.outcome and not row.drilled), default=None),
        last_drilled_on=max((row.day for row in tried if row.day and row.drilled), default=None),
    )
