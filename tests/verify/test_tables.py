"""Tables are compared by cell, whatever a format does with cells that say nothing."""

from __future__ import annotations

from briefbuild.verify.items import Table
from briefbuild.verify.reading import ReadTable
from briefbuild.verify.tables import table_problems

HEAD, FIRST, SECOND = (("River",), ("Flow",)), (("Long",), ("much",)), (("Short",), ())
SOURCE = Table((HEAD, FIRST, SECOND), 1)


def said(table: Table, *found: ReadTable) -> str:
    return "\n".join(map(str, table_problems([table], found, "html")))


def test_same_cells_are_proved_in_capitals_too() -> None:
    loud = (("RIVER",), ("FLOW",))
    assert said(SOURCE, ReadTable((loud, FIRST, SECOND), 1)) == ""


def test_word_in_another_cell_is_found_though_none_is_lost() -> None:
    moved = (("Short", "much"), ())
    assert "has the row" in said(SOURCE, ReadTable((HEAD, (("Long",), ()), moved), 1))


def test_lost_head_row_and_table_are_found() -> None:
    assert "0 rows in its head, not 1" in said(SOURCE, ReadTable((HEAD, FIRST, SECOND), 0))
    assert "has 2 rows, not 3" in said(SOURCE, ReadTable((HEAD, FIRST), 1))
    assert "0 tables" in said(SOURCE)


def test_head_of_empty_cells_may_be_left_out() -> None:
    empty = Table((((), ()), FIRST), 1)
    assert said(empty, ReadTable((FIRST,), 0)) == ""
