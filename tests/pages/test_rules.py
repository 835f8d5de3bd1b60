"""The pages of the codes."""

from generator.pages.rules import RulePages
from generator.registry import rules
from tests.pages.sites import markdown, plain, site_of


def test_every_rule_has_a_page() -> None:
    """What a message names can be read up, with an example and what to write instead."""
    pages = RulePages(rules())
    paths = {page.path for page in pages.compose(site_of({}))}
    text = plain(markdown(pages, site_of({}), "rules/G001.md"))

    assert paths == {"rules/index.md", *(f"rules/{code}.md" for code in rules())}
    assert "G001" in text
    assert "capa: [CAPA-2026-0999]" in text
    assert "capa: [CAPA-2026-0012]" in text
