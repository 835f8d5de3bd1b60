"""Which steps changed their place."""

from __future__ import annotations

from bisect import bisect_left

from generator.procedures.releasing.content import StepContent


def moved_steps(old: list[StepContent], now: dict[str, StepContent]) -> set[str]:
    """Return the fewest steps that must have moved; one that changed its phase moved with it and is not told twice."""
    steady = [step.key for step in old if step.values.get("phase") == now[step.key].values.get("phase")]
    places = [now[key].number for key in steady]
    # The longest run of steps that kept their order (patience sorting); all others moved.
    tails: list[int] = []
    ends: list[int] = []
    previous = [-1] * len(places)
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
        previous[index] = ends[at - 1] if at else -1
    kept: set[str] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(steady[index])
        index = previous[index]
    return set(steady) - kept
