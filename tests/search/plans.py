"""Plans without any understanding, and plans as scripts get them."""

from __future__ import annotations

import json
from typing import Any

from generator.search.asking.asked_identifiers import asked_identifiers
from generator.search.asking.query import MOST_TERMS, Query
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.text.analysis import is_code
from generator.search.words.lexicon import Lexicon


def as_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON has it, its parts by name."""
    clauses = [one._asdict() | {"members": [member._asdict() for member in one.members]} for one in plan.clauses]
    expansions = [one._asdict() for one in plan.expansions]
    found: dict[str, Any] = json.loads(json.dumps(plan._asdict() | {"clauses": clauses, "expansions": expansions}))
    return found


def plan_as_typed(query: Query, lexicon: Lexicon) -> Plan:
    """Return a plan that takes `query` exactly as typed: a clause for each term, the rarest if there are too many."""
    known = [term for term in query.terms if lexicon.frequency(term)]
    chosen = set(sorted(known, key=lexicon.frequency)[:MOST_TERMS])
    return Plan(
        clauses=tuple(Clause((Member((term,)),)) for term in known if term in chosen),
        must=query.must,
        must_not=query.must_not,
        phrases=query.phrases,
        identifiers=asked_identifiers(query, query.terms),
        codes=tuple(term for term in query.terms if is_code(term)),
    )
