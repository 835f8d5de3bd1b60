"""Which links must be there: the rules whose breach is a gap, as data. Codes are stable and never used twice.

A gap is a row, never an omission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.kinds.capa import CapaState
from generator.model.values import Choice
from generator.tracing.nodes import LinkName
from generator.wording import N_


class Weight(Choice):
    """Whether a missing link must be added, or somebody should look."""

    MUST = "must", N_("Missing")
    SHOULD = "should", N_("To be looked at")


@dataclass(frozen=True, slots=True)
class GapRule:
    """One rule: the link that must be there, and what is said where it is not.

    `text` holds `{name}` places that a gap's values fill. `begins` is the state from which on a CAPA is asked.
    """

    code: str
    link: LinkName | None
    weight: Weight
    text: str
    begins: CapaState | None = None


# One gap names all such steps of a document.
STEPS_WITHOUT_ORIGIN = "T11"

_RULES = (
    GapRule("T01", LinkName.RAISES, Weight.SHOULD, N_("No CAPA, no action and no reason why none.")),
    GapRule("T02", LinkName.RAISES, Weight.MUST, N_("A grave incident without a CAPA, an action or a reason.")),
    GapRule("T03", LinkName.HAS_CAUSE, Weight.MUST, N_("The incident has no cause.")),
    GapRule("T04", LinkName.HAS_CAUSE, Weight.MUST, N_("The CAPA has no cause."), CapaState.PLANNED),
    GapRule("T05", LinkName.ADDRESSED_BY, Weight.MUST, N_("No action addresses the root cause."), CapaState.PLANNED),
    GapRule("T06", LinkName.HAS_ACTION, Weight.MUST, N_("The CAPA has no action."), CapaState.PLANNED),
    GapRule("T07", LinkName.IMPLEMENTED_BY, Weight.MUST, N_("Neither a change nor `na`."), CapaState.VERIFYING),
    GapRule("T08", LinkName.IMPLEMENTED_BY, Weight.SHOULD, N_("The change {value} is not on record.")),
    GapRule(
        "T09", LinkName.CHANGES_STEP, Weight.MUST, N_("No action changes a step of {value}."), CapaState.IMPLEMENTING
    ),
    GapRule(
        "T10",
        LinkName.RELEASED_IN,
        Weight.MUST,
        N_("No revision of {value} released since it opened cites it."),
        CapaState.MONITORING,
    ),
    GapRule(
        STEPS_WITHOUT_ORIGIN, LinkName.DERIVED_FROM, Weight.SHOULD, N_("Steps without a record or a basis: {value}.")
    ),
    GapRule("T12", LinkName.VERIFIED_BY, Weight.MUST, N_("Done, but nobody has verified it.")),
    GapRule("T13", LinkName.EFFECTIVE_BY, Weight.MUST, N_("No effectiveness check with a conclusion.")),
    GapRule("T14", LinkName.EXERCISED_BY, Weight.MUST, N_("High risk, and not tried in a drill for a year.")),
    GapRule(
        "T15",
        LinkName.EXERCISED_BY,
        Weight.SHOULD,
        N_("No drill has tried the changed steps since."),
        CapaState.MONITORING,
    ),
    GapRule("T16", LinkName.TRAINED_BY, Weight.MUST, N_("Trained: {done} %, asked for: {least} %.")),
    GapRule(
        "T17", LinkName.TRAINED_BY, Weight.MUST, N_("Training is needed, and none is recorded."), CapaState.VERIFYING
    ),
    GapRule("T18", LinkName.CITES, Weight.SHOULD, N_("No document cites it and no record shows it.")),
    GapRule("T19", LinkName.AFFECTS, Weight.MUST, N_("A call to {value} without a ticket number.")),
    GapRule("T20", LinkName.AFFECTS, Weight.MUST, N_("Lots are touched, and quality has decided nothing.")),
    GapRule("T21", LinkName.RECURS, Weight.MUST, N_("{value} repeats it inside the window, and no check says why.")),
    GapRule("T22", None, Weight.MUST, N_("To be reviewed again: {value} has changed since {day}.")),
)
GAP_RULES: Mapping[str, GapRule] = {rule.code: rule for rule in _RULES}
