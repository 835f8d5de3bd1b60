"""What a search engine is given: one document for each page that people may look for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """One record, article, SOP or runbook as the index sees it.

    `url` is relative to the site's root. `body` is the running text without markup, `headings` the section titles, one
    a line. `identifiers` are codes that must be found whole, whatever they look like: error codes, ticket numbers,
    lots, table names; the own id counts as one without being listed. `facets` maps a facet's name to the document's
    values (kind, system, severity, year, status, …); which facets there are is the caller's choice. `date` is an ISO
    date or empty.
    """

    id: str
    kind: str
    title: str
    url: str
    body: str = ""
    headings: str = ""
    identifiers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: str = ""

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
            list(self.identifiers),
            facets,
            self.date,
        ]
        return hashlib.blake2b(json.dumps(parts).encode("ascii"), digest_size=16).hexdigest()
