"""Whom to call, who does what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.kinds.vendor import Vendor
from generator.pages.base import Page, Site
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class ContactsContext:
    """What the template `contacts.md.jinja` can show."""

    policy: Policy | None
    """The organization's policy with the numbers to call and the severities."""
    roles: tuple[Role, ...]
    """The roles with their duties."""
    vendors: tuple[Vendor, ...]
    """The vendors with their hotlines."""


class ContactsPage:
    """Whom to call, who does what."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page."""
        title = site.catalogue.text(N_("Contacts and roles"))
        policies = site.graph.of(Policy)
        context = ContactsContext(policies[0] if policies else None, site.graph.of(Role), site.graph.of(Vendor))
        yield Page(
            path="contacts.md",
            title=title,
            kind="register",
            template="contacts.md.jinja",
            context=context,
            breadcrumb=((title, "contacts.md"),),
        )
