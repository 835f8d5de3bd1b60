"""The script for a site without a server."""

import json

from generator.search.document import SearchDocument
from generator.search.static_data import LONGEST_TEXT, static_script

DOCUMENT = SearchDocument(
    id="PM-2026-0007",
    kind="postmortem",
    title="</script><b>",
    url="postmortems/PM-2026-0007/",
    headings="影响",
    body="正文\u2028 <!-- 行",
    identifiers=("ORA-01653", "PM-2026-0007", "ORA-01653"),
    facets={"severity": ("S1",), "status": ("closed",), "system": ("ERP", "MES")},
    date="2026-05-11",
)
LABELS = {"kind": {"postmortem": "复盘"}, "status": {"closed": "已关闭"}}


def data_of(script: str) -> dict[str, object]:
    """Return what the script assigns."""
    data: dict[str, object] = json.loads(script.removeprefix("window.fupanSearchData = ").removesuffix(";\n"))
    return data


def test_shape() -> None:
    """The page script finds every name that it reads."""
    assert data_of(static_script([DOCUMENT], LABELS)) == {
        "version": 1,
        "facets": LABELS,
        "documents": [
            {
                "id": "PM-2026-0007",
                "kind": "postmortem",
                "kind_label": "复盘",
                "title": "</script><b>",
                "url": "postmortems/PM-2026-0007/",
                "date": "2026-05-11",
                "severity": "S1",
                "status": "closed",
                "status_label": "已关闭",
                "systems": ["ERP", "MES"],
                "year": "2026",
                "text": "影响 正文 <!-- 行",
                "codes": ["ORA-01653"],
            }
        ],
    }


def test_it_cannot_leave_its_script() -> None:
    """Nothing in a document ends the script element or a line of it."""
    script = static_script([DOCUMENT], LABELS)
    assert "<" not in script
    assert "\u2028" not in script
    assert script.count("\n") == 1


def test_order_of_documents_does_not_matter() -> None:
    """The same documents give the same bytes."""
    other = SearchDocument(id="A", kind="sop", title="b", url="c")
    assert static_script([DOCUMENT, other], LABELS) == static_script([other, DOCUMENT], LABELS)


def test_long_texts_end_at_a_word() -> None:
    """Text is cut, not inside an English word."""
    document = SearchDocument(id="A", kind="sop", title="b", url="c", body="wordword " * 999)
    text = static_script([document], {}).partition('"text":"')[2].partition('"')[0]
    assert len(text) <= LONGEST_TEXT
    assert text.endswith("wordword")
