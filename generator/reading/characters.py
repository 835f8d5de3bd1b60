"""Characters that should not stand in a text, wherever they stand."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Rule, Span
from generator.reading import character_rules as rules

_NAMES = {0x00: "NUL", 0x07: "BEL", 0x08: "backspace", 0x0B: "vertical tab", 0x0C: "form feed", 0x1A: "Ctrl-Z"}
_NAMES |= {0x1B: "ESC", 0x7F: "DEL", 0xA0: "no-break space", 0xAD: "soft hyphen", 0x200B: "zero-width space"}
_NAMES |= {0x200C: "zero-width non-joiner", 0x200D: "zero-width joiner", 0x2028: "line separator"}
_NAMES |= {0x202E: "right-to-left override", 0x2060: "word joiner", 0x3000: "full-width space"}
_NAMES |= {0xFEFF: "byte-order mark"}

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_JOINER = "(?<=[\x20-\x7f\u3000-\u9fff])[\u200c\u200d]"  # elsewhere (emoji, Arabic) joiners are right
_CLASSES: tuple[tuple[Rule, re.Pattern[str]], ...] = (
    (rules.CONTROL_CHARACTER, UNREADABLE),
    (rules.BIDI_CONTROL, re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")),
    (rules.PRIVATE_USE_CHARACTER, re.compile("[\ue000-\uf8ff]")),
    (
        rules.INVISIBLE_CHARACTER,
        re.compile(f"[\x85\xa0\xad\u180e\u2000-\u200b\u2028\u2029\u202f\u205f-\u2064\ufeff]|{_JOINER}"),
    ),
    (rules.DAMAGED_TEXT, re.compile("\ufffd+|锟斤拷")),
)
_MARKS = "\u200e\u200f\u061c"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def looks_clean(text: str) -> bool:
    """Whether `text` cannot hold any such character; one quick pass, so that clean files cost nothing."""
    # Python's "printable" leaves out exactly control, format, private-use and odd space characters.
    return text.replace("\n", "").isprintable() and "\ufffd" not in text and "锟斤拷" not in text


def odd_characters(path: str, number: int, line: str, *, literal: bool) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each kind of odd character in a line; invisible ones may stand in literal text."""
    for rule, pattern in _CLASSES:
        if literal and rule is rules.INVISIBLE_CHARACTER:
            continue
        told: set[str] = set()
        for match in pattern.finditer(line):
            found = match.group()
            # Left-to-right marks are proper in a line that really has right-to-left words.
            if found in told or (found in _MARKS and _RIGHT_TO_LEFT.search(line)):
                continue
            told.add(found)
            before = line[max(0, match.start() - 12) : match.start()].strip()
            span = Span(path, number, match.start() + 1)
            yield rule.at(span, character=character_name(found[0]), before=_visible(before), found=_visible(found))


def character_name(character: str) -> str:
    """Return how messages call a character: U+200B (zero-width space)."""
    name = _NAMES.get(ord(character))
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def _visible(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
