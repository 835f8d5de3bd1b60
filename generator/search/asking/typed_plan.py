"""The plan of a query that is taken exactly as typed: nothing is expanded, nothing guessed.

What `search.asking.understanding` adds is left out; engines are tested and measured with this plan.
"""

from __future__ import annotations

from generator.search.asking.asked_identifiers import asked_identifiers
from generator.search.asking.query import MOST_TERMS, Query
from generator.search.counting.plan import Clause, Member, Plan
from generator.search.text.analysis import is_code
from generator.search.words.lexicon import Lexicon


def plan_as_typed(query: Query, lexicon: Lexicon) -> Plan:
    """Return a plan with one clause for each term of `query`, the rarest if there are too many."""
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
