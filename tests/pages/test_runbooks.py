"""The list of runbooks."""

from generator.pages.runbooks import RunbooksPage
from tests.pages.sites import markdown, plain, site_of

RUNBOOK = "id: RB-ERP-DISK\ntitle: Disk full\nsystem: ERP\nfailure_mode: disk-full\ncannot: [Save an order]\n"


def test_runbooks_are_listed_by_what_one_cannot_do() -> None:
    """People in trouble know what does not work, not what the fault is called."""
    text = plain(markdown(RunbooksPage(), site_of({"sop/runbooks/RB-ERP-DISK.yml": RUNBOOK}), "runbooks/index.md"))

    assert "Save an order" in text
    assert "Disk full" in text
