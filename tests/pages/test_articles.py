"""The list of articles."""

from generator.pages.articles import ArticlesPage
from tests.pages.sites import markdown, section, site_of


def test_articles_stand_on_shelves() -> None:
    """By category, those without one at the end; an empty shelf says how to begin."""
    files = {
        "kb/articles/KB-A.md": "---\ntitle: Zebra\n---\nText.\n",
        "kb/articles/KB-B.md": "---\ntitle: Disks\ncategory: Storage\n---\nText.\n",
    }
    text = markdown(ArticlesPage(), site_of(files), "articles/index.md")

    assert "Disks" in section(text, "shelf-1")
    assert "Zebra" in section(text, "shelf-2")
    assert "No article yet." in markdown(ArticlesPage(), site_of({}), "articles/index.md")
