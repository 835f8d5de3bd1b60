"""A step of the shared library: written once, used by every document that names its key."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import StepFields
from generator.model.fields import optional, required
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Text
from generator.wording import N_


class LibraryStep(StepFields, Record):
    """What a step says wherever nobody says otherwise; a document uses it by its key alone."""

    kind: ClassVar[str] = "step"

    id: Text = required(N_("Step key"), N_("The step's lasting name: small letters, digits and hyphens."))
    text: Text = required(N_("Step"), N_("What to do, one action, in the imperative."))
    owner: Text | None = optional(N_("Owner"), N_("Which role keeps the wording up to date."))


KIND = Kind(
    name="step",
    plural="steps",
    label=N_("Shared step"),
    plural_label=N_("Shared steps"),
    model=LibraryStep,
    folder="kb/steps",
    id_pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    id_example="call-vendor",
    layout=Layout.REGISTER,
)
