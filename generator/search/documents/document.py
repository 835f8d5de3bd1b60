"""What a search engine is given: one document for each page that people may look for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

# With how many characters a text says what it is about; they count as much as its headings. In a long text the rest
# mentions much that it is not about.
LEAD = 400
_BETWEEN_WORDS = " \n，。；：、"


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """One record, article, SOP or runbook as the index sees it.

    `url` is relative to the site's root. `body` is the running text without markup, `headings` the section titles, one
    a line. `keywords` are found like the body and never shown: what its facets are called. `identifiers` are codes that
    must be found whole, whatever they look like: error codes, ticket numbers, lots, table names; the own id counts as
    one without being listed. `facets` maps a facet's name to the document's values (kind, system, severity, year,
    status, …); which facets there are is the caller's choice. `date` is an ISO date or empty. `origins` are the ids of the incidents that a procedure in force came from: it is shown before them.
    `is_obsolete` marks what is voided, superseded or withdrawn: it is shown last. `urgency` orders equal hits, higher
    first (a severity as a number). `card` holds short texts for the card view, such as what fixed it, by name.
    """

    id: str
    kind: str
    title: str
    url: str
    body: str = ""
    headings: str = ""
    keywords: str = ""
    identifiers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: str = ""
    origins: tuple[str, ...] = ()
    is_obsolete: bool = False
    urgency: int = 0
    card: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """What there is to read below the title, nothing twice: headings that the body does not repeat, and the body."""
        alone = [heading for heading in self.headings.splitlines() if heading not in self.body]
        return "\n".join((*alone, self.body))

    @property
    def everything(self) -> str:
        """All that is searched: title, text and keywords."""
        return f"{self.title}\n{self.text}\n{self.keywords}"

    @property
    def topics(self) -> str:
        """What the document says that it is about, below its title: its headings and how its text begins."""
        end = LEAD
        if len(self.body) > LEAD:
            # Not within a word, which would leave a term that the text does not have.
            end = max(self.body.rfind(sign, 0, LEAD + 1) for sign in _BETWEEN_WORDS)
        return f"{self.headings}\n{self.body[: end if end > 0 else LEAD]}"

    @cached_property
    def digest(self) -> str:
        """A hash of everything above: equal digests need no new indexing."""
        facets = sorted((name, list(values)) for name, values in self.facets.items())
        parts = [
            self.id,
            self.kind,
            self.title,
            self.url,
            self.body,
            self.headings,
            self.keywords,
            list(self.identifiers),
            facets,
            self.date,
            list(self.origins),
            self.is_obsolete,
            self.urgency,
            sorted(self.card.items()),
        ]
        return hashlib.blake2b(json.dumps(parts).encode("ascii"), digest_size=16).hexdigest()
