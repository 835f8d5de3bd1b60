"""What of a record goes into the index: its texts, and the codes that must be found whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.model.record import Part, Record
from generator.model.shape import shape_of
from generator.model.values import Choice

# Fields whose values are codes: people paste them from screens, labels and tickets.
IDENTIFIER_FIELDS = frozenset(
    {
        "code",
        "ticket_no",
        "lots",
        "serials",
        "tables",
        "form",
        "scar_no",
        "contract_no",
        "change_refs",
        "ref",
        "udi_di",
        "doc_no",
    }
)
# Fields that say how a record is kept rather than what happened.
_LEFT_OUT = frozenset(
    {"id", "title", "x_fields", "approvals", "sha256", "audience", "corrections", "evidence", "fingerprint"}
)


def texts(record: Record) -> Iterator[str]:
    """Yield every text of a record in the order of its fields, without ids, dates and closed values."""
    for name, value in _leaves(record):
        if name not in _LEFT_OUT:
            yield value


def identifiers(record: Record) -> tuple[str, ...]:
    """Return the codes that a record holds, each once."""
    found = (
        value for name, value in _leaves(record) if name in IDENTIFIER_FIELDS and len(value) <= 64 and " " not in value
    )
    return tuple(dict.fromkeys(found))


def _leaves(part: Part) -> Iterator[tuple[str, str]]:
    for key, field in shape_of(type(part)).fields.items():
        # References and codes of a vocabulary are facets; in the running text they would only push words apart.
        if field.refers is not None or field.term is not None or (key in _LEFT_OUT and isinstance(part, Record)):
            continue
        value = getattr(part, _attribute(type(part), key))
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from _leaves(item)
            elif isinstance(item, str) and not isinstance(item, Choice):
                yield key, item


@cache
def _attribute(model: type[Part], key: str) -> str:
    return next(name for name, field in model.model_fields.items() if (field.alias or name) == key)
