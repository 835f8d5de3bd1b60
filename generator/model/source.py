"""A text file as it was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the organization: where it lies and what it says.

    `path` is relative to the root with forward slashes; `text` has `\\n` line ends and no byte-order mark;
    `encoding` is the one that decoded it; `digest` is the SHA-256 of its bytes in hex.
    """

    path: str
    text: str
    encoding: str
    digest: str

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its end, or an empty text past the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""
