"""Columns on a terminal."""

from __future__ import annotations

from generator.commands.terminal.table import shortened, table, width


def test_chinese_is_two_cells_wide() -> None:
    """Columns line up although characters differ in width; empty columns vanish."""
    lines = list(table(("a", "b", "c"), [("数据库", "", "x"), ("ab", "", "y")]))

    assert lines == ["a       c", "数据库  x", "ab      y"]


def test_a_long_cell_is_cut_to_its_width() -> None:
    """Cutting never splits the last character's two cells, and control signs are gone."""
    assert shortened("数据库\n盘", 6) == "数据…"
    assert width(shortened("数据库盘写满", 7)) == 7
    assert shortened("\x1b[31mred", 20) == "[31mred"
