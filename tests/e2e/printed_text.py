"""The words on each sheet of a PDF that Chromium printed, read without another program.

Chromium writes plain objects, one content stream a page, and fonts with a table from glyphs to characters. That is all
that is read here; it is no reader of PDF files from elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
# The line break before the end is a bare one: a packed stream may itself end with a carriage return.
_STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(T\*|Td|Tm|Tj|TJ)\b")
# Fonts may draw a radical and a character by one glyph; NFKC folds most, not those of the supplement.
_RADICALS = str.maketrans("⻘⻓⻔⻋⻅⻚⻛⻜⻢⻥⻩⻬", "青长门车见页风飞马鱼黄齐")
_PAIRS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


def sheets_of(data: bytes) -> list[str]:
    """Return the text of each sheet, folded and without blanks, in the order in which it is drawn."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(data)}
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [_text(body, objects) for body in pages]


def _text(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = {name: _characters(int(number), objects) for name, number in _FONT.findall(_resources(page, objects))}
    written: list[str] = []
    font: dict[int, str] = {}
    for found in _SHOWN.finditer(_contents(page, objects)):
        if found[1]:
            font = fonts.get(found[1], {})
        elif found[2]:
            codes = bytes.fromhex(found[2].decode())
            written += (font.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(written)).translate(_RADICALS))


def _resources(page: bytes, objects: dict[int, bytes]) -> bytes:
    found = re.search(rb"/Resources (\d+) 0 R", page)
    return objects[int(found[1])] if found else page


def _contents(page: bytes, objects: dict[int, bytes]) -> bytes:
    found = re.search(rb"/Contents (\d+) 0 R", page)
    return _stream(objects[int(found[1])]) if found else b""


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _characters(number: int, objects: dict[int, bytes]) -> dict[int, str]:
    """Return the table from glyph to character of a font."""
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
    table: dict[int, str] = {}
    for kind, rows in _PAIRS.findall(_stream(objects[int(found[1])])) if found else ():
        codes = [bytes.fromhex(code.decode()) for code in re.findall(rb"<([0-9A-Fa-f]+)>", rows)]
        if kind == b"char":
            table |= {
                int.from_bytes(a, "big"): b.decode("utf-16-be") for a, b in zip(codes[::2], codes[1::2], strict=True)
            }
        else:
            for first, last, begin in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                low, character = int.from_bytes(first, "big"), ord(begin.decode("utf-16-be"))
                table |= {low + step: chr(character + step) for step in range(int.from_bytes(last, "big") - low + 1)}
    return table
