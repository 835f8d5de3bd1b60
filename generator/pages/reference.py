"""Pages that explain: glossary, contacts and roles, the search page, one page a rule, about this site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.diagnostics import Rule
from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.kinds.term import GlossaryTerm
from generator.kinds.vendor import Vendor
from generator.pages.base import Page, Site
from generator.pages.home import MOST_BUTTONS, buttons
from generator.wording import N_


@dataclass(frozen=True, slots=True)
class GlossaryContext:
    """What the template `glossary.md.jinja` can show."""

    terms: tuple[GlossaryTerm, ...]
    """All terms by name."""


class GlossaryPage:
    """The glossary."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the glossary's page."""
        title = site.catalogue.text(N_("Glossary"))
        terms = tuple(sorted(site.graph.of(GlossaryTerm), key=lambda term: term.title))
        yield Page(
            path="glossary.md",
            title=title,
            kind="register",
            template="glossary.md.jinja",
            context=GlossaryContext(terms),
            breadcrumb=((title, "glossary.md"),),
        )


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


@dataclass(frozen=True, slots=True)
class SearchContext:
    """What the template `search.md.jinja` can show."""

    helpers: Markup
    """The runbooks by what one cannot do, as JSON for the script."""
    buttons: tuple[tuple[str, str], ...]
    """The same for readers without JavaScript: words and docs path."""


class SearchPage:
    """The search page; its scripts ask the server, or search the saved index where none answers."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page."""
        title = site.catalogue.text(N_("Search"))
        rows = buttons(site)[:MOST_BUTTONS]
        helpers = [{"title": words, "url": site.address_of(runbook)} for words, runbook in rows]
        # `<` must not stand in a script element, whatever the words say.
        data = json.dumps(helpers, ensure_ascii=False).replace("<", "\\u003c")
        yield Page(
            path="search.md",
            title=title,
            kind="search",
            template="search.md.jinja",
            context=SearchContext(Markup(data), tuple((words, site.path_of(runbook)) for words, runbook in rows)),
            front={"wide": True},
        )


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What the template `rule.md.jinja` can show."""

    rule: Rule
    """The rule."""


@dataclass(frozen=True, slots=True)
class RulesContext:
    """What the template `rules.md.jinja` can show."""

    rules: tuple[Rule, ...]
    """All rules by code."""


class RulePages:
    """A page for each code that `fupan check` can say."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = tuple(rules[code] for code in sorted(rules))

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list of codes and the page of each."""
        title = site.catalogue.text(N_("Codes of fupan check"))
        top = (title, "rules/index.md")
        yield Page(
            path=top[1],
            title=title,
            kind="list",
            template="rules.md.jinja",
            context=RulesContext(self._rules),
            breadcrumb=(top,),
        )
        for rule in self._rules:
            path = f"rules/{rule.code}.md"
            yield Page(
                path=path,
                title=f"{rule.code} {rule.name}",
                kind="rule",
                template="rule.md.jinja",
                context=RuleContext(rule),
                breadcrumb=(top, (rule.code, path)),
            )


@dataclass(frozen=True, slots=True)
class AboutContext:
    """What the template `about.md.jinja` can show."""

    counts: tuple[tuple[str, int], ...]
    """How many records of each kind."""


class AboutPage:
    """What this site is, from what it was made, what it does not claim."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page."""
        counts: dict[str, int] = {}
        for record in site.graph.records.values():
            counts[record.kind] = counts.get(record.kind, 0) + 1
        title = site.catalogue.text(N_("About this site"))
        yield Page(
            path="about.md",
            title=title,
            kind="list",
            template="about.md.jinja",
            context=AboutContext(tuple(sorted(counts.items()))),
            breadcrumb=((title, "about.md"),),
        )
