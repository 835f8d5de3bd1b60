"""Small pieces of HTML that every template uses: chips, badges, due dates, authors' prose."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from generator.lifecycle.due.items import DueItem
from generator.model.record import Record
from generator.model.values import Choice
from generator.pages.audit import last_change
from generator.pages.base import Site, relative, relative_source
from generator.pages.parts.causes import why_rows
from generator.pages.parts.linking import linked, phone, web
from generator.pages.parts.origins import origins_of
from generator.rendering.context import Context, pass_context
from generator.rendering.safe_text import prose
from generator.wording import N_


@pass_context
def url(context: Context, path: str) -> str:
    """Return the address of a docs path as a link on the page that is being rendered."""
    return relative(path, context["here"])


@pass_context
def chip(context: Context, identifier: str, text: str = "") -> Markup:
    """Return a link to a record's page as a small chip; an id without a page stays plain."""
    site: Site = context["site"]
    record = site.graph.get(identifier)
    if record is None:
        return Markup(f'<span class="fp-chip">{escape(text or identifier)}</span>')
    # Pieces are escaped one by one: Markup.format takes four times as long, and lists hold thousands of chips.
    link, shown = escape(relative(site.path_of(record), context["here"])), escape(text or _short(record))
    # Only articles look different, and a page may hold hundreds of chips.
    kind = ' data-kind="article"' if record.kind == "article" else ""
    return Markup(f'<a class="fp-chip"{kind} href="{link}">{shown}</a>')


def _short(record: Record) -> str:
    return record.name if record.kind in ("system", "vendor", "failure_mode", "role") else record.id


@pass_context
def chips(context: Context, identifiers: Iterable[str]) -> Markup:
    """Return chips for several records."""
    return Markup(" ").join(chip(context, identifier) for identifier in identifiers)


@pass_context
def named(context: Context, record: Record) -> Markup:
    """Return a link that shows a record's name."""
    site: Site = context["site"]
    return Markup(f'<a href="{escape(relative(site.path_of(record), context["here"]))}">{escape(record.name)}</a>')


@pass_context
def cited(context: Context, identifier: str) -> Markup:
    """Return a record's id as a link, the plain id where there is no such record."""
    site: Site = context["site"]
    record = site.graph.get(identifier)
    if record is None:
        return escape(identifier)
    return Markup(f'<a href="{escape(relative(site.path_of(record), context["here"]))}">{escape(identifier)}</a>')


@pass_context
def severity(context: Context, code: str) -> Markup:
    """Return the badge of a severity: code and name."""
    site: Site = context["site"]
    name = site.catalogue.text(site.graph.label("severity", code))
    return Markup(f'<span class="fp-badge" data-severity="{escape(code)}">{escape(code)} {escape(name)}</span>')


@pass_context
def status(context: Context, value: Choice) -> Markup:
    """Return the badge of a status."""
    site: Site = context["site"]
    return Markup(
        f'<span class="fp-badge" data-status="{value.value}">{escape(site.catalogue.text(value.label))}</span>'
    )


@pass_context
def word(context: Context, vocabulary: str, code: str) -> str:
    """Return the label of a word of the organization's vocabulary."""
    site: Site = context["site"]
    return site.catalogue.text(site.graph.label(vocabulary, code))


@pass_context
def due(context: Context, day: date) -> Markup:
    """Return a deadline with the days left or past; the browser reckons it again from `data-due`."""
    site: Site = context["site"]
    return Markup(f'<span class="fp-due" data-due="{day.isoformat()}">{escape(due_text(site, day))}</span>')


def due_text(site: Site, day: date) -> str:
    """Return how far off a deadline is, in words."""
    return _left_text(site, day, (day - site.today).days, working=False)


def _left_text(site: Site, day: date, left: int, *, working: bool) -> str:
    plural = site.catalogue.plural
    if left < 0 and working:
        return plural("{number} working day overdue", "{number} working days overdue", -left)
    if left < 0:
        return plural("{number} day overdue", "{number} days overdue", -left)
    if left == 0:
        return site.catalogue.text(N_("due today") if day == site.today else N_("due on the last working day"))
    if working:
        return plural("{number} working day left", "{number} working days left", left)
    return plural("{number} day left", "{number} days left", left)


