"""The generated references of the guide, in any language, from the declarations themselves.

Nothing here is written twice: fields come from the models, options from the command line, codes from the rules,
templates and settings from the docstrings beside their fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Rule
from generator.exporters.markdown_text import plain
from generator.exporters.reference_codes import codes_page
from generator.exporters.reference_commands import Verb, commands_page
from generator.exporters.reference_fields import FieldReference
from generator.exporters.reference_settings import settings_page
from generator.exporters.reference_templates import TemplateReference
from generator.i18n.catalogue import Catalogue
from generator.i18n.docstrings import classes
from generator.model.kind import Kind
from generator.wording import N_

# The first line of every generated page; people must not edit such a page, and fupan may replace it.
MARK = "<!-- fupan docs -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the references tell of.

    `verbs` speak the language of the reference; `sources` are modules of the package by path, `templates` by name.
    """

    kinds: Mapping[str, Kind]
    rules: Mapping[str, Rule]
    verbs: tuple[Verb, ...]
    sources: Mapping[str, str]
    templates: Mapping[str, str]


def reference_files(facts: Facts, catalogue: Catalogue) -> dict[str, bytes]:
    """Return the generated pages by their path in the guide; the same facts give the same bytes."""
    fields = FieldReference(facts.kinds, catalogue)
    settings = next(one for one in classes(facts.sources["settings.py"]) if one.name == "Settings")
    templates = TemplateReference(
        {path: text for path, text in facts.sources.items() if path != "settings.py"},
        facts.templates,
        facts.kinds,
        catalogue,
    )
    pages = {
        "codes.md": codes_page(facts.rules.values(), catalogue),
        "commands.md": commands_page(facts.verbs, catalogue),
        "fields.md": fields.index(),
        **{f"fields/{kind.name}.md": fields.of_kind(kind) for kind in facts.kinds.values()},
        "settings.md": settings_page(settings, catalogue),
        "templates.md": templates.page(),
    }
    note = plain(catalogue.text(N_("This page is generated from the program itself by `fupan docs`; do not edit it.")))
    return {path: f"{MARK}\n{text}\n{note}\n".encode() for path, text in sorted(pages.items())}
