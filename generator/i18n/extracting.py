"""Collect every text of the interface from the code and the templates, and bring the catalogues up to date."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.i18n.catalogue import DOMAIN, LANGUAGES, LOCALES
from generator.i18n.docstrings import reference_texts

PACKAGE = Path(__file__).parent.parent
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2)}
_METHODS = [("**/samples/**", "ignore"), ("**.py", "python"), ("**.jinja", "jinja2")]
# The templates begin a comment with `{##`, as `{#` begins the id of a heading in Markdown.
_OPTIONS = {
    "**.jinja": {"trimmed": "true", "silent": "false", "comment_start_string": "{##", "comment_end_string": "##}"}
}


def extract() -> Catalog:
    """Return a catalogue of all texts in the package, with the files in which they stand."""
    found = Catalog(project="fupan", charset="utf-8")
    rows = extract_from_dir(PACKAGE, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS)
    for path, _, message, comments, context in rows:
        found.add(message, None, [(f"generator/{Path(path).as_posix()}", 0)], auto_comments=comments, context=context)
    modules = sorted(PACKAGE.rglob("*.py"))
    for text in reference_texts(
        {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in modules}
    ):
        found.add(text)
    return found


def update_catalogues() -> dict[str, list[str]]:
    """Add new texts to every catalogue and drop those that are gone; return the untranslated ones by language."""
    template = extract()
    missing: dict[str, list[str]] = {}
    for language, locale in LANGUAGES.items():
        path = LOCALES / locale / "LC_MESSAGES" / f"{DOMAIN}.po"
        if language == "en":
            continue
        known = read_po(path.open("rb"), locale=locale) if path.exists() else Catalog(locale=locale, project="fupan")
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, known, width=0, sort_output=True, no_location=True, omit_header=False, include_previous=False
            )
        missing[language] = [str(message.id) for message in known if message.id and not message.string]
    return missing


if __name__ == "__main__":
    for name, texts in update_catalogues().items():
        print(f"{name}: {len(texts)} texts without a translation")
        for text in texts:
            print("   ", text)
