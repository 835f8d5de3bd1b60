"""What the fast writer writes is what Whoosh's own writer writes, and either can go on from the other."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Not, Or, Prefix, Term
from whoosh.reading import IndexReader
from whoosh.writing import SegmentWriter

from generator.backends.whoosh.schema import schema, whoosh_fields
from generator.backends.whoosh.writing import MOST_SEGMENTS, Writer, merge_few
from generator.search.documents.document import SearchDocument

# Small enough that blocks are filled, lists compressed and runs spilled; every third document of many has `alpha`.
LETTERS = "表空间写满库存同步失败接口报错手工补录对账"
ALPHA, BETA = Term("title", "alpha"), Term("body", "beta")
QUERIES = (BETA, ALPHA, Or([ALPHA, BETA]), Prefix("body", "ora"), And([ALPHA, Not(BETA)]), Term("body", "表空"))
Open = Callable[[FileIndex], SegmentWriter]


def some(count: int, seed: int = 0) -> list[SearchDocument]:
    """Return documents with common and rare terms, codes and empty fields."""
    chance = random.Random(seed)
    return [
        SearchDocument(
            id=f"D-{seed}-{number}",
            kind="article",
            title="alpha" if number % 3 == 0 else "",
            url="x/",
            headings="".join(chance.choices(LETTERS, k=chance.randint(0, 4))),
            body="".join(chance.choices(LETTERS, k=30))
            + f" ORA-{chance.randint(0, 99999):05d}"
            + " beta" * (number % 5),
            identifiers=(f"T_{number}", "0012345") if number % 50 == 0 else (),
            facets={"system": (chance.choice(("ERP", "WMS")),)},
            date="2026-05-11",
            urgency=number % 4,
        )
        for number in range(count)
    ]


def stock(index: FileIndex) -> SegmentWriter:
    """Return Whoosh's own writer."""
    return index.writer(compound=False)


def spilling(index: FileIndex) -> Writer:
    """Return our writer with room for a few documents only."""
    return Writer(index, memory=200_000)


def index_in(folder: Path) -> FileIndex:
    """Return a new, empty index."""
    folder.mkdir()
    return FileIndex.create(FileStorage(str(folder)), schema())


def write(index: FileIndex, documents: Iterable[SearchDocument], opened: Open = Writer, **commit: bool) -> FileIndex:
    """Add `documents` to `index` and return it."""
    writer = opened(index)
    for document in documents:
        writer.add_document(**whoosh_fields(document))
    writer.commit(**commit)
    return index


def content(index: FileIndex) -> list[Any]:
    """Return all that an index of one segment says, in a form that compares."""
    with index.reader() as reader:
        assert len(index._segments()) == 1
        return [_terms(reader), _documents(reader), [reader.field_length(name) for name in index.schema.names()]]


def _terms(reader: IndexReader) -> list[Any]:
    found = []
    for (field, text), info in reader:
        matcher = reader.postings(field, text)
        postings = []
        while matcher.is_active():
            postings.append((matcher.id(), matcher.weight()))
            matcher.next()
        numbers = (info.weight(), info.doc_frequency(), info.min_id(), info.max_id(), info.max_weight())
        found.append((field, text, numbers, info.min_length(), info.max_length(), postings))
    return found


def _documents(reader: IndexReader) -> list[Any]:
    columns = [reader.column_reader(name) for name, field in reader.schema.items() if field.column_type]
    return [
        (
            reader.stored_fields(number),
            [reader.doc_field_length(number, name) for name in reader.schema.names()],
            [column[number] for column in columns],
        )
        for number in reader.all_doc_ids()
    ]


@pytest.mark.parametrize("opened", [Writer, spilling])
@pytest.mark.parametrize("count", [0, 1, 1100])
def test_our_index_is_the_stock_index(tmp_path: Path, opened: Open, count: int) -> None:
    """Every field, term, posting, length, stored text and column is the same, also from sorted runs."""
    if count == 0:
        assert not write(index_in(tmp_path / "none"), [], opened)._segments()
        return
    ours, theirs = (write(index_in(tmp_path / opened.__name__), some(count), opened) for opened in (opened, stock))
    assert content(ours) == content(theirs)


