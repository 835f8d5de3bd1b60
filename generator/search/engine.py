"""What every search engine does, and what it answers.

Analysis, ranking formula and excerpts are shared; an engine only stores terms and finds them again. One suite of
conformance tests runs on all engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from generator.errors import EnvironmentFault
from generator.search.document import SearchDocument
from generator.search.facets import FacetCount
from generator.search.query import Query
from generator.search.ranking import Lane
from generator.wording import N_

# Why a hit is there, as a catalogue text.
WHY = {
    Lane.OWN_ID: N_("its own number"),
    Lane.IDENTIFIER: N_("exact identifier"),
    Lane.CODE_IN_TEXT: N_("exact code in the text"),
}
WHY_TITLE = N_("in the title")
WHY_TEXT = N_("in the text")
WHY_EXPANDED = N_("a related word")
WHY_FILTER = N_("matches the filters")


class IndexUnusable(EnvironmentFault):
    """There is no index, or it is damaged, made by another version, or open to other users: build it again."""


class IndexBusy(EnvironmentFault):
    """Another process is writing the index at this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One document found.

    `excerpt` holds the signs of `search.excerpt` round matches; `why` is a catalogue text; `score` compares hits of one
    page of one query and nothing else.
    """

    id: str
    kind: str
    title: str
    url: str
    score: float
    excerpt: str
    why: str
    date: str
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of hits and what is known of all of them.

    `total` and `facets` count every match, not only this page. A facet's counts disregard the filter on that facet, so
    that its other values can still be chosen. `expanded` are the terms that were searched in place of unknown ones.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    expanded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a synchronization did; `rebuilt` says that all documents were written again."""

    added: int = 0
    updated: int = 0
    deleted: int = 0
    rebuilt: bool = False


class SearchEngine(Protocol):
    """Stores documents and answers queries; may be used by many threads at once."""

    def build(self, documents: Iterable[SearchDocument]) -> Changes:
        """Make the index hold exactly `documents`, from nothing. Searches see the old index until it is done."""

    def synchronize(self, documents: Iterable[SearchDocument]) -> Changes:
        """Make the index hold exactly `documents`, touching only those whose digest differs."""

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first. Raises IndexUnusable."""

    def close(self) -> None:
        """Let go of all files; the engine opens them again when it is used again."""
