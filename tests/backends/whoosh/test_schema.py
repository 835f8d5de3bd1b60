"""Documents become Whoosh fields without loss."""

import pickle

import pytest

from generator.backends.whoosh.layout import SCHEMA_VERSION, day_number
from generator.backends.whoosh.schema import TermsField, schema, whoosh_fields
from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import ANALYSIS_VERSION, terms

DAYS = [("2026-05-11", 20260511), ("2026-05-11T08:00", 20260511), ("", 0), ("2026-05", 0), ("soon", 0)]


@pytest.mark.parametrize(("date", "number"), DAYS)
def test_dates_are_numbers_in_order(date: str, number: int) -> None:
    """What is no date counts as none."""
    assert day_number(date) == number


def test_parts_lead_to_codes() -> None:
    """Each part of a code, and the code without its signs, stands before the code."""
    counts = schema()["parts"].counts("报 ORA-01653: 见 14 号")
    assert set(counts) == {"ora ora-01653", "01653 ora-01653", "ora01653 ora-01653"}


def test_terms_are_counted() -> None:
    """A posting holds a term as bytes with its count and no position."""
    assert list(TermsField(terms).index("死锁 死锁 ora-1")) == [("死锁".encode(), 2, 2.0, b""), (b"ora-1", 1, 1.0, b"")]


def test_every_field_is_in_the_schema() -> None:
    """What a document gives is what the schema knows, and Whoosh can store the schema."""
    document = SearchDocument(id="A", kind="sop", title="t", url="u", headings="h", body="b")
    fields = whoosh_fields(document)
    assert set(fields) == set(schema().names())
    assert fields["body"] == "t\nh\nb\n"
    assert pickle.loads(pickle.dumps(schema())).names() == schema().names()


def test_version_names_the_analysis() -> None:
    """A changed analysis makes every index on disk outdated."""
    assert SCHEMA_VERSION.endswith(f"/{ANALYSIS_VERSION}")
