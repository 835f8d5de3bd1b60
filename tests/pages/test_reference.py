"""What the pages that explain say."""

import json

from generator.pages.about import AboutPage
from generator.pages.contacts import ContactsPage
from generator.pages.glossary import GlossaryPage
from generator.pages.rules import RulePages
from generator.pages.search import SearchPage
from generator.registry import rules
from tests.pages.sites import markdown, plain, site_of

TERMS = "terms:\n  - {id: tablespace, title: Tablespace, definition: Where the database writes}\n  - {id: archive, title: Archive log, definition: What was written}\n"
RUNBOOK = """\
id: RB-ERP-DISK
title: Disk full
system: ERP
failure_mode: disk-full
cannot: ["Save </script><b>", Print]
"""


def test_terms_stand_by_name() -> None:
    """Each has an anchor, so that other pages can link to it."""
    text = markdown(GlossaryPage(), site_of({"kb/organization/glossary.yml": TERMS}), "glossary.md")

    assert text.index("Archive log") < text.index("Tablespace")
    assert 'id="tablespace"' in text or "{#tablespace}" in text
    assert "Where the database writes" in text


def test_contacts_dial() -> None:
    """The organization's own numbers, the roles and the vendors can be tapped."""
    text = markdown(ContactsPage(), site_of({}), "contacts.md")

    assert [number for number in ("tel:8119", "tel:8101", "tel:4000002188") if number not in text] == []
    assert "Commander" in plain(text)
    assert "Decides" in plain(text)


def test_an_organization_without_policy_has_contacts() -> None:
    """Roles and vendors do not hang on it."""
    site = site_of({"kb/organization/policy.yml": "id: policy\ntitle: Test\n"})

    assert "The maker" in plain(markdown(ContactsPage(), site, "contacts.md"))


def test_words_of_records_cannot_leave_the_script() -> None:
    """The helpers are JSON that the script can read, whatever a record says; links stand there without a script."""
    text = markdown(SearchPage(), site_of({"sop/runbooks/RB-ERP-DISK.yml": RUNBOOK}), "search.md")
    start = text.index('[{"title"')
    data = text[start : text.index("</script>", start)]

    assert "<" not in data
    assert json.loads(data)[0] == {"title": "Save </script><b>", "url": "runbooks/RB-ERP-DISK.html"}
    assert 'href="runbooks/RB-ERP-DISK.html"' in text


def test_every_rule_has_a_page() -> None:
    """What a message names can be read up, with an example and what to write instead."""
    pages = RulePages(rules())
    paths = {page.path for page in pages.compose(site_of({}))}
    text = plain(markdown(pages, site_of({}), "rules/G001.md"))

    assert paths == {"rules/index.md", *(f"rules/{code}.md" for code in rules())}
    assert "G001" in text
    assert "capa: [CAPA-2026-0999]" in text
    assert "capa: [CAPA-2026-0012]" in text


def test_about_counts_records_and_claims_nothing() -> None:
    """The page says from what the site was made and what it is not."""
    text = plain(markdown(AboutPage(), site_of({}), "about.md"))

    assert "Roles 2" in text
    assert "Systems 1" in text
    assert "does not replace approved documents" in text
    assert "compliant" not in text
