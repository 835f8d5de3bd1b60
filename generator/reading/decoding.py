"""Bytes become a text, or a diagnostic says why they are none."""

import hashlib
import re

from generator.diagnostics import Diagnostic, Rule, Span
from generator.model.source import Source
from generator.reading import byte_rules as rules

SIZE_LIMIT = 1024 * 1024

_MAGIC = (
    (b"PK\x03\x04", "PK", rules.OFFICE_FILE),
    (b"PK\x05\x06", "PK", rules.OFFICE_FILE),
    (b"\xd0\xcf\x11\xe0", "OLE", rules.OFFICE_FILE),
    (b"{\\rtf", "RTF", rules.OFFICE_FILE),
    (b"%PDF", "PDF", rules.BINARY_FILE),
    (b"\x89PNG", "PNG", rules.BINARY_FILE),
    (b"\xff\xd8\xff", "JPEG", rules.BINARY_FILE),
    (b"GIF8", "GIF", rules.BINARY_FILE),
    (b"\x1f\x8b", "gzip", rules.BINARY_FILE),
    (b"7z\xbc\xaf", "7z", rules.BINARY_FILE),
    (b"Rar!", "RAR", rules.BINARY_FILE),
    (b"SQLite format 3\x00", "SQLite", rules.BINARY_FILE),
    (b"MZ\x90\x00", "EXE", rules.BINARY_FILE),
    (b"\x7fELF", "ELF", rules.BINARY_FILE),
)
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF_8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_DEVICE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_GB_CHARACTER = re.compile(rb"([\x81-\xfe][0-9][\x81-\xfe][0-9])|([\x81-\xfe][\x80-\xfe])|([\x81-\xfe][\x40-\x7e])")


def decode(path: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Return the source that `data` holds (None if it is no text) and what is to be said about its encoding."""
    if len(data) > SIZE_LIMIT:
        return None, [rules.FILE_TOO_LARGE.at(Span(path), size=len(data), limit=SIZE_LIMIT)]
    for magic, kind, rule in _MAGIC:
        if data.startswith(magic):
            return None, [rule.at(Span(path), kind=kind)]
    wide = _wide_encoding(data)
    if wide is not None:
        return _decode_wide(path, data, wide)
    if b"\x00" in data and len(_DEVICE.findall(data)) * 20 > len(data):
        return None, [rules.BINARY_FILE.at(Span(path), kind="NUL")]
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_other(path, data, error)
    if text.startswith("\ufeff"):
        text, encoding = text[1:], "utf-8-sig"
    return _source(path, data, text, encoding), []


def _source(path: str, data: bytes, text: str, encoding: str) -> Source:
    return Source(path, _unix_ends(text), encoding, hashlib.sha256(data).hexdigest())


def _unix_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _wide_encoding(data: bytes) -> str | None:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return encoding
    # Without a mark, ASCII letters betray UTF-16 by their zero bytes, which all stand on the same side.
    zeros = data.count(0)
    if len(data) >= 4 and zeros * 8 > len(data):
        if data[1::2].count(0) == zeros:
            return "utf-16-le"
        if data[0::2].count(0) == zeros:
            return "utf-16-be"
    return None


def _decode_wide(path: str, data: bytes, encoding: str) -> tuple[Source | None, list[Diagnostic]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = _place(path, data[: error.start].decode(encoding, "ignore"))
        return None, [rules.NOT_UTF_8.at(place, byte=f"{data[error.start]:02X}")]
    if "\x00" in text or (encoding[-2:] in ("le", "be") and not _readable(text)):
        return None, [rules.BINARY_FILE.at(Span(path), kind="NUL")]
    source = _source(path, data, text.removeprefix("\ufeff"), encoding)
    return source, [rules.UTF_16_ENCODING.at(Span(path), encoding=encoding.upper()[:6])]


def _readable(text: str) -> bool:
    """Whether a text that was decoded on suspicion is one: no device controls, no unassigned characters."""
    return "".join(text.split()).isprintable()


def _decode_other(path: str, data: bytes, error: UnicodeDecodeError) -> tuple[Source | None, list[Diagnostic]]:
    """Decide between damaged UTF-8 and GB18030; what is evidently neither is rejected."""
    cut = error.end == len(data) and error.reason == "unexpected end of data"
    if cut or _mostly_utf_8(data):
        rule = rules.INCOMPLETE_UTF_8 if cut else rules.NOT_UTF_8
        return None, [_bad_byte(path, data, rule, error.start, "utf-8")]
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as other:
        if b"\x00" in data or len(_DEVICE.findall(data)) * 20 > len(data):
            return None, [rules.BINARY_FILE.at(Span(path), kind=f"0x{data[:2].hex()}")]
        if not _chinese(data):
            return None, [_bad_byte(path, data, rules.NOT_UTF_8, error.start, "utf-8")]
        return None, [_bad_byte(path, data, rules.NOT_UTF_8, other.start, "gb18030")]
    if b"\x00" in data or not _chinese(data):
        return None, [_bad_byte(path, data, rules.NOT_UTF_8, error.start, "utf-8")]
    first = next(index for index, character in enumerate(text) if character > "\x7f")
    return _source(path, data, text, "gb18030"), [rules.GB18030_ENCODING.at(_place(path, text[:first]))]


def _mostly_utf_8(data: bytes) -> bool:
    """Whether more than half of the non-ASCII bytes belong to whole UTF-8 characters."""
    whole = sum(map(len, _UTF_8_SEQUENCE.findall(data)))
    return whole * 2 > len(_HIGH.findall(data))


def _chinese(data: bytes) -> bool:
    """Whether the non-ASCII bytes look like GB18030 rather than Latin-1, Big5 or Shift-JIS.

    The common Chinese characters have two high bytes; a high byte followed by an ASCII one is rare in GB18030
    and frequent in the others, which GB18030 would decode to plausible nonsense.
    """
    found = _GB_CHARACTER.findall(data)
    four, pairs, mixed = (sum(bool(groups[index]) for groups in found) for index in range(3))
    covered = four * 2 + pairs * 2 + mixed
    return mixed * 4 <= four + pairs and covered * 4 > len(_HIGH.findall(data)) * 3


def _bad_byte(path: str, data: bytes, rule: Rule, start: int, encoding: str) -> Diagnostic:
    return rule.at(_place(path, data[:start].decode(encoding, "replace")), byte=f"{data[start]:02X}")


def _place(path: str, before: str) -> Span:
    """Return the place that follows the text `before`."""
    lines = _unix_ends(before.removeprefix("\ufeff")).split("\n")
    return Span(path, len(lines), len(lines[-1]) + 1)
