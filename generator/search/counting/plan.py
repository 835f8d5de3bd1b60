"""What an engine is asked to count: the question as clauses of terms, each with what may stand for it.

A plan is made by `search.asking.understanding` and executed by `search.counting.scoring`; it holds no text analysis and no knowledge
of any language, so that the engine in a browser can execute the same plan.
"""

from __future__ import annotations

from typing import NamedTuple


class Member(NamedTuple):
    """One way to say what a clause asks for.

    All `terms` must occur in the same field of a document; the rarest of them says how often. `weight` (0 < weight
    ≤ 1) is what one occurrence counts: 1 for what was typed, less for what stands for it.
    """

    terms: tuple[str, ...]
    weight: float = 1.0


class Clause(NamedTuple):
    """One thing that the question asks for: any of its members answers it, all of them together as one term.

    For each field the count of a document is the sum of `weight × occurrences` of the members. The rarity of a typed
    clause is that of its first member, what was typed; where no document has that, and in every other clause, it is
    that of the union: of the documents in which at least one member occurs in the body field. `weight` (0 < weight
    ≤ 1) says how much of the question this clause is; filler words weigh little. `typed` says that the first member is
    what was typed itself; the other members, and every member of a clause that is not typed, are expansions.
    """

    members: tuple[Member, ...]
    weight: float = 1.0
    typed: bool = True


class Expansion(NamedTuple):
    """What was looked for in place of, or besides, a typed word, for people to read: `登录` → `login`, and why.

    `reason` is a catalogue text: a synonym, pinyin, a likely slip, a part of a code, the beginning of a word.
    """

    typed: str
    instead: str
    reason: str


class Plan(NamedTuple):
    """A question, ready to be counted.

    `clauses` are scored; a document must reach at least `least_share` of their joint worth to be a hit, or half of the
    share that the best document reaches, if that is less. Of every group
    in `must` all terms must occur in the body field, of no group in `must_not` may all occur, all `phrases` (folded)
    must occur literally in the folded text. `identifiers` are keys that put a document in front if one of its
    identifiers equals it (the longest-known form first). `codes` are those typed terms that are codes: a document
    whose text has one ranks in Lane.CODE_IN_TEXT. `neighbours` are pairs of terms that were typed one after the other:
    of the best documents those rank higher whose text has them side by side, in this order. Of the same documents those
    rank higher that have more of `characters`, the single Chinese characters of a spoken question. With `literal_first`,
    documents that answer every typed clause by its first member come before all others: a single word is wanted as it
    was typed before anything that stands for it.
    """

    clauses: tuple[Clause, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    neighbours: tuple[tuple[str, str], ...] = ()
    characters: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    least_share: float = 0.0
    literal_first: bool = False
