"""Our scores are those of the stock searcher over the same index, term by term and query by query."""

import random
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Or, Query, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from generator.backends.whoosh.engine import WhooshEngine
from generator.backends.whoosh.folder import IndexFolder
from generator.backends.whoosh.layout import TEXT_FIELDS
from generator.backends.whoosh.schema import schema
from generator.backends.whoosh.snapshot import Snapshot
from generator.search.counting.document_sets import numbers_in
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.counting.ranking import FIELD_WEIGHTS, impact, rarity
from generator.search.counting.scoring import Counting, Scorer, scores
from generator.search.counting.scoring_numpy import NumpyCounting
from generator.search.counting.scoring_plain import PlainCounting
from generator.search.documents.document import SearchDocument

WORDS = [*(chr(0x4E00 + number) for number in range(40)), "ora-01653", "t_inv", "printer", "labels"]


class SameFormula(WeightingModel):  # type: ignore[misc]
    """The formula of `search.counting.ranking` in the form that the stock searcher takes."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """Return the scorer of one term."""
        return _Scorer(self._snapshot, searcher, fieldname, text)


class _Scorer(BaseScorer):  # type: ignore[misc]
    def __init__(self, snapshot: Snapshot, searcher: Searcher, field: str, text: bytes) -> None:
        scarcity = rarity(snapshot.documents, snapshot.frequency(text.decode("utf-8")))
        self._weight = scarcity * FIELD_WEIGHTS[field]
        self._norms, self._codes = snapshot.norms(field), snapshot.lengths(field)

    def supports_block_quality(self) -> bool:
        return False

    def score(self, matcher: object) -> float:
        return self._weight * impact(matcher.weight(), self._norms[self._codes[matcher.id()]])  # type: ignore[attr-defined]


def texts(seed: int) -> list[SearchDocument]:
    """Return a small collection with frequent and rare words."""
    chance = random.Random(seed)
    weights = [1 / rank for rank in range(1, len(WORDS) + 1)]

    def text(longest: int) -> str:
        return " ".join("".join(chance.choices(WORDS, weights, k=3)) for _ in range(chance.randint(0, longest)))

    return [
        SearchDocument(id=f"D{number}", kind="x", title=text(3), url="", headings=text(3), body=text(40))
        for number in range(1100)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an index of one segment without deleted documents, so that both count the same."""
    root = tmp_path_factory.mktemp("stock") / "index"
    WhooshEngine(root).build(texts(1))
    return IndexFolder(root).current().folder


def countings(snapshot: Snapshot) -> list[Counting]:
    """Return every counting that this machine can do."""
    try:
        return [PlainCounting(snapshot), NumpyCounting(snapshot)]
    except ImportError:
        return [PlainCounting(snapshot)]


def test_every_term_of_every_field(folder: Path) -> None:
    """Documents and counts are those that Whoosh reads."""
    snapshot = Snapshot(folder)
    reader = FileIndex(FileStorage(str(folder)), schema=schema()).reader()
    compared = 0
    for field, text in reader.all_terms():
        matcher, expected = reader.postings(field, text), []
        while matcher.is_active():
            expected.append((matcher.id(), matcher.weight()))
            matcher.next()
        found = snapshot.postings(field, text.decode("utf-8"))
        assert list(zip(found.numbers, found.counts, strict=True)) == expected, (field, text)
        compared += 1
    assert compared > 1000
    reader.close()


def test_every_query(folder: Path) -> None:
    """Scores are equal to nine digits for one term, for any of several and for all of them."""
    snapshot = Snapshot(folder)
    index = FileIndex(FileStorage(str(folder)), schema=schema())
    chance = random.Random(2)
    with index.searcher(weighting=SameFormula(snapshot)) as searcher:
        known = sorted({text.decode("utf-8") for field, text in searcher.reader().all_terms() if field == "body"})
        for count in (1, 2, 3, 8):
            for _ in range(25):
                words = chance.sample(known, count)
                each = [Or([Term(field, word) for field in TEXT_FIELDS]) for word in words]
                must = tuple((word,) for word in words)
                for query, demanded in ((Or(each), ()), (And(each), must)):
                    _compare(
                        searcher, query, Plan(tuple(Clause((Member((word,)),)) for word in words), demanded), snapshot
                    )


def _compare(searcher: Searcher, query: Query, plan: Plan, snapshot: Snapshot) -> None:
    expected = {hit.docnum: hit.score for hit in searcher.search(query, limit=None)}
    for counting in countings(snapshot):
        matches = Scorer(snapshot, counting).matches(plan)
        numbers = numbers_in(matches.found)
        assert set(numbers) == set(expected)
        for number, ours in zip(numbers, scores(counting, matches.clauses, numbers), strict=True):
            assert ours == pytest.approx(expected[number], rel=1e-9)
