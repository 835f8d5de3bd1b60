"""The questions of the web service, declared once: read from addresses, described for people and for programs.

In: the query string of a request. Out: typed values by parameter, or a sentence on what is wrong. The OpenAPI document
and the page on the service are written from the same table. An unknown parameter is refused: whoever mistypes a filter
would take the answer without it for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any, Protocol

from generator.errors import UserError
from generator.search.asking.query import FARTHEST_OFFSET, LONGEST_QUERY, MOST_FILTERS, MOST_HITS, SORTS
from generator.search.asking.query_filters import day_of
from generator.search.documents.facet_table import FACETS
from generator.wording import N_

LONGEST_VALUE = 100
LONGEST_NAME = 40
LONGEST_SIMILAR_TEXT = 4000
# What may happen to any request.
ALWAYS_REFUSED = (405, 414, 429, 500)
OUT_OF_RANGE = N_("{name} must be from {least} to {most}.")
_LONGEST_NUMBER = 9


class ValueKind(Enum):
    """What a parameter holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"


class QueryString(Protocol):
    """The parameters of a request."""

    def __iter__(self) -> Iterator[str]:
        """Return the names of the parameters."""

    def getlist(self, key: Any) -> list[str]:
        """Return all values of a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter. `what` is a catalogue text, `most` the greatest number or the length that is looked at."""

    name: str
    what: str
    holds: ValueKind = ValueKind.TEXT
    default: Any = ""
    least: int = 0
    most: int = LONGEST_VALUE
    choices: tuple[str, ...] = ()
    several: bool = False
    example: Any = None

    def read(self, given: QueryString) -> Any:
        """Return the value in a request; raises UserError with a sentence where it cannot be read."""
        texts = [text for text in given.getlist(self.name) if text]
        if self.several:
            return tuple(text[: self.most] for text in texts[: MOST_FILTERS + 1])
        text = texts[-1] if texts else ""
        if not text:
            return self.default
        if self.holds is ValueKind.NUMBER:
            return self._number(text)
        if self.holds is ValueKind.DAY:
            if not (day := day_of(text, last=self.name == "until")):
                raise UserError(N_("{name} must be a day such as 2024-05-31, a month or a year."), name=self.name)
            return day
        if self.choices and text not in self.choices:
            raise UserError(N_("{name} must be one of {choices}."), name=self.name, choices=", ".join(self.choices))
        return text[: self.most]

    def _number(self, text: str) -> int:
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            raise UserError(N_("{name} must be a whole number."), name=self.name)
        # A number of thousands of digits is not even reckoned.
        if len(digits) > _LONGEST_NUMBER or not self.least <= int(text) <= self.most:
            raise UserError(OUT_OF_RANGE, name=self.name, least=self.least, most=self.most)
        return int(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One question that the service answers; `schema` names the shape of the answer in `server.answer_shapes`.

    Of the parameters in `one_of`, exactly one must be given.
    """

    path: str
    name: str
    what: str
    schema: str
    parameters: tuple[Parameter, ...] = ()
    one_of: tuple[str, ...] = ()
    refuses: tuple[int, ...] = ()
    example: str = ""

    def read(self, given: QueryString) -> dict[str, Any]:
        """Return all values of a request by name; raises UserError."""
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                raise _unknown(name, known)
        values = {parameter.name: parameter.read(given) for parameter in self.parameters}
        if self.one_of and sum(bool(values[name].strip()) for name in self.one_of) != 1:
            raise UserError(N_("Give exactly one of {names}."), names=", ".join(self.one_of))
        return values


def _unknown(name: str, known: list[str]) -> UserError:
    shown = name[:LONGEST_NAME]
    nearest = get_close_matches(shown.casefold(), known, n=1, cutoff=0.5)
    if nearest:
        return UserError(N_("There is no parameter {name}; perhaps {nearest}?"), name=shown, nearest=nearest[0])
    return UserError(N_("There is no parameter {name}; there are: {known}."), name=shown, known=", ".join(known))


def _limit(default: int, most: int) -> Parameter:
    return Parameter(
        name="limit",
        what=N_("How many to answer at most."),
        holds=ValueKind.NUMBER,
        default=default,
        least=1,
        most=most,
        example=default,
    )


SEARCH = Operation(
    path="/api/search",
    name="search",
    what=N_("Search all records: words in any order, codes, “exact words”, +must, -without, facet:value."),
    schema="Search",
    parameters=(
        Parameter(
            name="q",
            what=N_("What to look for; what is longer is cut, and the answer says so."),
            most=LONGEST_QUERY * 2,
            example="ORA-01653",
        ),
        *(
            Parameter(name=facet.name, what=N_("Only this value; repeat the parameter for several."), several=True)
            for facet in FACETS
        ),
        Parameter(name="since", what=N_("Not before this day, month or year."), holds=ValueKind.DAY, example="2024-01"),
        Parameter(
            name="until", what=N_("Not after this day, month or year."), holds=ValueKind.DAY, example="2024-06-30"
        ),
        Parameter(
            name="sort", what=N_("The order of the results."), holds=ValueKind.CHOICE, default=SORTS[0], choices=SORTS
        ),
        _limit(20, MOST_HITS),
        Parameter(
            name="offset",
            what=N_("How many results to leave out first."),
            holds=ValueKind.NUMBER,
            default=0,
            most=FARTHEST_OFFSET,
        ),
    ),
    refuses=(400, *ALWAYS_REFUSED, 503),
    example="/api/search?q=ORA-01653&limit=5",
)
SIMILAR = Operation(
    path="/api/similar",
    name="similar",
    what=N_("Past incidents like one of them or like a text: why, what fixed it, what to try first."),
    schema="Similar",
    parameters=(
        Parameter(name="id", what=N_("The number of a post-mortem."), example="PM-2026-0007"),
        Parameter(
            name="text", what=N_("What happened, in any words, in place of a number."), most=LONGEST_SIMILAR_TEXT
        ),
        _limit(5, MOST_HITS),
    ),
    one_of=("id", "text"),
    refuses=(400, 404, *ALWAYS_REFUSED, 503),
    example="/api/similar?id=PM-2026-0007",
)
SUGGEST = Operation(
    path="/api/suggest",
    name="suggest",
    what=N_("What to offer while somebody types: records by number or title, then words."),
    schema="Suggestions",
    parameters=(
        Parameter(name="q", what=N_("What has been typed so far."), example="ora", most=LONGEST_QUERY),
        _limit(8, 20),
    ),
    refuses=(400, *ALWAYS_REFUSED, 503),
    example="/api/suggest?q=ora",
)
HEALTH = Operation(
    path="/api/health",
    name="health",
    what=N_("Whether the service runs, which generation of the site it shows, and how many documents can be found."),
    schema="Health",
    refuses=ALWAYS_REFUSED,
    example="/api/health",
)
OPERATIONS = (SEARCH, SIMILAR, SUGGEST, HEALTH)
