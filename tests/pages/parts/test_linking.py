"""Ids and telephone numbers inside plain text."""

import pytest

from generator.pages.parts.linking import record_ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See PM-2026-0007, then SOP-IT-001.", ["PM-2026-0007", "SOP-IT-001"]),
        ("按 RB-ERP-DISK 处理", ["RB-ERP-DISK"]),
        ("CAPA-2026-0003/KB-BACKUP", ["CAPA-2026-0003"]),
        ("ORA-00257 on S-PM-1 in a/PM-2026-0007", []),
        ("RB-ERP-disk PM-", []),
    ],
)
def test_ids_are_found_between_other_words(text: str, found: list[str]) -> None:
    """The prefixes are those of the kinds; parts of paths, codes and longer words are no ids."""
    assert list(record_ids(text)) == found
