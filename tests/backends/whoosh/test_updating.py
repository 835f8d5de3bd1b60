"""Single documents are added, replaced and removed without looking at the others."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.search.asking.query import parse_query
from generator.search.documents.document import SearchDocument
from generator.search.engine import Changes, IndexUnusable

Documents = tuple[SearchDocument, ...]


def found(engine: WhooshEngine, text: str) -> list[str]:
    """Return the ids of all hits."""
    return sorted(hit.id for hit in engine.search(parse_query(text)).hits)


def test_documents_are_added_and_replaced(built: WhooshEngine, documents: Documents) -> None:
    """A new one is found, a changed one only with its new text, none twice."""
    changed = replace(documents[2], title="zebra one")
    added = replace(documents[2], id="KB-0009", title="zebra two")
    assert built.upsert([changed, added]) == Changes(added=1, updated=1)
    assert found(built, "zebra") == ["KB-0001", "KB-0009"]
    assert built.upsert([replace(changed, title="horse")]) == Changes(updated=1)
    assert found(built, "zebra") == ["KB-0009"]


def test_the_last_of_equal_ids_counts(built: WhooshEngine, documents: Documents) -> None:
    """Two documents with one id cannot both be there."""
    assert built.upsert([replace(documents[2], title=title) for title in ("zebra", "horse")]) == Changes(updated=1)
    assert (found(built, "zebra"), found(built, "horse")) == ([], ["KB-0001"])


def test_documents_are_removed(built: WhooshEngine) -> None:
    """What is removed is not found; an unknown id is no error."""
    assert built.delete(["PM-2026-0007", "unknown"]) == Changes(deleted=1)
    assert built.delete(["PM-2026-0007"]) == Changes()
    assert found(built, "表空间") == ["CAPA-2026-0012", "KB-0001"]


def test_changing_equals_building(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """Afterwards the index holds what one built from nothing would hold."""
    changed = [replace(document, body=f"{document.body} zebra") for document in documents[1:]]
    for document in changed:
        built.upsert([document])
    built.delete([documents[0].id])
    assert built.synchronize(changed) == Changes()


def test_without_an_index_there_is_nothing_to_change(engine: WhooshEngine, documents: Documents) -> None:
    """Only who knows all documents can make an index."""
    with pytest.raises(IndexUnusable):
        engine.upsert(documents)
    with pytest.raises(IndexUnusable):
        engine.delete(["KB-0001"])
