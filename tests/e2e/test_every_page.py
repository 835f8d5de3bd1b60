"""Every file of the built sites, read as text: addresses, headings, words, sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from generator.i18n.catalogue import LOCALES
from tests.e2e.html_pages import HtmlPage, css_addresses, is_elsewhere, pages_of, read_page
from tests.e2e.organizations import SITE_DAY, Organization

_PLACE = re.compile(r"\{[a-z_]*\}")
_LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|\bundefined\b|\bNaN\b|<generator |<function | object at 0x|%\([a-z]+\)s")
_UNFILLED = re.compile(r"\{[a-z_]+\}")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_FEWEST_PAGES = 150


def is_reference(page: HtmlPage) -> bool:
    """Whether a page of the manual or of the codes: it speaks of names, places and values of both languages."""
    return bool({"guide", "rules"} & set(page.path.parts))


@pytest.fixture(scope="module", params=["organization", "english"])
def built(request: pytest.FixtureRequest) -> Organization:
    """Return the Chinese and the English organization, one after the other."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Organization)
    return found


@pytest.fixture(scope="module")
def pages(built: Organization) -> list[HtmlPage]:
    """Return every page of the site."""
    found = list(pages_of(built.site))
    assert len(found) >= _FEWEST_PAGES
    return found


def names(pages: list[HtmlPage]) -> set[str]:
    """Return the files' paths as they are best read in a message."""
    return {"/".join(page.path.parts[-2:]) for page in pages}


def test_no_page_loads_anything_from_elsewhere(pages: list[HtmlPage]) -> None:
    """Scripts, styles, pictures, frames, forms and CSS of all pages stay inside the site."""
    outside = {(page.path.name, address) for page in pages for address in page.loaded if is_elsewhere(address)}

    assert outside == set()
    assert sum(len(page.loaded) for page in pages) > 5 * len(pages)


def test_no_style_sheet_or_script_of_a_page_points_elsewhere(pages: list[HtmlPage]) -> None:
    """What the pages load does not load from elsewhere in its turn."""
    files = {page.target(address)[0] for page in pages for address in page.loaded if not is_elsewhere(address)}
    sheets = [path for path in files if path.suffix == ".css"]
    scripts = [path for path in files if path.suffix == ".js"]

    assert len(sheets) >= 7
    assert len(scripts) >= 4
    found = {(path.name, one) for path in sheets for one in css_addresses(path.read_text("utf-8")) if is_elsewhere(one)}
    assert found == set()
    assert {path.name for path in scripts if re.search(r"https?:/{2}|wss?:/{2}", path.read_text("utf-8"))} == set()


def test_everything_that_a_page_loads_is_there(pages: list[HtmlPage]) -> None:
    """No page asks for a file that the site does not have."""
    asked = {(page.path.name, page.target(address)[0]) for page in pages for address in page.loaded if address}

    assert {(name, path) for name, path in asked if not path.is_file() and path.suffix} == set()


def test_every_link_inside_the_site_resolves(built: Organization, pages: list[HtmlPage]) -> None:
    """File and anchor exist, and the address names a file: a folder would open nothing on file://."""
    broken = set()
    followed = 0
    for page in pages:
        for address in page.links:
            if re.match(r"[a-z]+:", address):
                continue
            file, anchor = page.target(address)
            followed += 1
            if (
                not file.is_file()
                or not file.is_relative_to(built.site)
                or (anchor and file.suffix == ".html" and anchor not in read_page(file).anchors)
            ):
                broken.add((page.path.name, address))

    assert broken == set()
    assert followed > 10 * len(pages)


def test_no_anchor_stands_twice_on_a_page(pages: list[HtmlPage]) -> None:
    """A link to a heading or a step leads to one place."""
    twice = {(page.path.name, anchor) for page in pages for anchor in page.anchors if page.anchors.count(anchor) > 1}

    assert twice == set()


