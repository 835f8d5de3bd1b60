"""When a reviewed link becomes suspect."""

from __future__ import annotations

import pytest

from generator.graph import Graph
from generator.lifecycle.audit.reviewed_links import content_digest, suspect_links
from tests.libraries import graph

SOP = "id: SOP-IT-001\ntitle: Plan\napplies: {systems: [ERP]}\npurpose: To stay calm\n"
CAPA = "id: CAPA-2026-0001\ntitle: Watch\nopened_on: 2026-05-12\nrelated: [SOP-IT-001]\n"


def linked(sop: str, digest: str) -> Graph:
    """Return a CAPA that noted a digest of an SOP."""
    note = f'reviewed_links: [{{target: SOP-IT-001, digest: "{digest}", date: 2026-06-01, by: QA}}]\n'
    return graph(sop=sop, capa=CAPA + note)


def digest(sop: str) -> str:
    """Return the digest of an SOP."""
    return content_digest(graph(sop=sop).records["SOP-IT-001"])


@pytest.mark.parametrize(
    ("changed", "suspect"),
    [
        (SOP, False),
        (SOP + "# a remark\n", False),
        (SOP.replace("title: Plan\n", "title:   Plan\n"), False),
        (SOP + "reviewed_links: []\n", False),
        (SOP.replace("calm", "awake"), True),
        (SOP + "tags: [new]\n", True),
    ],
)
def test_only_content_makes_a_link_suspect(changed: str, suspect: bool) -> None:
    """Spacing, remarks and reviews of the target's own links say nothing new; a word does."""
    found = list(suspect_links(linked(changed, digest(SOP))))

    assert bool(found) is suspect
    assert [one.digest for one in found] == ([digest(changed)] if suspect else [])


def test_a_new_entry_in_the_log_changes_no_content() -> None:
    """A CAPA that moves on says nothing else than before."""
    before, after = (graph(capa=CAPA.replace("related: [SOP-IT-001]\n", "") + more) for more in ("", LOG))

    assert content_digest(before.records["CAPA-2026-0001"]) == content_digest(after.records["CAPA-2026-0001"])


LOG = "log: [{at: 2026-05-12, to: open}]\n"


def test_a_digest_has_twelve_digits() -> None:
    """As many as an approval sheet shows."""
    assert len(digest(SOP)) == 12
