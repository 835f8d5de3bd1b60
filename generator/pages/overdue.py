"""Everything that is due, whatever its kind: what is late by level, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.calendar import Calendar
from generator.kinds.capa import Capa
from generator.kinds.duty import Duty
from generator.kinds.policy import EscalationLevel
from generator.lifecycle.due.ageing import ageing
from generator.lifecycle.due.items import DueItem
from generator.lifecycle.due.rules import deadline_rules
from generator.pages.base import Page, Site
from generator.pages.parts.paging import leaves_of
from generator.wording import N_

# What is due within so many days is shown although there is time.
SOON_DAYS = 30
ROWS_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class OverdueContext:
    """What the template `overdue.md.jinja` can show."""

    rows: tuple[DueItem, ...]
    """What is late or due soon on this page, the highest level first; on the reader's day the browser reckons again."""
    late: int
    """How many things are late, on all pages."""
    late_at_first: int
    """How many would be late against their first deadline."""
    by_level: tuple[tuple[EscalationLevel, int], ...]
    """Each level with how many things have reached it."""
    ages: tuple[tuple[str, int], ...]
    """Groups of the age in days of open CAPAs, with their numbers."""
    leaves: tuple[str, ...]
    """The pages of the list, where there is more than one."""
    has_duties: bool
    """Whether there is a page of recurring duties."""
    today: date
    """The day of the figures."""


class OverduePage:
    """The list of what is overdue or due soon."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list's pages."""
        title = site.catalogue.text(N_("Overdue and due soon"))
        rules = deadline_rules(site.graph)
        shown = [one for one in site.due.items if one.is_overdue or one.days_left <= SOON_DAYS]
        late = [one for one in shown if one.is_overdue]
        levels = tuple((level, sum(one.level == level.level for one in shown)) for level in rules.levels)
        ages = tuple(ageing(site.graph.of(Capa), rules, site.today).items())
        pages = leaves_of(shown, ROWS_A_PAGE, "overdue.md")
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, rows) in enumerate(pages, 1):
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="register",
                template="overdue.md.jinja",
                context=OverdueContext(
                    rows,
                    len(late),
                    sum(one.days_overdue_original > 0 for one in site.due.items),
                    levels,
                    ages,
                    leaves,
                    bool(site.graph.of(Duty) or site.graph.of(Calendar)),
                    site.today,
                ),
                breadcrumb=((title, "overdue.md"),),
                front={"wide": True, "print": "landscape"},
            )
