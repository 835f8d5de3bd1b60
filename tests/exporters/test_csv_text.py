"""CSV for spreadsheets: a BOM, quoted where needed, and no formulas."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.exporters.csv_text import FORMULA_SIGNS, csv_bytes
from generator.exporters.tables import Column, Table

COLUMNS = (Column("id", "No.", 12), Column("value", "Value", 30))


def table(*values: object) -> Table:
    """Return a table with `values` in its second column."""
    return Table("t", "T", COLUMNS, tuple(("R", value) for value in values))  # type: ignore[arg-type]


def test_the_file_says_its_encoding_and_its_headings() -> None:
    """Excel reads UTF-8 only with a BOM; headings are those of the language."""
    data = csv_bytes(table(date(2026, 5, 11), None, 3, True), str.upper)

    assert data.startswith(b"\xef\xbb\xbfNO.,VALUE\r\n")
    assert data.decode("utf-8-sig").splitlines()[1:] == ["R,2026-05-11", "R,", "R,3", "R,true"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_comes_back_and_is_never_a_formula(text: str) -> None:
    """What a reader gets is what was written, with an apostrophe before what a spreadsheet would compute."""
    (_, (_, value)) = csv.reader(io.StringIO(csv_bytes(table(text), str).decode("utf-8-sig"), newline=""))

    assert value in (text, f"'{text}")
    assert not value.startswith(FORMULA_SIGNS)
