"""One file of the copy: a script that hands its content to the page, because `fetch` fails on file://."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """A script and what names it.

    The name ends with a hash of the content: a cache can never mix files of two builds, and an unchanged file keeps
    its name. Only `meta`, which lists the others, is always called the same.
    """

    name: str
    text: str

    @property
    def hash(self) -> str:
        """The end of the name, after the last hyphen."""
        return self.name.rpartition("-")[2]


def script(name: str, content: object, *, is_hashed: bool = True) -> Script:
    """Return `fupanShard("name-hash", content);`, safe to stand in any page."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # `</script>` and `<!--` end or bend a script element; U+2028 and U+2029 are line ends in older JavaScript.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    # A lone surrogate cannot be written in UTF-8, but escaped in JSON.
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if is_hashed:
        name = f"{name}-{hashlib.blake2b(text.encode('utf-8'), digest_size=5).hexdigest()}"
    return Script(name, f"fupanShard({json.dumps(name)},{text});\n")
