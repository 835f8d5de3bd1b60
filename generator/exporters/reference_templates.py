"""The reference of templates: what each page template may show, and the functions and filters that it may call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.exporters.markdown_text import code, heading, page, plain, table
from generator.i18n.catalogue import Catalogue
from generator.i18n.docstrings import TABLES, ClassDoc, FunctionDoc, classes, functions, names_in_table, parts_of
from generator.model.kind import Kind
from generator.wording import N_

# A context's docstring names its template; this is what joins the two.
_NAMES_TEMPLATE = re.compile(r"template `(?P<name>[\w.]+\.jinja)`")
_MACRO = re.compile(r"{%-?\s*macro (?P<call>\w+\([^)]*\))")
_WORD = re.compile(r"\w+")

Sources = Mapping[str, str]


class TemplateReference:
    """Writes the page of templates in one language.

    `sources` holds the modules of `pages/` and `rendering/` by path, `templates` the templates by name.
    """

    def __init__(
        self, sources: Sources, templates: Mapping[str, str], kinds: Mapping[str, Kind], catalogue: Catalogue
    ) -> None:
        self._say = catalogue.text
        self._templates = templates
        self._classes = {
            one.name: one for path, text in sources.items() if path.startswith("pages/") for one in classes(text)
        }
        self._functions = {one.name: one for text in sources.values() for one in functions(text)}
        calls, filters = TABLES
        self._function_names = [name for text in sources.values() for name in names_in_table(text, calls)]
        self._filter_names = [name for text in sources.values() for name in names_in_table(text, filters)]
        self._models = {kind.model.__name__: kind for kind in kinds.values()}

    def page(self) -> str:
        """Return the page."""
        say = self._say
        return page(
            (
                heading(1, say(N_("Page templates"))),
                plain(
                    say(
                        N_(
                            "A file of the same name in `kb/templates/pages` replaces a template. Comments stand between `{##` and `##}`."
                        )
                    )
                ),
                heading(2, say(N_("What every template can show"))),
                self._everywhere(),
                *self._site(),
                heading(2, say(N_("Functions of templates"))),
                self._calls(self._function_names),
                heading(2, say(N_("Filters of templates"))),
                self._calls(self._filter_names),
                *(part for name, context in sorted(self.contexts().items()) for part in self._template(name, context)),
                heading(2, say(N_("Shared pieces"))),
                *self._pieces(),
            )
        )

    def contexts(self) -> dict[str, ClassDoc]:
        """Return the class of each template's context."""
        found = ((_NAMES_TEMPLATE.search(one.doc), one) for one in self._classes.values())
        return {match["name"]: one for match, one in found if match}

    def _everywhere(self) -> str:
        rows = (
            ("site", "Site", N_("The whole site; see below.")),
            ("here", "str", N_("The page's own path below the docs folder.")),
            ("title", "str", N_("The page's title.")),
            ("_(text, name=value)", "str", N_("A text in the site's language, with its {name} places filled.")),
            ("ngettext(one, many, number)", "str", N_("The form that fits the number.")),
        )
        return self._rows((name, type_, self._say(doc)) for name, type_, doc in rows)

    def _site(self) -> Iterator[str]:
        site = self._classes["Site"]
        yield f"### {site.name}"
        yield plain(self._say(site.doc))
        yield self._attributes(site)

    def _template(self, name: str, context: ClassDoc) -> Iterator[str]:
        yield f"## {name}"
        yield self._attributes(context)
        for part in parts_of(context, self._classes):
            yield f"{code(part.name)}: {plain(self._say(part.doc))}"
            yield self._attributes(part)

    def _attributes(self, one: ClassDoc) -> str:
        return self._rows((row.name, row.type, self._say(row.doc)) for row in one.attributes)

    def _rows(self, rows: Iterable[tuple[str, str, str]]) -> str:
        head = [self._say(text) for text in (N_("Name"), N_("Type"), N_("Meaning"))]
        return table(head, [(code(name), self._type(type_), plain(text)) for name, type_, text in rows])

    def _type(self, text: str) -> str:
        """Return a type as code, with links to the fields of the kinds in it."""
        models = dict.fromkeys(name for name in _WORD.findall(text) if name in self._models)
        links = [f"[{self._models[name].name}](fields/{self._models[name].name}.md)" for name in models]
        # A table cell parts at `|` even in code, so alternatives are written out.
        written = " / ".join(code(part) for part in text.split(" | "))
        return " → ".join([written, *links])

    def _calls(self, names: Iterable[str]) -> str:
        head = [self._say(text) for text in (N_("Call"), N_("Meaning"))]
        found = [self._functions.get(name, FunctionDoc(name, (), "")) for name in names]
        rows = [(code(f"{one.name}({', '.join(one.arguments)})"), plain(self._say(one.doc))) for one in found]
        return table(head, rows)

    def _pieces(self) -> Iterator[str]:
        for name, text in sorted(self._templates.items()):
            calls = [match["call"] for match in _MACRO.finditer(text)]
            if calls and not name.endswith(".md.jinja"):
                yield f"### {name}"
                yield "\n".join(f"- {code(call)}" for call in calls)
