"""Steps of one document that two authors may have added under two keys."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.diagnostics import Diagnostic
from generator.kinds.base import StepOperation
from generator.kinds.sop import Document
from generator.procedures.merging import rules
from generator.procedures.merging.contributions import Contribution
from generator.procedures.merging.merge import MergedStep, Procedure

# From this likeness on two texts say the same; it counts shared pairs of neighbouring signs (Dice).
ALIKE = 0.6
# Keys are short and much alike by nature (check-server, check-network): only a slip of the pen comes so near.
KEYS_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two live steps that are nearly the same; `later` was added later, by another source than `earlier`."""

    earlier: MergedStep
    later: MergedStep
    likeness: float


def near_duplicates(procedure: Procedure) -> tuple[NearDuplicate, ...]:
    """Return the steps of a procedure that are nearly the same as an earlier one, each with the most alike.

    Steps that one author wrote, or of which one demands to come before or after the other, are two on purpose.
    """
    steps = sorted(procedure.steps, key=lambda step: step.first_seen)
    best: dict[str, NearDuplicate] = {}
    for pairs, least in ((_alike([_pairs(_plain(step.text)) for step in steps], ALIKE), ALIKE), (_keys(steps), 0.0)):
        for one, other, likeness in pairs:
            earlier, later = steps[one], steps[other]
            if likeness < least or _are_two(earlier, later):
                continue
            known = best.get(later.key)
            if known is None or (-likeness, earlier.first_seen) < (-known.likeness, known.earlier.first_seen):
                best[later.key] = NearDuplicate(earlier, later, likeness)
    return tuple(best[step.key] for step in steps if step.key in best)


def diagnostics_of(document: Document, procedure: Procedure, parts: Mapping[str, Contribution]) -> Iterator[Diagnostic]:
    """Yield a warning for each step that is nearly the same as an earlier one; `parts` are the first words of each."""
    for row in near_duplicates(procedure):
        part = parts[row.later.key]
        yield rules.NEARLY_THE_SAME_STEP.at(
            part.span,
            field="key",
            document=document.id,
            key=row.later.key,
            other=row.earlier.key,
            source=parts[row.earlier.key].source,
        )


def likeness(one: str, other: str) -> float:
    """Return how much alike two texts are, from 0 to 1; width, case and spacing do not count."""
    return _dice(_pairs(_plain(one)), _pairs(_plain(other)))


def _are_two(one: MergedStep, other: MergedStep) -> bool:
    ordered = other.key in one.before | one.after or one.key in other.before | other.after
    return ordered or _author(one) == _author(other)


def _author(step: MergedStep) -> str:
    adding = (row.source for row in step.provenance if row.op is StepOperation.ADD and not row.shared)
    return next(adding, step.provenance[0].source)


def _keys(steps: list[MergedStep]) -> Iterator[tuple[int, int, float]]:
    """Yield steps whose keys differ by a slip and whose texts have at least something in common."""
    for one, other, alike in _alike([_pairs(step.key) for step in steps], KEYS_ALIKE):
        if likeness(steps[one].text, steps[other].text) >= ALIKE / 2:
            yield one, other, alike


def _alike(sets: list[frozenset[str]], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield each two sets that are at least so much alike, without comparing all with all.

    Two sets that are alike share one of the rarest members of each: it is enough to look for those.
    """
    counts = Counter(member for members in sets for member in members)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, members in enumerate(sets):
        rarest = sorted(members, key=lambda one: (counts[one], one))
        needed = math.ceil(len(members) * least / (2 - least))
        candidates: set[int] = set()
        for member in rarest[: len(members) - needed + 1]:
            candidates.update(holders[member])
            holders[member].append(number)
        for other in sorted(candidates):
            alike = _dice(members, sets[other])
            if alike >= least:
                yield other, number, alike


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@lru_cache(maxsize=10_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def first_words(parts: Iterable[Contribution]) -> dict[str, Contribution]:
    """Return the first contribution of each step that gives it a text; where none does, the first of all."""
    found: dict[str, Contribution] = {}
    for part in parts:
        known = found.get(part.key)
        if known is None or ("text" in part.values and "text" not in known.values):
            found[part.key] = part
    return found
