"""Pure assembly: what pages, index and labels get from one site."""

from generator.build import facet_labels, published, search_documents, similar_incidents
from generator.registry import KINDS
from generator.search.likeness.similar import SimilarIncidents
from tests.pages.sites import site_of

RUNBOOK = (
    "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\n"
    "static_steps: [{key: stop-jobs, phase: contain, text: Stop the jobs}]\n"
)


def incident(number: int, more: str = "") -> str:
    """Return an incident with a full disk."""
    return (
        f"id: PM-2026-{number:04}\ntitle: Database disk full\nseverity: S1\nsystems: [ERP]\nfailure_mode: disk-full\n"
        f"started_at: 2026-01-{number:02}\nerror_codes: [ORA-01653]\n{more}"
    )


SITE = site_of(
    {
        "postmortems/2026/PM-2026-0001.yml": incident(1, "timeline: [{text: Moved the archive, kind: restore}]\n"),
        "postmortems/2026/PM-2026-0002.yml": incident(2),
        "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
    }
)


def test_what_has_a_page_is_searched_and_whom_to_call() -> None:
    """By id; a role is found at its place among the contacts, the policy has no place of its own."""
    found = [document.id for document in search_documents(SITE)]

    assert found == sorted(found)
    assert {"ERP", "PM-2026-0001", "RB-ERP-DISK", "disk-full", "maker"} <= set(found)
    assert "commander" in found
    assert "policy" not in found


def test_a_page_gets_the_like_of_its_incident() -> None:
    """Reasons in the site's language, what fixed it, and the step to try with its place."""
    documents = search_documents(SITE)
    labels = facet_labels(SITE, documents, KINDS)
    similar = similar_incidents(SITE, SimilarIncidents(documents, labels), labels)
    (row,) = similar["PM-2026-0002"]

    assert row.id == "PM-2026-0001"
    assert row.reasons[0] == "same code ORA-01653"
    assert "same system Resource planning" in row.reasons
    assert (row.fix, row.step, row.step_of) == ("Moved the archive", "Stop the jobs", "RB-ERP-DISK")
    assert row.step_address == "runbooks/RB-ERP-DISK.html#step-stop-jobs"


def test_who_carries_out_a_shared_step_does_not_say_who_may_read_it() -> None:
    """A record for few is held back; a step of the library has no readers of its own."""
    steps = (
        "steps:\n  - {id: call-vendor, text: Call the vendor, audience: non_it}\n  - {id: save-logs, text: Save them}\n"
    )
    secret = incident(3, "audience: restricted\n")
    site = site_of({"kb/steps/common.yml": steps, "postmortems/2026/PM-2026-0003.yml": secret})

    shown = published(site.graph, site.settings)

    assert {"call-vendor", "save-logs"} <= set(shown.records)
    assert "PM-2026-0003" not in shown.records
