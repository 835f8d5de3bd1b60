"""The incidents that count, in the order in which people look for them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.postmortem import Postmortem, PostmortemStatus


def newest_first(incidents: Iterable[Postmortem]) -> tuple[Postmortem, ...]:
    """Return the incidents without the void ones, the newest first."""
    valid = (one for one in incidents if one.status is not PostmortemStatus.VOID)
    return tuple(sorted(valid, key=lambda one: one.started_at.order, reverse=True))
