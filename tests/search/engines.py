"""A search engine in a few lines, for tests of what stands before an engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.search.asking.query import Query
from generator.search.asking.suggest import Suggestion, Titled, near, suggest_from
from generator.search.counting.facets import FacetCount
from generator.search.documents.document import SearchDocument
from generator.search.engine import WHY_TEXT, Changes, Hit, ResultPage
from generator.search.likeness.reasons import Reason
from generator.search.likeness.similar import SimilarHit
from generator.search.text.analysis import terms
from generator.search.text.folding import fold
from generator.search.words.thesaurus import Match


class Words:
    """The `Lexicon`, `Titles` and `Synonyms` of a few documents."""

    def __init__(self, documents: Iterable[SearchDocument], synonyms: dict[str, str] | None = None) -> None:
        self.all = sorted(documents, key=lambda one: one.id)
        self._terms = {one.id: set(terms(f"{one.title}\n{one.body}")) for one in self.all}
        self._synonyms = synonyms or {}

    @property
    def documents(self) -> int:
        """Return how many documents there are."""
        return len(self.all)

    def frequency(self, term: str) -> int:
        """Return how many documents have a term."""
        return sum(term in found for found in self._terms.values())

    def company(self, pair: str) -> float:
        """Take every pair for a word."""
        return 1.0

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return the terms that begin so."""
        known = sorted(set().union(*self._terms.values()))
        return [term for term in known if term.startswith(prefix)][:limit]

    def codes_with(self, part: str, limit: int) -> Sequence[str]:
        """Know no parts of codes."""
        return ()

    def sounding_like(self, key: str) -> Sequence[tuple[str, int]]:
        """Know one word by its sound."""
        return [("库存", 1)] if key == "kucun" and self.frequency("库存") else []

    def readings_of(self, character: str) -> Sequence[str]:
        """Know no readings."""
        return ()

    def with_id(self, beginning: str, limit: int) -> Sequence[Titled]:
        """Return the documents whose ids begin so."""
        return [_titled(one) for one in self.all if fold(one.id).startswith(beginning)][:limit]

    def with_terms(self, groups: Sequence[Iterable[str]], limit: int) -> Sequence[Titled]:
        """Return the documents whose titles have one term of each group."""
        found = [one for one in self.all if all(set(group) & set(terms(one.title)) for group in groups)]
        return [_titled(one) for one in found][:limit]

    def matches(self, text: str) -> Sequence[Match]:
        """Return the words that have another one."""
        return [
            Match(((text.index(said), text.index(said) + len(said)),), (other,), True)
            for said, other in self._synonyms.items()
            if said in text
        ]


class SmallEngine:
    """Finds documents that have one of the terms, in the order of their ids."""

    def __init__(self, documents: Iterable[SearchDocument] = ()) -> None:
        self.words = Words(documents)
        self.fault: Exception | None = None
        self.last = Query(text="")

    def synchronize(self, documents: Iterable[SearchDocument], words: bytes = b"") -> Changes:
        """Take other documents."""
        self.words = Words(documents)
        return Changes(rebuilt=True)

    build = synchronize

    def search(self, query: Query) -> ResultPage:
        """Return what has one of the terms and passes the filters, or fail as told."""
        self.last = query
        if self.fault is not None:
            raise self.fault
        found = [one for one in self.words.all if self._has(one, query)]
        counted: dict[str, dict[str, int]] = {}
        for one in self.words.all:
            for facet, values in one.facets.items():
                for value in values:
                    counted.setdefault(facet, {}).setdefault(value, 0)
                    counted[facet][value] += one in found
        return ResultPage(
            hits=tuple(_hit(one) for one in found[query.offset : query.offset + query.limit]),
            total=len(found),
            facets={name: tuple(FacetCount(*row) for row in rows.items()) for name, rows in counted.items()},
        )

    def _has(self, document: SearchDocument, query: Query) -> bool:
        passes = all(
            wanted & {fold(value) for value in document.facets.get(facet, ())}
            for facet, wanted in query.filters.items()
        )
        words = terms(f"{document.id} {document.title}\n{document.body}")
        return passes and (not query.terms or any(term in words for term in query.terms))

    def similar(self, asked: str, limit: int) -> tuple[SimilarHit, ...]:
        """Return the other documents, for an id or a text."""
        others = [one for one in self.words.all if one.id != asked][:limit]
        return tuple(
            SimilarHit(
                id=one.id,
                kind=one.kind,
                title=one.title,
                url=one.url,
                date=one.date,
                share=0.5,
                reasons=(Reason("system", ("ERP",)), Reason("word", ("锁",))),
                facets=one.facets,
                card=one.card,
            )
            for one in others
        )

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Return what to offer."""
        return suggest_from(typed, self.words, self.words, self.words, limit)

    def near(self, text: str, limit: int) -> tuple[str, ...]:
        """Return words near those of a text."""
        return near(fold(text), self.words, self.words, limit)

    def lexicon(self) -> Words:
        """Return the words."""
        return self.words

    def close(self) -> None:
        """Hold nothing open."""


def _titled(document: SearchDocument) -> Titled:
    return Titled(document.id, document.title, document.url)


def _hit(document: SearchDocument) -> Hit:
    return Hit(
        id=document.id,
        kind=document.kind,
        title=document.title,
        url=document.url,
        score=1.0,
        excerpt=document.body,
        why=WHY_TEXT,
        date=document.date,
        facets=document.facets,
        card=document.card,
        is_obsolete=document.is_obsolete,
    )


DOCUMENTS = (
    SearchDocument(
        id="PM-2026-0007",
        kind="postmortem",
        title="库存同步死锁 deadlock in the databases",
        url="incidents/PM-2026-0007/",
        body="ORA-00060 库存 锁等待",
        facets={"kind": ("postmortem",), "severity": ("S1",), "system": ("ERP",), "year": ("2026",)},
        date="2026-05-11",
        card={"fix": "重启接口", "step": "杀掉会话", "step_of": "RB-ERP-001"},
    ),
    SearchDocument(
        id="PM-2025-0001",
        kind="postmortem",
        title="Printer timeout at the counter",
        url="incidents/PM-2025-0001/",
        body="timeouts everywhere",
        facets={"kind": ("postmortem",), "severity": ("S3",), "year": ("2025",)},
        date="2025-01-02",
        is_obsolete=True,
    ),
    SearchDocument(
        id="RB-ERP-001",
        kind="runbook",
        title="ERP 停机手工发货",
        url="runbooks/RB-ERP-001/",
        body="停机 发货",
        facets={"kind": ("runbook",), "system": ("ERP",)},
    ),
)
LABELS = {
    "kind": {"postmortem": "Post-mortem", "runbook": "Runbook"},
    "severity": {"S1": "S1 Critical", "S2": "S2 Major", "S3": "S3 Minor"},
    "system": {"ERP": "Resource planning"},
}
