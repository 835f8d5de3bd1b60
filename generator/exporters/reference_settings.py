"""The reference of settings: what stands under `extra.fupan` in mkdocs.yml."""

from __future__ import annotations

import ast

from generator.exporters.markdown_text import code, fence, heading, page, plain, table
from generator.i18n.catalogue import Catalogue
from generator.i18n.docstrings import AttributeDoc, ClassDoc
from generator.wording import N_

EMPTY = '""'


def settings_page(settings: ClassDoc, catalogue: Catalogue) -> str:
    """Return the page of all settings, from the class that holds them."""
    say = catalogue.text
    head = [say(text) for text in (N_("Setting"), N_("Default"), N_("Meaning"))]
    rows = [(code(one.name), code(_default(one)), plain(say(one.doc))) for one in settings.attributes]
    lines = [f"    {one.name}: {_default(one) or EMPTY}" for one in settings.attributes]
    return page(
        (
            heading(1, say(N_("Settings"))),
            plain(
                say(
                    N_(
                        "The settings stand under `extra.fupan` in mkdocs.yml. Everything else in that file belongs to MkDocs and its theme."
                    )
                )
            ),
            table(head, rows),
            heading(2, say(N_("All settings with their defaults"))),
            fence("\n".join(("extra:", "  fupan:", *lines)), "yaml"),
        )
    )


def _default(setting: AttributeDoc) -> str:
    value = ast.literal_eval(setting.default or "None")
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
