"""Tables as one XLSX workbook that opens in WPS and Excel without a warning.

Dates are dates, text that begins with = + - @ stays text, the heading row is frozen and filtered, and the same tables
give the same bytes. ECMA-376 knows no time zones, so a time of day stands as the clocks of the organization show it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from generator.errors import EnvironmentFault
from generator.exporters.tables import Cell, Say, Table
from generator.wording import N_

# What XML cannot hold; openpyxl refuses a cell with one of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL = 32_767
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def workbook_bytes(tables: Iterable[Table], say: Say, today: date, title: str) -> bytes:
    """Return a workbook with one sheet a table; `today` stands in its properties.

    Raises EnvironmentFault where openpyxl (the extra `office`) is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise EnvironmentFault(N_("Workbooks need the extra office: pip install 'fupan[office]'.")) from error
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    book.properties.creator = "Fupan"
    book.properties.created = datetime(today.year, today.month, today.day)
    for table in tables:
        _fill(book.create_sheet(_sheet_name(say(table.title))), table, say)
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue(), today)


def _fill(sheet: Any, table: Table, say: Say) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, grey = Font(bold=True), PatternFill("solid", fgColor="FFE7EDF3")
    for place, column in enumerate(table.columns, 1):
        _write(sheet.cell(row=1, column=place), say(column.heading))
        sheet.cell(row=1, column=place).font = bold
        sheet.cell(row=1, column=place).fill = grey
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(table.rows, 2):
        for place, cell in enumerate(row, 1):
            target = sheet.cell(row=number, column=place)
            _write(target, cell)
            target.alignment = wrapped
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&P / &N"


def _write(target: Any, cell: Cell) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        # Set as text by hand: openpyxl would make a formula of `=…` and an error value of `#N/A`.
        target.value = _CONTROL.sub("", cell)[:_LONGEST_CELL]
        target.data_type = "s"
        return
    if isinstance(cell, datetime):
        target.value, target.number_format = cell.replace(tzinfo=None), "yyyy-mm-dd hh:mm"
    elif isinstance(cell, date):
        target.value, target.number_format = cell, "yyyy-mm-dd"
    else:
        target.value = cell


def _sheet_name(title: str) -> str:
    return _NOT_IN_SHEET_NAMES.sub(" ", title)[:_LONGEST_SHEET_NAME]


def _same_bytes(data: bytes, today: date) -> bytes:
    """Return the workbook packed again without the time of packing, which openpyxl writes in two places."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in sorted(packed.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(entry, _MODIFIED.sub(rf"\g<1>{today}T00:00:00Z".encode(), packed.read(name)))
    return out.getvalue()
