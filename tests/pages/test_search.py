"""The page of the search."""

import json

from generator.pages.search import SearchPage
from tests.pages.sites import markdown, site_of

RUNBOOK = """\
id: RB-ERP-DISK
title: Disk full
system: ERP
failure_mode: disk-full
cannot: ["Save </script><b>", Print]
"""


def test_words_of_records_cannot_leave_the_script() -> None:
    """The helpers are JSON that the script can read, whatever a record says; links stand there without a script."""
    text = markdown(SearchPage(), site_of({"sop/runbooks/RB-ERP-DISK.yml": RUNBOOK}), "search.md")
    start = text.index('[{"title"')
    data = text[start : text.index("</script>", start)]

    assert "<" not in data
    assert json.loads(data)[0] == {"title": "Save </script><b>", "url": "runbooks/RB-ERP-DISK.html"}
    assert 'href="runbooks/RB-ERP-DISK.html"' in text
