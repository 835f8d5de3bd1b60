"""The page of whom to call."""

from generator.pages.contacts import ContactsPage
from tests.pages.sites import markdown, plain, site_of


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
