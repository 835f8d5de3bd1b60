"""The page of the glossary."""

from generator.pages.glossary import GlossaryPage
from tests.pages.sites import markdown, site_of

TERMS = "terms:\n  - {id: tablespace, title: Tablespace, definition: Where the database writes}\n  - {id: archive, title: Archive log, definition: What was written}\n"


def test_terms_stand_by_name() -> None:
    """Each has an anchor, so that other pages can link to it."""
    text = markdown(GlossaryPage(), site_of({"kb/organization/glossary.yml": TERMS}), "glossary.md")

    assert text.index("Archive log") < text.index("Tablespace")
    assert 'id="tablespace"' in text or "{#tablespace}" in text
    assert "Where the database writes" in text
