"""What the page of a post-mortem shows of an incident like it.

The search works out who is alike; pages only show it, so that neither room knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarIncident:
    """Another incident, why it is shown, and what helped; texts are empty where nothing is known."""

    id: str
    """Its id; `graph.get(id)` returns the record."""
    reasons: tuple[str, ...] = ()
    """Why it is shown, in words: shared terms and codes, same system, cause or failure mode."""
    fix: str = ""
    """What ended it."""
    step: str = ""
    """The first step of the procedure to try."""
    step_address: str = ""
    """Where this step stands, relative to the site's root."""
    step_of: str = ""
    """The SOP or runbook to which the step belongs."""
