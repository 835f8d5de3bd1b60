"""What the pages of SOPs and runbooks share: the merged steps and what to say of a document's status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.base import Phase, StepOperation
from generator.kinds.role import Role
from generator.kinds.sop import Document, DocumentStatus, Sop
from generator.model.record import Record
from generator.pages.base import Site
from generator.pages.paging import Excerpt, excerpt
from generator.procedures.merge import MergedStep, Procedure, Provenance
from generator.wording import N_

_WATERMARKS = {
    DocumentStatus.DRAFT: N_("Draft"),
    DocumentStatus.IN_REVIEW: N_("Draft"),
    DocumentStatus.SUPERSEDED: N_("Superseded"),
    DocumentStatus.WITHDRAWN: N_("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class NumberedStep:
    """A live step with the number that it has on the page."""

    number: int
    step: MergedStep


@dataclass(frozen=True, slots=True)
class Steps:
    """The merged steps of a document."""

    phases: tuple[tuple[Phase, tuple[MergedStep, ...]], ...]
    """The phases that have steps, in order, for `ui.steps`."""
    numbered: tuple[NumberedStep, ...]
    """All live steps with their numbers."""
    retired: tuple[MergedStep, ...]
    """Steps that must no longer be done, with the reason in `retired_why`."""
    sources: tuple[Record, ...]
    """The incidents and CAPAs that taught it something."""
    newer: Excerpt[tuple[MergedStep, Provenance]]
    """Changes that records dated after `effective_on` brought, the newest first; the approved text may lack them."""

    @property
    def taught(self) -> tuple[NumberedStep, ...]:
        """The live steps to which a record contributed."""
        return tuple(row for row in self.numbered if any(not part.own for part in row.step.provenance))

    @property
    def own(self) -> tuple[NumberedStep, ...]:
        """The live steps that only the document's owner wrote."""
        return tuple(row for row in self.numbered if all(part.own for part in row.step.provenance))


def steps_of(document: Document, site: Site) -> Steps:
    """Return the merged steps of a document."""
    procedure = site.procedures.get(document.id) or Procedure({}, (), (), ())
    every = (*procedure.steps, *procedure.retired)
    ids = sorted({row.source for step in every for row in step.provenance if not row.own})
    effective_on = document.effective_on if isinstance(document, Sop) else None
    return Steps(
        phases=tuple((phase, procedure.phases[phase]) for phase in Phase if phase in procedure.phases),
        numbered=tuple(NumberedStep(number, step) for number, step in enumerate(procedure.steps, 1)),
        retired=procedure.retired,
        sources=tuple(record for identifier in ids if (record := site.graph.get(identifier)) is not None),
        newer=excerpt(sorted(_newer(every, effective_on), key=lambda row: row[1].day, reverse=True)),
    )


def _newer(steps: tuple[MergedStep, ...], effective_on: date | None) -> Iterator[tuple[MergedStep, Provenance]]:
    for step in steps:
        for row in step.provenance:
            if (
                effective_on is not None
                and not row.own
                and row.op is not StepOperation.CONFIRM
                and row.day > effective_on
            ):
                yield step, row


def front_of(document: Document, status: DocumentStatus, revision: str | None, site: Site) -> dict[str, str]:
    """Return what the theme shows around a document: number, revision, day, status, watermark."""
    say = site.catalogue.text
    effective_on = document.effective_on if isinstance(document, Sop) else None
    return {
        "doc_no": document.id,
        "revision": revision or "",
        "effective_on": effective_on.isoformat() if effective_on else "",
        "status": status.value,
        "status_label": say(status.label),
        "watermark": say(_WATERMARKS.get(status, "")),
    }


def role_name(text: str, site: Site) -> str:
    """Return the name of the role with this id, or the text itself."""
    record = site.graph.get(text)
    return record.name if isinstance(record, Role) else text
