"""Where two records contradict each other about one step, and whether somebody has decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.kinds.base import StepOperation
from generator.kinds.sop import Document, Override
from generator.procedures.merging import rules
from generator.procedures.merging.contributions import Contribution

# Stands in a conflict for the question whether the step is done at all.
RETIRE = "retire"
# Records that one message names.
MOST_NAMED = 3
_REVISING = (StepOperation.ADD, StepOperation.REVISE, StepOperation.REORDER, StepOperation.RESTORE)
_KEEPING = (StepOperation.ADD, StepOperation.REVISE, StepOperation.RESTORE)


class Claim(NamedTuple):
    """What a record did to a step when its turn came: `op` as it turned out, `fields` that it changed."""

    part: Contribution
    op: StepOperation
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records of one release cycle that contradict each other; `earlier` came first.

    `field` is the field that they word differently, or `retire` where one keeps the step and the other drops it.
    `settled` is the override that decides it, with its reason and who decided; None leaves it open.
    """

    key: str
    field: str
    earlier: Contribution
    later: Contribution
    settled: Override | None = None

    @property
    def is_settled(self) -> bool:
        """Whether somebody has decided it."""
        return self.settled is not None


def conflicts_of(
    key: str, claims: Sequence[Claim], retired_by: Contribution | None, overrides: Iterable[Override]
) -> tuple[Conflict, ...]:
    """Return the contradictions in what the records of one release cycle claim about a step, in order.

    `claims` come in order and only from such records; `retired_by` is the one that retired the step, if it is so now.
    A record that says `revise` has seen the step that an earlier one added, and a CAPA carries on the incident that
    it came of: neither contradicts the other. Everything else that changes a field differently does.
    """
    if not claims or (len(claims) == 1 and retired_by is None):
        return ()
    decisions = tuple(overrides)
    found: list[Conflict] = []
    if retired_by is not None:
        keeping = [one.part for one in claims if one.op in _KEEPING and _apart(one.part, retired_by)]
        if keeping:
            pair = sorted((keeping[-1], retired_by), key=lambda part: part.order)
            found.append(_conflict(key, RETIRE, pair[0], pair[1], decisions))
    for name, rows in _opinions(claims).items():
        found.extend(_conflict(key, name, *pair, decisions) for pair in _contradicting(name, rows))
    return tuple(found)


def diagnostics_of(conflicts: Iterable[Conflict], document: Document) -> Iterator[Diagnostic]:
    """Yield an error for each step about which records contradict each other and nobody has decided.

    It stands at the newest of them and names them all, as far as a line can bear it, with file and line.
    """
    steps: dict[tuple[str, bool], list[Conflict]] = {}
    for one in conflicts:
        if not one.is_settled:
            steps.setdefault((one.key, one.field == RETIRE), []).append(one)
    for (key, drops), rows in steps.items():
        if drops:
            earlier, later = rows[0].earlier, rows[0].later
            yield rules.STEP_KEPT_AND_RETIRED.at(
                later.span,
                field=RETIRE,
                document=document.id,
                key=key,
                first=earlier.cited(),
                second=later.cited(),
            )
        else:
            yield _worded_differently(key, rows, document)


def _worded_differently(key: str, rows: Sequence[Conflict], document: Document) -> Diagnostic:
    newest = max(rows, key=lambda one: one.later.order)
    places = {part.source: (part, row.field) for row in reversed(rows) for part in (row.later, row.earlier)}
    parts = sorted(places.values(), key=lambda one: one[0].order)
    cited = [part.cited(field) for part, field in parts[:MOST_NAMED]]
    return rules.RECORDS_CONTRADICT.at(
        newest.later.place(newest.field),
        field=newest.field,
        fields=", ".join(dict.fromkeys(row.field for row in rows)),
        document=document.id,
        key=key,
        sources=", ".join((*cited, *(["…"] if len(parts) > MOST_NAMED else []))),
    )


def _opinions(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return for each field what each record last wanted of it, in order: one record has one opinion."""
    last: dict[str, dict[str, Claim]] = {}
    for one in claims:
        if one.op in _REVISING:
            for name in one.fields:
                rows = last.setdefault(name, {})
                rows.pop(one.part.source, None)
                rows[one.part.source] = one
    return {name: list(rows.values()) for name, rows in last.items() if len(rows) > 1}


def _contradicting(name: str, rows: list[Claim]) -> Iterator[tuple[Contribution, Contribution]]:
    if rows[0].op is StepOperation.ADD and rows[1].part.op is StepOperation.REVISE:
        del rows[0]
    for earlier, later in pairwise(rows):
        differs = earlier.part.values.get(name) != later.part.values.get(name)
        if differs and _apart(earlier.part, later.part):
            yield earlier.part, later.part


def _apart(one: Contribution, other: Contribution) -> bool:
    """Whether two contributions come from records of which neither carries on the other."""
    return one.source != other.source and one.source not in other.follows and other.source not in one.follows


def _conflict(
    key: str, name: str, earlier: Contribution, later: Contribution, overrides: Sequence[Override]
) -> Conflict:
    deciding = [row for row in overrides if _decides(row, name)]
    return Conflict(key, name, earlier, later, deciding[-1] if deciding else None)


def _decides(override: Override, name: str) -> bool:
    if name == RETIRE:
        return override.retire is not None
    # Who drops the step has decided about its fields as well; who only keeps it has not.
    return override.retire is True or getattr(override, name) is not None
