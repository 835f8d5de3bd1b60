"""Where a step comes from: the records that made it what it is, as many as a page can bear."""

from __future__ import annotations

from generator.procedures.merging.merge import MergedStep, Provenance

# The newest changes that a page shows beside the one that added the step.
LAST_CHANGES = 3


def origins_of(step: MergedStep) -> tuple[tuple[int, Provenance], ...]:
    """Return the first thing that a record did to a step and the last three, each with how many were left out before."""
    rows = step.provenance
    left_out = max(len(rows) - 1 - LAST_CHANGES, 0)
    return tuple((left_out if place == 1 else 0, row) for place, row in enumerate([*rows[:1], *rows[1 + left_out :]]))
