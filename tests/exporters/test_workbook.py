"""Workbooks: dates are dates, nothing becomes a formula, and the same tables give the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from generator.exporters import workbook
from generator.exporters.tables import Cell, Column, Table
from generator.exporters.workbook import workbook_bytes

TODAY = date(2026, 11, 20)
COLUMNS = (Column("id", "No.", 12), Column("value", "Value", 30))


def sheet_of(*values: Cell) -> Any:
    """Return the sheet of a table that holds `values` in its second column."""
    table = Table("t", "A/B [register]", COLUMNS, tuple((f"R{n}", value) for n, value in enumerate(values)))
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes([table], str.upper, TODAY, "T"))).worksheets[0]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@user", "#N/A", "'quoted", "0012345", "1.10"])
def test_a_text_stays_a_text(text: str) -> None:
    """A ticket number keeps its zeros, and nobody's text is computed."""
    cell = sheet_of(text)["B2"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_dates_and_numbers_can_be_sorted() -> None:
    """A day is a day, a time stands as the clock showed it, a number is a number."""
    sheet = sheet_of(date(2026, 5, 11), datetime(2026, 5, 11, 14, 35, tzinfo=UTC), 7, None)

    assert [sheet[f"B{row}"].value for row in (2, 3, 4, 5)] == [
        datetime(2026, 5, 11),
        datetime(2026, 5, 11, 14, 35),
        7,
        None,
    ]
    assert sheet["B2"].number_format == "yyyy-mm-dd"


def test_what_xml_cannot_hold_is_left_out_and_length_is_bounded() -> None:
    """A pasted log neither breaks the file nor makes WPS ask for a repair."""
    sheet = sheet_of("a\x00b\x1b", "长" * 40_000)

    assert sheet["B2"].value == "ab"
    assert len(sheet["B3"].value) == 32_767


def test_the_sheet_is_ready_to_filter_and_print() -> None:
    """Heading translated, frozen, filtered and repeated on every printed page; the name is one that Excel takes."""
    sheet = sheet_of("x", "y")

    assert sheet.title == "A B  REGISTER "
    assert [cell.value for cell in sheet[1]] == ["NO.", "VALUE"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:B3", "$1:$1")


def test_the_same_tables_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the clock nor the order of packing shows; only the day of the export does."""
    table = Table("t", "T", COLUMNS, (("R1", "x"),))
    first = workbook_bytes([table], str, TODAY, "T")
    monkeypatch.setattr("openpyxl.writer.excel.datetime", _OtherClock)

    assert workbook_bytes([table], str, TODAY, "T") == first
    assert workbook_bytes([table], str, date(2026, 11, 21), "T") != first
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert workbook._EPOCH[0] == 1980


class _OtherClock:
    """Stands for the module `datetime` in openpyxl and says that it is another year."""

    timezone = __import__("datetime").timezone
    UTC = UTC

    class datetime(datetime):  # noqa: N801 (the name that it stands for)
        """A clock that is years ahead."""

        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            """Return a day far from the real one."""
            return datetime(2031, 1, 1, tzinfo=tz)
