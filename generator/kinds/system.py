"""A system: what it is made of, who answers for it, how it is backed up and restored."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.kinds.base import ArticleId, VendorName
from generator.kinds.postmortem import ProcessCode
from generator.model.fields import Refers, optional, required, several
from generator.model.kind import Kind
from generator.model.record import Part, Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class Deployment(Choice):
    """Where a system runs."""

    ON_PREMISES = "on_premises", N_("On premises")
    CLOUD = "cloud", N_("Cloud")
    HYBRID = "hybrid", N_("Both")


class Redundancy(Choice):
    """Whether a component has a stand-in."""

    NONE = "none", N_("None")
    COLD = "cold", N_("Cold standby")
    HOT = "hot", N_("Hot standby")


class Component(Part):
    """A part that can fail."""

    shorthand: ClassVar[str] = "name"
    name: Text = required(N_("Component"), N_("Name of the component."))
    where: Text | None = optional(N_("Where"), N_("Where it stands."))
    redundancy: Redundancy | None = optional(N_("Redundancy"), N_("none, cold or hot."))
    spof: bool | None = optional(N_("Single point"), N_("Whether all stops when it fails."))
    note: Text | None = optional(N_("Note"), N_("What to know."))


class SystemBackup(Part):
    """How a system is backed up."""

    policy: Text | None = optional(N_("Backup rule"), N_("What is backed up when, how long it is kept."))
    location: Text | None = optional(N_("Location"), N_("Where the backups lie."))
    last_ok_on: Day | None = optional(N_("Last good backup"), N_("As last checked."))
    last_restore_test_on: Day | None = optional(N_("Last restore test"), N_("When a restore was last tried."))
    restore_test_result: Text | None = optional(N_("Result of the test"), N_("What the test showed."))


class DisasterRecovery(Part):
    """How soon, with how little loss, a system must be back."""

    rto: Text | None = optional(N_("Recovery time objective"), N_("How soon it must work again."))
    rpo: Text | None = optional(N_("Recovery point objective"), N_("How much data may be lost."))
    site: Text | None = optional(N_("Standby site"), N_("Where the standby is."))
    last_test_on: Day | None = optional(N_("Last test"), N_("When the switch was last tried."))


class DataPath(Part):
    """A flow of data that others depend on."""

    origin: Text = required(N_("From"), N_("Where data comes from."), alias="from")
    to: Text = required(N_("To"), N_("Where it goes."))
    interface: Text | None = optional(N_("Interface"), N_("By which interface."))
    idempotent: bool | None = optional(N_("Idempotent"), N_("Whether sending twice does no harm."))
    note: Text | None = optional(N_("Note"), N_("What to know."))


class System(Record):
    """The profile of a system."""

    kind: ClassVar[str] = "system"

    id: Text = required(N_("System"), N_("Short name such as ERP; equal to the file name."))
    title: Text = required(N_("Name"), N_("Full name."))
    aliases: tuple[Text, ...] = several(N_("Also called"), N_("Other names by which records may cite it."))
    description: Text | None = optional(N_("Description"), N_("What it is for (Markdown)."))
    deployment: Deployment | None = optional(N_("Deployment"), N_("on_premises, cloud or hybrid."))
    version: Text | None = optional(N_("Version"), N_("Kept as text."))
    vendor: VendorName | None = optional(N_("Vendor"), N_("Who supplies it."))
    owner: Text | None = optional(N_("Business owner"), N_("Which role answers for it."))
    it_contact: Text | None = optional(N_("IT contact"), N_("Which role keeps it running."))
    modules: tuple[Text, ...] = several(N_("Modules"), N_("Its modules."))
    processes: tuple[ProcessCode, ...] = several(N_("Business processes"), N_("Processes that need it."))
    components: tuple[Component, ...] = several(N_("Components"), N_("Parts that can fail."))
    depends_on: tuple[Annotated[str, Refers(("system",), by_name=True)], ...] = several(
        N_("Depends on"), N_("Systems that it needs.")
    )
    data_paths: tuple[DataPath, ...] = several(N_("Data paths"), N_("Flows of data that others depend on."))
    backup: SystemBackup | None = optional(N_("Backup"), N_("How it is backed up."))
    recovery: DisasterRecovery | None = optional(N_("Recovery objectives"), N_("How soon, with how little loss."))
    status_url: Text | None = optional(N_("Status page"), N_("Where the provider shows its state."))
    validated: Text | None = optional(N_("Validation"), N_("Whether and when the use was validated."))
    articles: tuple[ArticleId, ...] = several(N_("Articles"), N_("Articles about it."))


KIND = Kind(
    name="system",
    plural="systems",
    label=N_("System"),
    plural_label=N_("Systems"),
    model=System,
    folder="kb/systems",
    id_pattern=r"[A-Za-z][A-Za-z0-9-]{1,30}",
    id_example="ERP",
    linked_by_name=True,
)