def test_every_page_has_one_heading_a_title_and_its_language(built: Organization, pages: list[HtmlPage]) -> None:
    """What search engines, screen readers and tabs show."""
    language = "en" if built.root.parent.name.startswith("english") else "zh-CN"

    assert names([page for page in pages if page.h1 != 1]) == set()
    assert names([page for page in pages if len(page.titles) != 1 or len(page.titles[0]) < 4]) == set()
    assert names([page for page in pages if page.language != language]) == set()


def test_no_page_shows_what_a_template_left_behind(pages: list[HtmlPage]) -> None:
    """No braces of templates and no unfilled places; only the references show places, as they are the subject."""
    found = {
        (page.path.name, text[:80])
        for page in pages
        for text in page.texts
        if _LEFTOVERS.search(text) or (_UNFILLED.search(text) and not is_reference(page))
    }

    assert found == set()


def test_no_page_shows_a_missing_value_as_none(site: Path) -> None:
    """Python's name for nothing stands nowhere on the Chinese site, where nobody can have written it."""
    found = {
        (page.path.name, text[:80])
        for page in pages_of(site)
        for text in page.texts
        if re.search(r"\bNone\b", text) and not is_reference(page)
    }

    assert found == set()


def test_no_page_holds_private_use_signs(pages: list[HtmlPage]) -> None:
    """The signs that stand for markup while pages are rendered never reach a reader."""
    assert names([page for page in pages if _PRIVATE_USE.search(page.source)]) == set()


def test_every_page_names_its_day_and_every_record_its_source(built: Organization, pages: list[HtmlPage]) -> None:
    """Readers see from which file and from which day a page is, and that file exists."""
    assert names([page for page in pages if page.path.name != "404.html" and SITE_DAY not in page.prose]) == set()
    records = [page for page in pages if "data-page-id" in page.body]
    assert len(records) > 20
    without = []
    for page in records:
        named = re.search(r"((?:kb|postmortems|sop)/[\w/.-]+\.(?:ya?ml|md)) \(sha256 [0-9a-f]{12}\)", page.prose)
        if named is None or not (built.root / named[1]).is_file():
            without.append(page)
    assert names(without) == set()


def test_the_chinese_site_has_no_english_words_of_the_interface(site: Path) -> None:
    """No text of the pages is a text of the catalogue in its English form."""
    with (LOCALES / "zh_CN" / "LC_MESSAGES" / "fupan.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    whole: set[str] = set()
    pieces: set[str] = set()
    for message in messages:
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        chinese = [message.string] if isinstance(message.string, str) else list(message.string)
        for text in english:
            if text in chinese or text.isupper():
                continue  # the same in both languages, on purpose; abbreviations are said in both
            whole.add(" ".join(text.split()))
            longest = max((part.strip(" .:;,") for part in _PLACE.split(text)), key=len)
            if len(longest.split()) >= 5:
                pieces.add(" ".join(longest.split()))

    assert len(whole) > 300
    found = set()
    for page in pages_of(site):
        if "fields" in page.path.parts:
            continue  # the reference of the fields names their English spellings, as records may use them
        found |= {(page.path.name, text) for text in page.texts if text in whole}
        prose = "\n".join(page.texts)
        found |= {(page.path.name, piece) for piece in pieces if piece in prose}
    assert found == set()


def test_the_english_site_has_no_chinese_words_of_the_interface(english: Organization) -> None:
    """No text of the pages is a translation; the references alone name Chinese spellings of fields."""
    with (LOCALES / "zh_CN" / "LC_MESSAGES" / "fupan.po").open("rb") as file:
        chinese = {str(message.string) for message in read_po(file) if message.id and message.string}
    translated = {text for text in chinese if re.search("[\u4e00-\u9fff]", text)}

    assert len(translated) > 300
    pages = [page for page in pages_of(english.site) if not is_reference(page)]
    assert {(page.path.name, text) for page in pages for text in page.texts if text in translated} == set()
