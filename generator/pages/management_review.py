"""The input to the management review: a page a period, with what must be decided on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.kinds.base import CauseCategory
from generator.lifecycle.due.items import DueItem
from generator.lifecycle.due.rules import deadline_rules
from generator.lifecycle.period_figures import PeriodFigures, figures_of, periods
from generator.pages.base import Page, Site
from generator.wording import N_

_FOLDER = "management-review"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart that is also a table: a name, its number, and its part of the greatest number in percent."""

    name: str
    record: str
    number: int
    percent: int


@dataclass(frozen=True, slots=True)
class ManagementReviewContext:
    """What the template `management_review.md.jinja` can show."""

    figures: PeriodFigures
    """The figures of the period."""
    before: PeriodFigures | None
    """Those of the period before of the same length, to compare with."""
    charts: tuple[tuple[str, tuple[Bar, ...]], ...]
    """Incidents by severity, system, failure mode and cause: a heading and its rows."""
    escalated: tuple[DueItem, ...]
    """What has reached the levels of the management, only while the period runs."""
    others: tuple[tuple[str, str], ...]
    """The other periods: name and docs path."""


@dataclass(frozen=True, slots=True)
class ManagementReviewsContext:
    """What the template `management_reviews.md.jinja` can show."""

    rows: tuple[tuple[str, PeriodFigures], ...]
    """The docs path and the figures of each period, the newest first."""


class ManagementReviewPages:
    """The management review of each year, and of the quarters of the last two years."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the list and the pages of all periods."""
        say = site.catalogue.text
        title = say(N_("Management review"))
        for_management = deadline_rules(site.graph).for_management()
        made = {period.name: figures_of(period, site.facts) for period in periods(site.facts)}
        index = f"{_FOLDER}/index.md"
        yield Page(
            path=index,
            title=title,
            kind="register",
            template="management_reviews.md.jinja",
            context=ManagementReviewsContext(tuple((_path(name), one) for name, one in made.items())),
            breadcrumb=((title, index),),
            front={"wide": True, "print": "landscape"},
        )
        for name, figures in made.items():
            runs = figures.period.has(site.today)
            yield Page(
                path=_path(name),
                title=f"{title} {name}",
                kind="register",
                template="management_review.md.jinja",
                context=ManagementReviewContext(
                    figures,
                    _before(name, made),
                    _charts(figures, site),
                    tuple(item for item in site.due.items if item.level in for_management) if runs else (),
                    tuple((other, _path(other)) for other in made if other != name),
                ),
                breadcrumb=((title, index), (name, _path(name))),
                front={"wide": True},
            )


def _path(name: str) -> str:
    return f"{_FOLDER}/{name}.md"


def _before(name: str, made: Mapping[str, PeriodFigures]) -> PeriodFigures | None:
    names = [other for other in made if ("Q" in other) == ("Q" in name)]
    place = names.index(name) + 1
    if "Q" in name:
        names = sorted(names, reverse=True)
        place = names.index(name) + 1
    return made[names[place]] if place < len(names) else None


def _charts(figures: PeriodFigures, site: Site) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    say = site.catalogue.text
    causes = {str(value): say(value.label) for value in CauseCategory}
    names = site.graph.vocabularies["severity"]
    severities = {word.code: f"{word.code} {say(word.label)}" for word in names.words}
    rows: tuple[tuple[str, Mapping[str, int], Mapping[str, str]], ...] = (
        (N_("By severity"), figures.by_severity, severities),
        (N_("By system"), figures.by_system, {}),
        (N_("By failure mode"), figures.by_failure_mode, {}),
        (N_("By cause"), figures.by_cause, causes),
    )
    return tuple((say(title), _bars(counts, labels, site)) for title, counts, labels in rows if counts)


def _bars(counts: Mapping[str, int], labels: Mapping[str, str], site: Site) -> tuple[Bar, ...]:
    most = max(counts.values(), default=1)
    return tuple(
        Bar(labels.get(key, key), key if site.graph.get(key) is not None else "", number, round(100 * number / most))
        for key, number in counts.items()
    )
