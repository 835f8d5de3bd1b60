"""What becomes of an author's Markdown on the page of an article."""

import pytest

from generator.pages.article import ArticlePages
from tests.pages.sites import markdown, section, site_of

OTHER = "---\ntitle: Other\n---\nText.\n"


def page(body: str, front: str = "title: Backups") -> str:
    """Return the page of an article with this body."""
    files = {
        "kb/articles/KB-BACKUP.md": f"---\n{front}\n---\n{body}\n",
        "kb/more/KB-OTHER.md": OTHER,
        "sop/SOP-IT-001.yml": "id: SOP-IT-001\ntitle: Plan\napplies: {systems: [ERP]}\nrelated_docs: [KB-BACKUP]\n",
    }
    return markdown(ArticlePages(), site_of(files), "articles/KB-BACKUP.md")


def test_title_is_not_said_twice() -> None:
    """A first heading that is the title goes; another one stays, one level down."""
    assert page("# Backups\n\nText.").count("Backups") == page("Text.").count("Backups")
    assert "## Else" in page("# Else\n\nText.")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[see](../more/KB-OTHER.md)", "[see](KB-OTHER.md)"),
        ("[see](../more/KB-OTHER.md#part)", "[see](KB-OTHER.md#part)"),
        ("[see](../gone.md)", "see"),
        ("[see](https://example.org/a)", "[see](https://example.org/a)"),
        ("[see](#part)", "[see](#part)"),
        ("`[see](../gone.md)`", "`[see](../gone.md)`"),
        ("![the rack](rack.png)", "*the rack (picture not shown here)*"),
        ("![](https://example.org/rack.png)", "*(picture not shown here)*"),
        ("[see][1]\n\n[1]: ../more/KB-OTHER.md", "[see](KB-OTHER.md)"),
        ("[a][b]", "[a][b]"),
        ("See KB-OTHER.", "See [KB-OTHER](KB-OTHER.md)."),
    ],
)
def test_links_lead_to_pages_or_nowhere(written: str, shown: str) -> None:
    """Links to articles lead to their pages; other relative links are text; pictures become their words."""
    assert f"\n{shown}\n" in page(written)


def test_html_of_authors_is_shown() -> None:
    """Tags and attribute lists of an author never come alive."""
    text = page("<script>alert(1)</script>\n\n## Part {#facts}")

    assert "<script>" not in text
    assert "{#facts}" not in text


def test_drafts_and_old_articles_warn() -> None:
    """Whoever reads a draft, an outdated or an unreviewed article is told first."""
    assert "Nobody has checked this article yet." in page("Text.", "status: draft")
    assert "do not follow it" in page("Text.", "status: outdated")
    assert "It may no longer hold." in page("Text.", "review_due_on: 2026-11-01")
    assert "fp-callout" not in page("Text.")


def test_records_that_cite_it_are_listed() -> None:
    """The way back to what uses the article."""
    assert "SOP-IT-001" in section(page("Text."), "cited")