@pass_context
def due_item(context: Context, item: DueItem) -> Markup:
    """Return how far off something is that is due; the browser reckons it, its row and its level again."""
    site: Site = context["site"]
    text = _left_text(site, item.due, item.days_left, working=item.working_days)
    clock = json.dumps(item.clock.payload(), separators=(",", ":"))
    return Markup(
        f'<span class="fp-due" data-due="{item.due.isoformat()}" data-clock="{escape(clock)}">{escape(text)}</span>'
    )


@pass_context
def due_first(context: Context, item: DueItem) -> Markup:
    """Return how far off the first deadline is of something whose deadline was moved, and nothing for others."""
    if item.original_due == item.due:
        return Markup("")
    site: Site = context["site"]
    text = _left_text(site, item.original_due, item.days_left_original, working=item.working_days)
    return _first(item, "data-first", text)


def days_late_at_first(item: DueItem) -> Markup:
    """Return by how many days the first deadline is missed, as a bare figure: nothing for one that is in time."""
    return _first(item, "data-first data-figure", str(item.days_overdue_original or ""))


def _first(item: DueItem, marks: str, text: str) -> Markup:
    clock = json.dumps({"due": item.original_due.isoformat(), "working_days": item.working_days}, separators=(",", ":"))
    return Markup(
        f'<span class="fp-due" {marks} data-due="{item.original_due.isoformat()}" data-clock="{escape(clock)}">'
        f"{escape(text)}</span>"
    )


def age_in_days(since: date, days: int) -> Markup:
    """Return an age in days as a bare figure; the browser counts it again from `since`."""
    return Markup(f'<span class="fp-age" data-since="{since.isoformat()}">{days}</span>')


def due_level(item: DueItem) -> Markup:
    """Return the level at which lateness is told; it stands in the row of `due_item`, whose level it follows."""
    return Markup(f'<span class="fp-due-level" data-level="{escape(item.level)}">{escape(item.level)}</span>')


@pass_context
def as_of(context: Context) -> Markup:
    """Return the day for which deadlines are shown; the browser puts the reader's day."""
    site: Site = context["site"]
    text = site.catalogue.text(N_("as of {date}"), date=site.today.isoformat())
    return Markup(f'<span class="fp-as-of">{escape(text)}</span>')


@pass_context
def written(context: Context, text: str | None, level: int = 3) -> Markup:
    """Return an author's Markdown for the page, with record ids as links; its headings begin at `level`."""
    if not text:
        return Markup("")
    site: Site = context["site"]

    def link(identifier: str) -> str | None:
        record = site.graph.get(identifier)
        return relative_source(site.path_of(record), context["here"]) if record is not None else None

    return prose(text, link, level)


def fact(name: str, value: Any, key: bool = False, wide: bool = False) -> Markup:
    """Return one pair of a list of facts, or nothing where there is no value."""
    if value is None or value == "" or value == ():
        return Markup("")
    classes = "fp-key" if key else "fp-wide" if wide else ""
    attribute = f' class="{classes}"' if classes else ""
    return Markup(f"<div{attribute}><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>\n")


@pass_context
def words(context: Context, vocabulary: str, codes: Iterable[str]) -> list[str]:
    """Return the labels of several words of the organization's vocabulary."""
    return [word(context, vocabulary, code) for code in codes]


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "url": url,
    "chip": chip,
    "chips": chips,
    "named": named,
    "cited": cited,
    "last_change": last_change,
    "origins_of": origins_of,
    "severity": severity,
    "status": status,
    "word": word,
    "words": words,
    "due": due,
    "due_item": due_item,
    "due_first": due_first,
    "days_late_at_first": days_late_at_first,
    "age_in_days": age_in_days,
    "due_level": due_level,
    "as_of": as_of,
    "written": written,
    "fact": fact,
    "why_rows": why_rows,
    "linked": linked,
    "phone": phone,
    "web": web,
}
