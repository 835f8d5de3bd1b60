"""How old an open CAPA is: in its present stage, and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.kinds.capa import Capa, CapaState
from generator.lifecycle.capa.state import ENDED, age_in_days, stage_entered_on, state_of
from generator.lifecycle.due.escalation import bucket, buckets
from generator.lifecycle.due.rules import DeadlineRules


@dataclass(frozen=True, slots=True)
class Age:
    """The age of a CAPA in days; that of an ended one stands still.

    `since` is the day on which it came into its state; `bucket` the group of its whole age, empty once it has ended.
    """

    state: CapaState
    since: date
    stage_days: int
    days: int
    bucket: str


def age_of(capa: Capa, rules: DeadlineRules, today: date) -> Age:
    """Return how old a CAPA is on `today`."""
    state, since = state_of(capa), stage_entered_on(capa)
    ended = state in ENDED
    days = age_in_days(capa, today)
    return Age(state, since, 0 if ended else (today - since).days, days, "" if ended else bucket(days, rules.ageing))


def ageing(capas: Iterable[Capa], rules: DeadlineRules, today: date) -> Mapping[str, int]:
    """Return how many open CAPAs there are in each group of ages, also in empty ones."""
    found = Counter(age_of(capa, rules, today).bucket for capa in capas)
    return {name: found[name] for name in buckets(rules.ageing)}
