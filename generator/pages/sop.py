"""The page of an SOP: the controlled document's frame around the merged steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.kinds.sop import Sop
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.document import Steps, front_of, role_name, steps_of
from generator.pages.paging import Excerpt, excerpt
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of the document with its deputy."""

    role: Role
    deputy: Role | None


@dataclass(frozen=True, slots=True)
class SopContext:
    """What the template `sop.md.jinja` can show."""

    record: Sop
    """The definition, with all fields of its kind."""
    steps: Steps
    """The merged steps: `phases`, `numbered`, `retired`, `sources`, `newer`."""
    process_owner: Role | None
    """The role that answers for the document."""
    roles: tuple[RoleRow, ...]
    """The roles that act in it, in the order of the file."""
    policy: Policy | None
    """The organization's policy, for the levels of severity."""
    references: tuple[Record, ...]
    """Related documents and articles."""
    audience: tuple[str, ...]
    """Names of the roles that must be trained."""
    cited_by: Excerpt[Record]
    """Records that cite it, such as CAPAs that change it."""


class SopPages:
    """A page for each SOP."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all SOPs."""
        for sop in site.graph.of(Sop):
            yield Page(
                path=site.path_of(sop),
                title=f"{sop.id} {sop.title}",
                kind="sop",
                template="sop.md.jinja",
                context=_context(sop, site),
                breadcrumb=((site.catalogue.text(N_("Procedures")), "documents.md"), (sop.id, site.path_of(sop))),
                source=sop,
                front=front_of(sop, sop.status, sop.revision, site),
            )


def _context(sop: Sop, site: Site) -> SopContext:
    graph = site.graph
    steps = steps_of(sop, site)
    fed = {record.id for record in steps.sources}
    citing = sorted({link.source for link in graph.links_to(sop.id)} - fed - set(sop.related_docs) - {sop.id})
    return SopContext(
        record=sop,
        steps=steps,
        process_owner=next(iter(graph.targets(sop.id, Role, "process_owner")), None),
        roles=tuple(_role(role, site) for role in graph.targets(sop.id, Role, "roles")),
        policy=next(iter(graph.of(Policy)), None),
        references=tuple(record for identifier in sop.related_docs if (record := graph.get(identifier)) is not None),
        audience=tuple(role_name(text, site) for text in sop.training.audience) if sop.training else (),
        cited_by=excerpt([graph.records[identifier] for identifier in citing]),
    )


def _role(role: Role, site: Site) -> RoleRow:
    deputy = site.graph.get(role.deputy) if role.deputy else None
    return RoleRow(role, deputy if isinstance(deputy, Role) else None)
