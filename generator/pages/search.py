"""The search page; its scripts ask the server, or search the saved index where none answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.base import Page, Site
from generator.pages.home import MOST_BUTTONS, buttons
from generator.wording import N_


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
