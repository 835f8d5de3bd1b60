"""What every search engine does, and what it answers.

Analysis, ranking formula and excerpts are shared; an engine only stores terms and finds them again. One suite of
conformance tests runs on all engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.errors import EnvironmentFault
from generator.search.counting.ranking import Lane
from generator.wording import N_

if TYPE_CHECKING:
    from generator.search.asking.query import Query
    from generator.search.asking.suggest import Suggestion
    from generator.search.counting.facets import FacetCount
    from generator.search.counting.plan import Expansion
    from generator.search.documents.document import SearchDocument
    from generator.search.likeness.similar import SimilarHit
    from generator.search.words.lexicon import Lexicon

# Why a hit is there, as a catalogue text.
WHY = {
    Lane.OWN_ID: N_("its own number"),
    Lane.IDENTIFIER: N_("its number or name, exactly"),
    Lane.CODE_IN_TEXT: N_("exact code in the text"),
}
WHY_TITLE = N_("in the title")
WHY_TEXT = N_("in the text")
WHY_EXPANDED = N_("a related word")
WHY_FILTER = N_("matches the filters")
WHY_RELATED = N_("like the first result")


class IndexUnusable(EnvironmentFault):
    """There is no index, or it is damaged, made by another version, or open to other users: build it again."""


class IndexBusy(EnvironmentFault):
    """Another process is writing the index at this moment."""


class Hit(NamedTuple):
    """One document found.

    `excerpt` holds the signs of `search.text.excerpt` round matches; `why` is a catalogue text; `score` compares hits of one
    page of one query and nothing else. `card` holds short texts for the card view by name; an obsolete document is
    shown last and marked.
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
    card: Mapping[str, str] = MappingProxyType({})
    is_obsolete: bool = False


class ResultPage(NamedTuple):
    """One page of hits and what is known of all of them.

    `total` and `facets` count every match, not only this page. A facet's counts disregard the filter on that facet, so
    that its other values can still be chosen. `expansions` say what was looked for in place of typed words.
    `truncated` says that there was too much to look at all of it: more may match than is told.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = MappingProxyType({})
    took_ms: float = 0.0
    expansions: tuple[Expansion, ...] = ()
    truncated: bool = False


class Changes(NamedTuple):
    """What a synchronization did; `rebuilt` says that all documents were written again."""

    added: int = 0
    updated: int = 0
    deleted: int = 0
    rebuilt: bool = False


class SearchEngine(Protocol):
    """Stores documents and answers queries; may be used by many threads at once.

    `words` is a compiled thesaurus (`search.words.thesaurus`); with it, and with what it learns of the texts, an engine
    understands queries as `search.asking.understanding` says.
    """

    def build(self, documents: Iterable[SearchDocument], words: bytes = b"") -> Changes:
        """Make the index hold exactly `documents`, from nothing. Searches see the old index until it is done."""

    def synchronize(self, documents: Iterable[SearchDocument], words: bytes = b"") -> Changes:
        """Make the index hold exactly `documents`, touching only those whose digest differs."""

    def upsert(self, documents: Iterable[SearchDocument]) -> Changes:
        """Add or replace `documents` and leave all others. Raises IndexUnusable where there is no index yet."""

    def delete(self, ids: Iterable[str]) -> Changes:
        """Remove the documents with `ids`, as far as there are such. Raises IndexUnusable."""

    def search(self, query: Query) -> ResultPage:
        """Return the documents that answer `query`, best first. Raises IndexUnusable."""

    def similar(self, text: str, limit: int = 5) -> tuple[SimilarHit, ...]:
        """Return the incidents that fit a description best (`search.described`). Raises IndexUnusable.

        An incident that is written down is compared with the others by `search.likeness.similar`, without an engine.
        """

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what to offer while `typed` is being typed. Raises IndexUnusable."""

    def near(self, text: str, limit: int = 8) -> tuple[str, ...]:
        """Return words of the index near those of a text for which nothing was found. Raises IndexUnusable."""

    def lexicon(self) -> Lexicon:
        """Return the words of the index as it is now. Raises IndexUnusable."""

    def verify(self) -> None:
        """Read the whole index to see whether it is as it was written. Raises IndexUnusable."""

    def close(self) -> None:
        """Let go of all files; the engine opens them again when it is used again."""
