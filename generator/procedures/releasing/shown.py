"""What people read in place of a code: the labels of values that a change row holds, the text of a step for its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.kinds.base import Phase, RiskLevel, StepAudience, StepFields, StepGoal
from generator.kinds.revision import Revision
from generator.model.values import Choice
from generator.wording import N_

_CHOICES: dict[str, type[Choice]] = {
    "phase": Phase,
    "audience": StepAudience,
    "risk": RiskLevel,
    "goal": StepGoal,
}
_ANSWERS = {"true": N_("Yes"), "false": N_("No")}


def shown_value(field: str, value: str, say: Callable[[str], str]) -> str:
    """Return the value of a step's field as people read it; texts stay as they are."""
    if field == "two_person":
        return say(_ANSWERS.get(value, value))
    choices = _CHOICES.get(field)
    if choices is None:
        return value
    return next((say(one.label) for one in choices if one.value == value), value)


def texts_of(revision: Revision) -> Mapping[str, str]:
    """Return the texts of a revision's frozen steps by their keys, also of those that it retired."""
    return {step.key: step.text for step in (*revision.retired, *revision.steps) if step.text}


def place_in_words(step: str, field: str | None, texts: Mapping[str, str], say: Callable[[str], str]) -> str:
    """Return where a change of a step is: the step's text with its key, and the field of it that changed."""
    place = f"{texts[step]} [{step}]" if step in texts else step
    if not field:
        return place
    known = StepFields.model_fields.get(field)
    return f"{place} · {say((known.title if known is not None else None) or field)}"


def names_in(text: str, name_of: Callable[[str], str]) -> str:
    """Return the value of a section with names for the ids of roles: `it-lead / scribe · read` as rows of changes hold it."""
    return "\n".join(
        " · ".join(" / ".join(map(name_of, piece.split(" / "))) for piece in line.split(" · "))
        for line in text.split("\n")
    )
