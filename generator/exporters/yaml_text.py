"""Write one text as a YAML value that every reader takes for exactly this text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from generator.reading.quoting import other_reading

# Letters and digits of any script first; no sign inside that YAML could take for structure.
_PLAIN = re.compile(r"[^\W_][^\n\t\"'#:,\[\]{}&*!|>%@`\\]*(?::[^\s][^\n\t\"'#:,\[\]{}&*!|>%@`\\]*)*")


def yaml_text(text: str) -> str:
    """Return `text` plain where that is safe, otherwise in double quotes."""
    if text == text.strip() and text.isprintable() and _PLAIN.fullmatch(text) and other_reading(text) is None:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() or sign == " " else _escaped(sign) for sign in quoted)


def yaml_list(texts: Sequence[str]) -> str:
    """Return `texts` as a list on one line."""
    return f"[{', '.join(yaml_text(text) for text in texts)}]"


def _escaped(sign: str) -> str:
    number = ord(sign)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
