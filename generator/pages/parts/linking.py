"""Links inside plain text: ids of records lead to their pages, and telephone numbers dial."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from generator.kinds import capa, change, drill, postmortem, runbook, sop, training
from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.pages.base import Site, relative
from generator.rendering.context import Context, pass_context

# An article may have any id; in running text only one that says what it is becomes a link.
_PREFIXES = "|".join((*(kind.KIND.prefix for kind in (postmortem, capa, sop, runbook, drill, training, change)), "KB-"))
_ID = rf"(?<![A-Za-z0-9_/#.-])(?P<id>(?:{_PREFIXES})[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![A-Za-z0-9_-])"
# In running text only what cannot be a date, an amount or a lot number counts as a telephone number.
_PHONE = (
    r"(?<![\w+-])(?P<phone>400-\d{3}-\d{4}|1\d{2}-\d{4}-\d{4}|0\d{2,3}-\d{4} ?\d{3,4}"
    r"|\+\d{1,3} \d[\d -]{5,}\d)(?![\d-])"
)
# A short number is one that the organization lists, after a word that says so.
_SHORT = r"(?P<verb>(?:打|拨|内线|分机|[Cc]all|[Dd]ial|[Pp]hone)\s?)(?P<short>\d{3,5})(?![\d-])"
_LINKABLE = re.compile(f"{_ID}|{_PHONE}|{_SHORT}")
# In a field for numbers everything with three digits or more does.
_NUMBER = re.compile(r"(?P<number>\+?\d[\d ()-]*\d)(?:\s*(?:转|ext\.?|x|,)\s*(?P<extension>\d+))?")
_FEWEST_DIGITS = 3


def record_ids(text: str) -> Iterator[str]:
    """Yield what looks like the id of a record in a plain text, from left to right."""
    return (found["id"] for found in re.finditer(_ID, text))


@pass_context
def linked(context: Context, text: str | None) -> Markup:
    """Return a plain text in which the ids of records and telephone numbers are links."""
    site: Site = context["site"]

    def link(found: re.Match[str]) -> Markup:
        if found["phone"]:
            return _call(found["phone"], found["phone"])
        if found["short"]:
            known = found["short"] in _short_numbers(site)
            return escape(found["verb"]) + _call(found["short"], found["short"]) if known else escape(found[0])
        record = site.graph.get(found["id"])
        if record is None:
            return escape(found["id"])
        address = relative(site.path_of(record), context["here"])
        return Markup('<a href="{}" title="{}">{}</a>').format(address, record.name, record.id)

    return _replaced(_LINKABLE, text or "", link)


def phone(text: str | None) -> Markup:
    """Return the text of a field for telephone numbers, each as a link that dials it."""

    def link(found: re.Match[str]) -> Markup:
        digits = re.sub(r"\D", "", found["number"])
        if len(digits) < _FEWEST_DIGITS:
            return escape(found[0])
        return _call(found["number"], found[0], found["extension"] or "")

    return _replaced(_NUMBER, text or "", link)


def web(text: str | None) -> Markup:
    """Return the text of a field for web addresses as a link; anything but http and https stays plain."""
    if text and text.startswith(("https://", "http://")):
        return Markup('<a href="{}">{}</a>').format(text, text)
    return escape(text or "")


def _short_numbers(site: Site) -> set[str]:
    contacts = (contact.phone for policy in site.graph.of(Policy) for contact in policy.contacts)
    return {*contacts, *(role.phone for role in site.graph.of(Role) if role.phone)}


def _call(number: str, text: str, extension: str = "") -> Markup:
    digits = re.sub(r"[^\d+]", "", number) + (f",{extension}" if extension else "")
    return Markup('<a href="tel:{}">{}</a>').format(digits, text)


def _replaced(pattern: re.Pattern[str], text: str, link: Callable[[re.Match[str]], Markup]) -> Markup:
    parts: list[Markup] = []
    position = 0
    for found in pattern.finditer(text):
        parts += (escape(text[position : found.start()]), link(found))
        position = found.end()
    return Markup("").join([*parts, escape(text[position:])])