def test_stock_whoosh_searches_our_index_alike(tmp_path: Path) -> None:
    """Whoosh's own searcher finds and scores the same."""
    documents = some(300)
    pages = []
    for name, opened in (("ours", Writer), ("theirs", stock)):
        index = write(index_in(tmp_path / name), documents, opened)
        with index.searcher() as searcher:
            hits = [searcher.search(query, limit=None) for query in QUERIES]
            pages.append([[(hit.docnum, hit.score) for hit in page] for page in hits])
    assert pages[0] == pages[1]
    assert all(pages[0])


def test_stock_whoosh_extends_and_merges_our_index(tmp_path: Path) -> None:
    """Its writer appends a segment to ours and makes one of both, as if it had written all itself."""
    first, second = some(150, 1), some(150, 2)
    mixed = write(index_in(tmp_path / "mixed"), first)
    write(mixed, second, stock, merge=False)
    assert len(mixed._segments()) == 2
    pure = write(write(index_in(tmp_path / "pure"), first, stock), second, stock, merge=False)
    for index in (mixed, pure):
        write(index, [], stock, optimize=True)
    assert content(mixed) == content(pure)


def test_we_merge_as_stock_whoosh_does(tmp_path: Path) -> None:
    """Deleted documents vanish with their terms, the others move up; segments of either writer can be merged."""
    contents = []
    for name, opened in (("ours", Writer), ("theirs", stock), ("spilled", spilling)):
        index = write(write(index_in(tmp_path / name), some(150, 1), stock), some(150, 2), opened, merge=False)
        writer = opened(index)
        for number in (0, 7, 149, 150, 299):
            writer.delete_document(number)
        writer.commit(optimize=True)
        contents.append(content(index))
    assert contents[0] == contents[1] == contents[2]


def test_half_characters_cannot_break_an_index(tmp_path: Path) -> None:
    """Terms that become equal by being stored are one term, whose documents are listed once."""
    document = replace(some(1)[0], identifiers=("\ud800\udfff", "\udc00\udc01"))
    index = write(index_in(tmp_path / "index"), [document])
    with index.reader() as reader:
        assert [text for text in reader.lexicon("identifiers") if b"?" in text] == [b"??"]
        assert list(reader.postings("identifiers", b"??").all_ids()) == [0]


def test_updating_keeps_segments_few_and_the_large_one_untouched(tmp_path: Path) -> None:
    """Hundred changes one by one: never more than MOST_SEGMENTS, the first segment stays, nothing is lost."""
    documents = some(300)
    index = write(index_in(tmp_path / "index"), documents)
    large = index._segments()[0].segment_id()
    for document in documents[:100]:
        writer = Writer(index)
        assert writer.remove("id", [document.id, "unknown"]) == 1
        writer.add_document(**whoosh_fields(document))
        writer.commit(mergetype=merge_few)
        assert len(index._segments()) <= MOST_SEGMENTS
    assert large in {segment.segment_id() for segment in index._segments()}
    with index.reader() as reader:
        assert sorted(stored["shown"]["id"] for stored in reader.all_stored_fields()) == sorted(d.id for d in documents)


@pytest.mark.parametrize("opened", [Writer, stock])
def test_a_segment_without_documents_goes(tmp_path: Path, opened: Open) -> None:
    """Changing the same document again and again leaves one small segment, not a row of dead ones."""
    documents = some(20)
    index = write(index_in(tmp_path / "index"), documents, opened)
    for _ in range(5):
        writer = Writer(index)
        writer.remove("id", [documents[0].id])
        writer.add_document(**whoosh_fields(documents[0]))
        writer.commit(mergetype=merge_few)
    assert len(index._segments()) == 2
    writer = Writer(index)
    assert writer.remove("id", [document.id for document in documents]) == 20
    writer.commit(mergetype=merge_few)
    assert index._segments() == []


def test_what_the_writer_cannot_write_is_refused(tmp_path: Path) -> None:
    """A field with positions would lose them without a word."""
    index = FileIndex.create(FileStorage(str(tmp_path)), fields.Schema(text=fields.TEXT()))
    with pytest.raises(TypeError, match="text"):
        Writer(index)
