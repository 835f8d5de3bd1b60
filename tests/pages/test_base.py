"""The place of a record's page."""

import pytest

from tests.pages.sites import site_of

FILES = {
    "kb/organization/policy.yml": "id: policy\ntitle: 青穗\ncontacts: [{title: IT, phone: '8119'}]\n",
    "kb/organization/roles.yml": "roles: [{id: it-lead, title: IT 主管}]\n",
    "kb/synonyms.yml": "synonyms: [{id: full, title: 磁盘, words: ['写满, 满了']}]\n",
}


@pytest.mark.parametrize(
    ("identifier", "path"), [("it-lead", "contacts.md#it-lead"), ("policy", "contacts.md"), ("full", "search.md")]
)
def test_a_link_names_a_place_only_where_the_shared_page_has_one(identifier: str, path: str) -> None:
    """The settings of the organization and the groups of synonyms stand nowhere as rows of their own."""
    site = site_of(FILES)

    assert site.path_of(site.graph.records[identifier]) == path
