"""The manual: what it says is true, its links resolve, and it is on every site."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
import yaml

import generator
from generator.cli import VERBS
from generator.files.guide import guide_texts
from generator.kinds.base import Phase, StepOperation, StepOutcome
from generator.kinds.capa import ActionType, CapaState
from generator.pages.guide import GuidePages, title_of
from generator.registry import page_kinds
from generator.server.security import CONTENT_SECURITY_POLICY
from tests.organizations import FILES, Terminal, lay_out
from tests.pages.sites import markdown, site_of

TEXTS = guide_texts()
HAND_WRITTEN = (
    "index.md",
    "first-hour.md",
    "write-a-postmortem.md",
    "procedures.md",
    "release.md",
    "capa.md",
    "deadlines.md",
    "trace.md",
    "audit.md",
    "validation.md",
    "search.md",
    "customize.md",
    "deploy.md",
    "limits.md",
)
LINK = re.compile(r"\]\((?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]*))?\)")
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CLAIMS = re.compile(
    r"complian|complies|electronic signature|e-sign|tamper|合规|符合|电子签名|已签署|防篡改|不可抵赖", re.IGNORECASE
)

languages = pytest.mark.parametrize("language", sorted(TEXTS))


def outline(text: str) -> list[int]:
    """Return the levels of the headings of a page."""
    return [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", text), re.MULTILINE)]


def test_both_languages_have_the_same_pages() -> None:
    """Same files, same headings, same examples of commands."""
    assert TEXTS["en"].keys() == TEXTS["zh"].keys()
    for name in HAND_WRITTEN:
        assert outline(TEXTS["en"][name]) == outline(TEXTS["zh"][name]), name
        shapes = [[found["language"] for found in FENCE.finditer(TEXTS[one][name])] for one in ("en", "zh")]
        assert shapes[0] == shapes[1], name


@languages
def test_links_of_the_guide_resolve(language: str) -> None:
    """Each link leads to a page of the guide, each anchor to one of its headings; each page is linked."""
    linked = {"index.md"}
    for name, text in TEXTS[language].items():
        for found in LINK.finditer(FENCE.sub("", text)):
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"])) if found["path"] else name
            )
            assert target in TEXTS[language], f"{name}: {found[0]}"
            titles = re.findall(r"^#+ (\S+(?: \S+)?)$", TEXTS[language][target], re.MULTILINE)
            headings = {title.lower().replace(" ", "-") for title in titles}
            assert found["anchor"] is None or found["anchor"] in headings, f"{name}: {found[0]}"
            linked.add(target)
    assert linked == TEXTS[language].keys()


@languages
def test_it_is_on_the_site_in_its_language(language: str) -> None:
    """Every text becomes a page below guide/ with its own title and the manual above it."""
    site = site_of({}, language)
    pages = {page.path: page for page in GuidePages(TEXTS).compose(site)}

    assert pages.keys() == {f"guide/{name}" for name in TEXTS[language]}
    assert all(
        page.title == title_of(TEXTS[language][path.removeprefix("guide/")]) != "" for path, page in pages.items()
    )
    assert pages["guide/fields/capa.md"].breadcrumb[0][1] == "guide/index.md"
    assert any(isinstance(kind, GuidePages) for kind in page_kinds())


def test_nothing_in_it_comes_alive() -> None:
    """Signs of HTML and of attribute lists are hidden, the mark of generated pages is gone."""
    texts = {"en": {"index.md": "<!-- fupan docs -->\n# A <b>c</b>\n\n`{{ x }}` {#id}\n"}}
    text = markdown(GuidePages(texts), site_of({}), "guide/index.md")

    body = text.split("---\n")[2]
    assert not set("<{") & set(body)
    assert "fupan docs" not in body


def test_the_home_page_leads_to_it() -> None:
    """The last row of the home page has the manual."""
    home = next(iter(page_kinds()))

    assert 'href="guide/index.html"' in markdown(home, site_of({}), "index.md")


@languages
def test_it_names_what_exists(language: str) -> None:
    """Phases, operations, outcomes, states and kinds of action are those of the program."""
    texts = TEXTS[language]
    for page, words in (
        ("procedures.md", (*Phase, *StepOperation, *StepOutcome)),
        ("capa.md", (*CapaState, *ActionType)),
    ):
        assert all(f"`{word.value}`" in texts[page] for word in words), page
    used = {word for name in HAND_WRITTEN for word in re.findall(r"\bfupan ([a-z]+)\b", texts[name])}
    assert used - {"docs"} <= set(VERBS)


@languages
def test_the_security_policy_is_the_one_that_the_server_sends(language: str) -> None:
    """The header in the manual is the header of `fupan serve`, in its section and in nginx's."""
    assert TEXTS[language]["deploy.md"].count(CONTENT_SECURITY_POLICY) == 2


@languages
def test_its_records_are_right(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The post-mortem of the manual passes `fupan check`, and so do its CAPA rows, steps and policy."""
    blocks = {
        name: [found["body"] for found in FENCE.finditer(TEXTS[language][name]) if found["language"] == "yaml"]
        for name in HAND_WRITTEN
    }
    policy, own_fields, _language = blocks["customize.md"]
    log, actions = blocks["capa.md"]
    files = {
        **FILES,
        "postmortems/2026/PM-2026-0007.yml": blocks["write-a-postmortem.md"][0]
        + blocks["procedures.md"][0]
        + own_fields,
        "postmortems/capa/CAPA-2026-0003.yml": "id: CAPA-2026-0003\ntitle: Disk\nopened_on: 2026-05-12\n"
        + "causes: [{id: RC1, text: No alarm}]\n"
        + log
        + actions,
        "kb/organization/policy.yml": policy,
    }
    terminal = Terminal(lay_out(tmp_path, files), capsys)

    assert terminal("check", "--json") == 0
    # A folder outside of a repository has no history, which is noted.
    assert [item for item in terminal.answer["items"] if item["code"] != "A004"] == []


@languages
def test_settings_in_the_manual_are_read(language: str) -> None:
    """Blocks of mkdocs.yml are YAML with known settings."""
    (block,) = [body for _, body in FENCE.findall(TEXTS[language]["settings.md"])]

    assert yaml.safe_load(block)["extra"]["fupan"].keys() >= {"language", "timezone"}


@languages
def test_it_claims_nothing(language: str) -> None:
    """No page says that a regulation is met, that a note is a signature, or that records cannot be changed."""
    for name in HAND_WRITTEN:
        assert not CLAIMS.search(TEXTS[language][name]), name


def test_it_lies_in_the_package() -> None:
    """The guide is package data, in one place only."""
    package = Path(generator.__file__).parent

    assert all((package / "guide" / language / "index.md").is_file() for language in TEXTS)
    assert not (package.parent / "kb" / "guide").exists()
