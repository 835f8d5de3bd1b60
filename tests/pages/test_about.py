"""The page about the site."""

from generator.pages.about import AboutPage
from tests.pages.sites import markdown, plain, site_of


def test_about_counts_records_and_claims_nothing() -> None:
    """The page says from what the site was made and what it is not."""
    text = plain(markdown(AboutPage(), site_of({}), "about.md"))

    assert "Roles 2" in text
    assert "Systems 1" in text
    assert "does not replace approved documents" in text
    assert "compliant" not in text
