"""What other tools make of a value without quotes."""

import re
from collections.abc import Callable

import yaml

_EXPONENT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+")  # YAML 1.2 needs no point
_LONGEST = 40  # no longer value is a number that anyone means


class _Typing(yaml.SafeLoader):
    """YAML's own typing of a single scalar, without reading anything."""

    def __init__(self) -> None:
        super().__init__("")


_TYPING = _Typing()
_KINDS: dict[str, Callable[[yaml.ScalarNode], object]] = {
    "tag:yaml.org,2002:bool": _TYPING.construct_yaml_bool,
    "tag:yaml.org,2002:int": _TYPING.construct_yaml_int,
    "tag:yaml.org,2002:float": _TYPING.construct_yaml_float,
}


def other_reading(text: str) -> str | None:
    """Return as text what YAML typing would make of the plain scalar `text`, or None when it stays that text.

    `0123` gives "83", `14:35` gives "875", `NO` gives "False", `1e3` gives "1000.0"; dates keep their meaning.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text in ("~", "null", "Null", "NULL"):
        return "null"
    if _EXPONENT.fullmatch(text):
        number = str(float(text))
        return None if number == text else number
    kind = _TYPING.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    construct = _KINDS.get(kind)
    if construct is None:
        return None
    try:
        reading = str(construct(yaml.ScalarNode(kind, text)))
    except (ValueError, OverflowError):
        return None  # looks like a number and is none, such as 0b_
    return None if reading == text else reading
