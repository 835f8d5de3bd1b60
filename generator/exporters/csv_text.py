"""A table as CSV that WPS and Excel open with the right signs and nothing computed.

UTF-8 with BOM and CRLF line ends (RFC 4180); a text that a spreadsheet would take for a formula gets an apostrophe,
as OWASP advises against CSV injection.
"""

from __future__ import annotations

import csv
import io

from generator.exporters.tables import Cell, Say, Table, text_of

# With these signs a spreadsheet takes a text for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table, say: Say) -> bytes:
    """Return the table as CSV with its headings in the language of `say`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([say(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _safe(cell: Cell) -> str:
    text = text_of(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA_SIGNS) else text
