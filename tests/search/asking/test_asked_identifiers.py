"""What people type as the number of something, and what only looks like one."""

import pytest

from generator.search.asking.asked_identifiers import asked_identifiers
from generator.search.asking.query import parse_query

CASES = [
    ("ERP", ("erp",)),
    ("ERP kind:sop", ("erp kind:sop", "erp")),
    ("PM-2026-0001 登录", ("pm-2026-0001 登录", "pm-2026-0001")),
    ("ERP 登录失败", ("erp 登录失败",)),
    ("site unavailable after deploy", ("site unavailable after deploy",)),
    ("登录ORA-01653报错", ("登录ora-01653报错", "ora-01653")),
    ("kind:sop", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "keys"), CASES)
def test_words_of_letters_are_numbers_only_alone(text: str, keys: tuple[str, ...]) -> None:
    """A system's or a failure mode's id is an everyday word within a question."""
    query = parse_query(text, facets=("kind",))

    assert asked_identifiers(query, query.terms) == keys
