"""A page for each code that `fupan check` can say, and their list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Rule
from generator.pages.base import Page, Site
from generator.wording import N_


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
