"""What came of a runbook when it was used: in incidents and in drills, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.kinds.base import StepOutcome
from generator.kinds.postmortem import Postmortem
from generator.kinds.runbook import Runbook
from generator.lifecycle.durations import durations
from generator.pages.base import Site
from generator.pages.parts.history import newest_first
from generator.procedures.merging.contributions import applies
from generator.procedures.merging.merge import MergedStep, Procedure


@dataclass(frozen=True, slots=True)
class UsedStep:
    """What came of a step in one incident; `key` is its anchor on the page."""

    key: str
    text: str
    outcome: StepOutcome


@dataclass(frozen=True, slots=True)
class Use:
    """One incident of this kind, how long it lasted, and what came of the steps."""

    incident: Postmortem
    restored_in: timedelta | None
    steps: tuple[UsedStep, ...]


@dataclass(frozen=True, slots=True)
class StepCount:
    """In how many incidents a step worked, did not work, made it worse; `harmed_in` are the ids of the last."""

    key: str
    text: str
    worked: int
    failed: int
    harmful: int
    harmed_in: tuple[str, ...]
    retired_why: str | None = None
    retired: bool = False


def uses_of(runbook: Runbook, site: Site) -> Iterator[Use]:
    """Yield the incidents of the runbook's kind, the newest first; void ones do not count."""
    texts = {step.key: step.text for step in _steps(site.procedures.get(runbook.id))}
    texts |= {option.key: option.title for option in runbook.options if option.key}
    for incident in newest_first(one for one in site.graph.of(Postmortem) if applies(runbook, one, site.graph)):
        yield Use(
            incident=incident,
            restored_in=durations(incident).time_to_restore,
            steps=tuple(
                UsedStep(step.key, step.text or texts[step.key], step.outcome)
                for step in incident.steps
                if step.outcome is not None and step.key in texts
            ),
        )


def counts_of(runbook: Runbook, uses: Iterable[Use], site: Site) -> tuple[StepCount, ...]:
    """Return how each step and each option with a key fared, in the order of the page; those never used are left out.

    A retired step stands among them even where it was never used, because its reason must be read.
    """
    counts: dict[str, Counter[StepOutcome]] = {}
    harmed: dict[str, list[str]] = {}
    for use in uses:
        for step in use.steps:
            counts.setdefault(step.key, Counter())[step.outcome] += 1
            if step.outcome is StepOutcome.HARMFUL:
                harmed.setdefault(step.key, []).append(use.incident.id)
    named = {step.key: step for step in _steps(site.procedures.get(runbook.id))}
    texts = {key: step.text for key, step in named.items()}
    texts = {option.key: option.title for option in runbook.options if option.key} | texts
    rows: list[StepCount] = []
    for key, text in texts.items():
        step_or_none = named.get(key)
        count = counts.get(key, Counter())
        retired = step_or_none is not None and step_or_none.retired
        if retired or any(count[one] for one in _SHOWN):
            rows.append(
                StepCount(
                    key,
                    text or key,
                    worked=count[StepOutcome.WORKED],
                    failed=count[StepOutcome.FAILED],
                    harmful=count[StepOutcome.HARMFUL],
                    harmed_in=tuple(harmed.get(key, ())),
                    retired_why=step_or_none.retired_why if step_or_none is not None else None,
                    retired=retired,
                )
            )
    return tuple(rows)


_SHOWN = (StepOutcome.WORKED, StepOutcome.FAILED, StepOutcome.HARMFUL)


def _steps(procedure: Procedure | None) -> tuple[MergedStep, ...]:
    return (*procedure.steps, *procedure.retired) if procedure is not None else ()
