"""Fold away what does not change a sentence: width, spacing. One changed word stays a change."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_BLANKS = re.compile(r"\s+")
# Blanks beside Chinese and beside the signs of a sentence only. Beside other signs they can matter: `rm /tmp/a` and
# `rm / tmp/a` are two commands.
_LOOSE = re.compile(
    r"(?<=[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff,;:!?()“”‘’]) | (?=[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff,;:!?()“”‘’])"
)


# Revisions of one document share nearly all of their texts.
@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return `text` in one width and with blanks only where they part words."""
    return _LOOSE.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip())


def folded_deep(value: Any) -> Any:
    """Return plain data with every text in it folded."""
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, dict):
        return {key: folded_deep(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [folded_deep(item) for item in value]
    return value
