"""Documents become Whoosh fields without loss."""

import pickle

import pytest

from generator.backends.whoosh_schema import (
    LONGEST_IDENTIFIER,
    SCHEMA_VERSION,
    TermsField,
    identifier_key,
    schema,
    whoosh_fields,
)
from generator.search.analysis import ANALYSIS_VERSION, terms
from generator.search.document import SearchDocument

KEYS = [(" ＰＭ-2026 ", "pm-2026"), ("A \t B", "a b"), ("x" * 999, "x" * LONGEST_IDENTIFIER)]


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_identifiers_are_compared_folded(text: str, key: str) -> None:
    """Width, case and blanks do not matter, and no key is endless."""
    assert identifier_key(text) == key


def test_terms_are_counted() -> None:
    """A posting holds a term as bytes with its count and no position."""
    assert list(TermsField(terms).index("死锁 死锁 ora-1")) == [("死锁".encode(), 2, 2.0, b""), (b"ora-1", 1, 1.0, b"")]


def test_every_field_is_in_the_schema() -> None:
    """What a document gives is what the schema knows, and Whoosh can store the schema."""
    document = SearchDocument(id="A", kind="sop", title="t", url="u", headings="h", body="b")
    fields = whoosh_fields(document)
    assert set(fields) == set(schema().names())
    assert fields["body"] == "t\nh\nb"
    assert pickle.loads(pickle.dumps(schema())).names() == schema().names()


def test_version_names_the_analysis() -> None:
    """A changed analysis makes every index on disk outdated."""
    assert SCHEMA_VERSION.endswith(f"/{ANALYSIS_VERSION}")
