"""A document's digest changes with everything that the index holds."""

from dataclasses import replace
from typing import Any

import pytest

from generator.search.documents.document import SearchDocument

DOCUMENT = SearchDocument(id="PM-2026-0007", kind="postmortem", title="库存不同步", url="postmortems/PM-2026-0007/")
CHANGES: list[dict[str, Any]] = [
    {"title": "other"},
    {"url": "other/"},
    {"body": "text"},
    {"headings": "text"},
    {"identifiers": ("ORA-01653",)},
    {"facets": {"system": ("ERP",)}},
    {"date": "2026-05-11"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_digest_follows_content(change: dict[str, Any]) -> None:
    """Any changed field gives another digest."""
    assert replace(DOCUMENT, **change).digest != DOCUMENT.digest


def test_digest_ignores_the_order_of_facets() -> None:
    """Equal content has an equal digest, in every process."""
    one = replace(DOCUMENT, facets={"a": ("1",), "b": ("2",)})
    other = replace(DOCUMENT, facets={"b": ("2",), "a": ("1",)})
    assert one.digest == other.digest
