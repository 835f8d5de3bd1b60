"""Documents, candidates and revisions that live in memory."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.diagnostics import Span
from generator.kinds.revision import Revision
from generator.kinds.sop import Sop
from generator.procedures.merging.contributions import Contribution
from generator.procedures.merging.merge import Procedure, merge
from generator.procedures.releasing.approved_fingerprint import fingerprint_of
from generator.procedures.releasing.freezing import frozen_definition, frozen_retired, frozen_steps
from generator.procedures.releasing.revision_numbers import revision_id
from tests.libraries import graph

FIRST = date(2026, 1, 1)
SOP = "id: SOP-IT-001\ntitle: 规程\npurpose: 停得有秩序\napplies: {systems: [ERP]}\n"


def document(more: str = "", text: str = SOP) -> Sop:
    """Return an SOP with `more` lines of YAML."""
    return graph(sop=text + more).of(Sop)[0]


def says(key: str, day: int = 0, **facts: Any) -> Contribution:
    """Return what the record of a day says about a step; what is no fact of a contribution is a field of the step."""
    known = {name: facts.pop(name) for name in ("op", "before", "after", "why", "outcome", "own") if name in facts}
    source = str(facts.pop("source", f"PM-2026-{day:04}"))
    return Contribution(
        key=key,
        source=source,
        day=FIRST + timedelta(day),
        position=int(facts.pop("position", 0)),
        span=Span(f"{source}.yml", day + 1),
        op=known.pop("op", None),
        values=facts,
        **known,
    )


def candidate(one: Sop, *parts: Contribution) -> Procedure:
    """Return what contributions make of a document."""
    return merge(one, parts)


def released(one: Sop, procedure: Procedure, **more: Any) -> Revision:
    """Return the revision that freezing the candidate of a document makes."""
    number = more.pop("revision", "A/0")
    values = {
        "id": revision_id(one.id, number),
        "doc": one.id,
        "revision": number,
        "change_class": "first",
        "released_on": "2026-02-01",
        "effective_on": "2026-02-10",
        "sop": frozen_definition(one),
        "steps": frozen_steps(procedure),
        "retired": frozen_retired(procedure),
        "fingerprint": fingerprint_of(one, procedure),
        "markdown": {"file": "A-0.md", "sha256": "0"},
        "seal": "0",
        **more,
    }
    return Revision.model_validate(values)
