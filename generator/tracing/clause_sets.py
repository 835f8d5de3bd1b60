"""Sets of clauses: numbers and own paraphrases, and how records cite them.

The texts of regulations and standards are never part of the product: what counts is the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_CHINESE_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_CHINESE_NUMBER = "零一二三四五六七八九十百"
_LARGEST_RANGE = 50


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number, what it is about in own words by language, which kinds of records show it.

    `shows` are names of `tracing.showing`.
    """

    set: str
    number: str
    texts: Mapping[str, str]
    shows: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the clause's node."""
        return f"clause:{self.set}/{self.number}"


@dataclass(frozen=True)
class ClauseSet:
    """The clauses of one edition of a regulation or standard; `until` says that it is historical."""

    id: str
    titles: Mapping[str, str]
    notes: Mapping[str, str]
    since: str
    until: str
    cites: str
    number: str
    only_listed: bool
    clauses: tuple[Clause, ...]

    @property
    def is_historical(self) -> bool:
        """Whether it is no longer in force."""
        return bool(self.until)

    @cached_property
    def numbers(self) -> Mapping[str, Clause]:
        """The clauses by number."""
        return {clause.number: clause for clause in self.clauses}

    def above(self, number: str) -> Iterator[str]:
        """Yield a number and those of the clauses around it: 8.5.2(f), 8.5.2."""
        yield number
        while number.endswith(")"):
            number = number[: number.rindex("(")]
            yield number

    def knows(self, number: str) -> bool:
        """Whether the set lists the number, a clause around it or one inside it."""
        return any(one in self.numbers for one in self.above(number)) or any(
            one.startswith(f"{number}(") for one in self.numbers
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that a text cites."""

    set: str
    number: str

    @property
    def id(self) -> str:
        """The id of the clause's node."""
        return f"clause:{self.set}/{self.number}"


def clause_sets_from(tables: Iterable[Mapping[str, Any]]) -> tuple[ClauseSet, ...]:
    """Return the sets that plain tables hold, those in force first; raises KeyError for a table without a field."""
    sets = [_set(table) for table in tables]
    return tuple(sorted(sets, key=lambda one: (one.is_historical, one.id)))


def _set(table: Mapping[str, Any]) -> ClauseSet:
    clauses = tuple(
        Clause(
            table["id"],
            row["number"],
            {"zh": row["zh"], "en": row["en"]},
            tuple(row.get("shows") or ()),
        )
        for row in table["clauses"] or ()
    )
    return ClauseSet(
        id=table["id"],
        titles=table["title"],
        notes=table["note"],
        since=table.get("since") or "",
        until=table.get("until") or "",
        cites=table["cites"],
        number=table["number"],
        only_listed=table.get("only_listed") == "true",
        clauses=clauses,
    )


def citations(text: str, sets: Sequence[ClauseSet]) -> tuple[Citation, ...]:
    """Return the clauses that a text cites, such as `ISO 13485:2016 第8.5.2条` or `…规范（2025）第四十五条`.

    A text that names no edition cites nothing: which clauses it means cannot be known.
    """
    spelt = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    found: dict[Citation, None] = {}
    for one in sets:
        if re.search(one.cites, spelt):
            rest = re.sub(one.cites, " ", spelt)
            for number in _numbers(one.number, rest):
                if not one.only_listed or one.knows(number):
                    found[Citation(one.id, number)] = None
    return tuple(found)


def _numbers(pattern: str, text: str) -> Iterator[str]:
    for match in re.finditer(pattern, text):
        first, last = match["number"], match.groupdict().get("last")
        if last:
            low, high = int(_arabic(first)), int(_arabic(last))
            yield from (str(one) for one in range(low, min(high, low + _LARGEST_RANGE) + 1))
        else:
            # `8.5.2 f)` is written as `8.5.2(f)`.
            yield re.sub(r"(?<=\d)([a-z]\))$", r"(\1", _arabic(first))


def _arabic(number: str) -> str:
    """Return a number below one thousand in Arabic digits, however it was written."""
    if not set(number) <= set(_CHINESE_NUMBER):
        return number
    total, digit = 0, 0
    for sign in number:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _CHINESE_DIGITS[sign]
    return str(total + digit)
