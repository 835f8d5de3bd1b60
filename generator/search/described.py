"""Incidents that fit what somebody describes, with the reason why each is shown.

In: any text, and what an index finds for it as it understands it: a clerk's words are seldom those of the record, so a
description is asked as a search is. Out: `SimilarHit`s, best first. Whoever fits far worse than the best, or only by
words that say nothing, is left out. An incident that is written down already is compared by `likeness.similar`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from generator.search.asking.query import LONGEST_QUERY, Query
from generator.search.asking.understanding import ALIKE, understand
from generator.search.counting.plan import Clause, Expansion, Member, Plan
from generator.search.counting.ranking import Lane, rarity
from generator.search.engine import WHY, Hit
from generator.search.likeness.reasons import CODE, MOST_WORDS, WORD, Reason, Wording, plain_reasons, shared_words
from generator.search.likeness.similar import LONGEST_TEXT, NEARLY, SPARE, SimilarHit, key_terms, most_common, source_of
from generator.search.likeness.word_borders import Company
from generator.search.text.analysis import is_code, terms
from generator.search.text.folding import fold
from generator.search.words.lexicon import Lexicon
from generator.search.words.thesaurus import Thesaurus

# What was understood: a typed word and the one that stands for it in the record.
MEANT = "meant"
# So many terms are looked for of what comes after the beginning of a long description.
MOST_MORE = 24
_INCIDENTS = {"kind": frozenset({"postmortem"})}
# A place between two parts of what was typed, as understanding tells it.
_GAP = "…"


def query_of(text: str, limit: int) -> Query:
    """Return the query for incidents that fit a description, as far as it is read; no sign in it is an operator."""
    said = _readable(text)[:LONGEST_QUERY]
    return Query(
        text=said,
        terms=tuple(dict.fromkeys(terms(said))),
        words=tuple(dict.fromkeys(said.split())),
        filters=_INCIDENTS,
        limit=limit + SPARE,
    )


def plan_of(text: str, query: Query, lexicon: Lexicon, thesaurus: Thesaurus) -> Plan:
    """Return what to count for a description: its beginning as it is understood, and what tells most in the rest.

    To understand all of a long text would take many seconds, and its beginning says what it is about.
    """
    plan = understand(query, lexicon, thesaurus)
    rest = Counter(terms(_readable(text)[LONGEST_QUERY:]))
    most = most_common(lexicon.documents)

    def worth(term: str) -> float:
        having = lexicon.frequency(term)
        return rarity(lexicon.documents, having) if 0 < having <= most else 0.0

    more = key_terms(((term, count) for term, count in rest.items() if term not in query.terms), worth)[:MOST_MORE]
    return plan._replace(
        clauses=(*plan.clauses, *(Clause((Member((term,)),)) for term in more)),
        codes=(*plan.codes, *filter(is_code, more)),
    )


def _readable(text: str) -> str:
    # A lone surrogate cannot be written in UTF-8.
    return " ".join(fold(text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")).split())


def fitting(
    hits: Iterable[Hit], text: str, plan: Plan, text_of: Callable[[str], str], company: Company, limit: int
) -> tuple[SimilarHit, ...]:
    """Return those of the `hits` of `plan` that fit a description, with reasons.

    `text_of` gives the text of an incident by its id, `company` says how much two Chinese characters belong together.
    """
    return tuple(islice(_judged(hits, Wording(text[:LONGEST_TEXT]), plan, text_of, company), limit))


def _judged(
    hits: Iterable[Hit], here: Wording, plan: Plan, text_of: Callable[[str], str], company: Company
) -> Iterator[SimilarHit]:
    in_force = [hit for hit in hits if not hit.is_obsolete]
    best = max((hit.score for hit in in_force), default=0.0)
    for hit in in_force:
        # Whose number or code was given is meant, whatever the words.
        if hit.score < NEARLY * best and hit.why not in WHY.values():
            continue
        found = _reasons(here, Wording(text_of(hit.id)), plan, company)
        if not found and hit.why == WHY[Lane.OWN_ID]:
            found = (Reason(CODE, (hit.id,)),)
        if found:
            yield SimilarHit.of(hit, share=hit.score / best if best else 1.0, reasons=found)


def _reasons(here: Wording, there: Wording, plan: Plan, company: Company) -> tuple[Reason, ...]:
    has = set(terms(there.text))
    shared = [term for term in dict.fromkeys(terms(here.text)) if term in has]
    nobody = source_of("")
    codes = plain_reasons(nobody, nobody, here, shared)
    told = [fold(value) for reason in codes for value in reason.values]
    words = shared_words(here, there, shared, told, company)
    meant = tuple(islice(_meant(plan.expansions, here, there, [*told, *map(fold, words)]), MOST_WORDS))
    kinds = ((WORD, words), (MEANT, meant))
    return (*codes, *(Reason(kind, values) for kind, values in kinds if values))


def _meant(expansions: Iterable[Expansion], here: Wording, there: Wording, told: Iterable[str]) -> Iterator[str]:
    """Yield what the record says in place of a typed word, one thing for each such word that it does not say itself."""
    known = [*told]
    for typed, instead, why in expansions:
        asked, word = fold(typed), fold(instead)
        is_told = word in here.folded or any(_overlap(one, other) for one in (asked, word) for other in known)
        if is_told or not there.says(word):
            continue
        known += (asked, word)
        as_written = there.written(word)
        yield as_written if why == ALIKE or _GAP in typed else f"{here.written(typed)} → {as_written}"


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one
