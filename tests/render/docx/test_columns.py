"""A table's columns in the Word file: their widths, and numbers at their decimal marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from briefbuild.render.docx.fonts import faces
from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.measure import width_in_table
from briefbuild.render.docx.widths import CELL_MARGIN, SLACK
from briefbuild.render.edition import Edition
from briefbuild.tree import Node, node, para, plain, span, string, words
from tests.render.docx.word_file import N, W, Word, make, table
from tests.render.sample_edition import edition, note_call

DIGIT, POINT, PERCENT = 0.497, 0.249, 0.824
"""The widths of Source Sans 3's figures, full stop and per cent sign, in ems."""
SIZE = 8.8


def numbers(*texts: str) -> Node:
    """A table whose second column is set to the right."""
    made = table("tbl-x", ("Name", "Number"), *(("A", text) for text in texts))
    for row in made["c"][4][0][3]:
        row[1][1][1] = {"t": "AlignRight"}
    return made


def indents(word: Word) -> list[int]:
    """How far each body cell of the second column is indented from the right, in twips."""
    rows = list(word.document.iter(f"{W}tr"))[1:]
    cells = [row.findall("w:tc", N)[1] for row in rows]
    return [_right(cell) for cell in cells]


def _right(cell: etree._Element) -> int:
    found = cell.find("w:p/w:pPr/w:ind", N)
    return 0 if found is None else int(found.get(f"{W}right", 0))


@pytest.mark.parametrize(
    ("texts", "lacking"),
    [
        (["162.62", "30.1", "7"], [0, DIGIT, 2 * DIGIT + POINT]),
        (["c. 110", "102.7"], [DIGIT + POINT, 0]),
        (["5%", "5.5%", "12"], [POINT + DIGIT, 0, POINT + DIGIT + PERCENT]),
        (["1", "22", "333"], [0, 0, 0]),
        (["–", "2.5", "3.25"], [2 * DIGIT + POINT, DIGIT, 0]),
        (["a word", "another", "2.5"], [0, 0, 0]),
    ],
)
def test_numbers_stand_at_their_decimal_marks(
    tmp_path: Path, texts: list[str], lacking: list[float]
) -> None:
    word = make(edition(tmp_path, [numbers(*texts), para(words("Text."))]))
    assert indents(word) == pytest.approx([twips(ems * SIZE) for ems in lacking], abs=1)


def test_a_comma_is_the_mark_in_a_language_that_has_it(tmp_path: Path) -> None:
    made = edition(tmp_path, [numbers("1.000,5", "20"), para(words("Text."))], lang="de")
    assert indents(make(made)) == pytest.approx([0, twips((POINT + DIGIT) * SIZE)], abs=1)


def test_a_notes_mark_takes_no_number_out_of_line(tmp_path: Path) -> None:
    made = numbers("2.5", "3.5")
    made["c"][4][0][3][0][1][1][4] = [plain([string("2.5"), note_call("1", "A note.")])]
    word = make(edition(tmp_path, [made, para(words("Text."))]))
    assert indents(word) == pytest.approx([0, twips(DIGIT * 2 / 3 * SIZE)], abs=1)


def widths(made: Edition) -> list[float]:
    """The width of each column of a table, in points, without the margin between columns."""
    columns = [int(c.get(f"{W}w", 0)) / 20 for c in make(made).document.iter(f"{W}gridCol")]
    return [*(width - CELL_MARGIN for width in columns[:-1]), columns[-1]]


def test_columns_that_have_room_are_as_wide_as_their_longest_cells_ask_for(tmp_path: Path) -> None:
    made = edition(tmp_path, [table("tbl-x", ("Country", "What it sells abroad"), ("China", "1"))])
    first, second = widths(made)
    look = Look(made.house.tokens, faces(made.house.fonts))
    letters = [
        width_in_table(cell, look, strong=True) for cell in ("Country", "What it sells abroad")
    ]
    assert second / first == pytest.approx((letters[1] + SLACK) / (letters[0] + SLACK), rel=0.01)


def test_no_column_is_narrower_than_its_widest_word_with_indent_and_mark(tmp_path: Path) -> None:
    long = "many words " * 60
    noted = numbers("1,234.5", "0.075")
    noted["c"][4][0][3][0][1][1][4] = [plain([string("1,234.5"), note_call("1", "A note.")])]
    noted["c"][4][0][3][0][1][0][4] = [plain(words(long))]
    made = edition(tmp_path, [noted])
    look = Look(made.house.tokens, faces(made.house.fonts))
    behind = max(3 * DIGIT, DIGIT + 2 / 3 * DIGIT)  # 75, or 5 and the mark
    assert widths(made)[1] >= width_in_table("1,234.", look) + behind * SIZE


def test_a_table_without_room_narrows_its_widest_columns(tmp_path: Path) -> None:
    made = edition(tmp_path, [table("tbl-x", ("A", "B", "C"), ("1", "x" * 200, "y" * 90))])
    first, second, third = widths(made)
    look = Look(made.house.tokens, faces(made.house.fonts))
    assert first == pytest.approx(width_in_table("A", look, strong=True) + SLACK, abs=0.1)
    assert second == pytest.approx(third, abs=0.1)
    assert first + second + third + 2 * CELL_MARGIN == pytest.approx(look.column, abs=0.1)


def test_the_last_column_ends_with_the_tables_rules(tmp_path: Path) -> None:
    word = make(edition(tmp_path, [numbers("1", "2"), para(words("Text."))]))
    margins = [len(list(cell.iter(f"{W}tcMar"))) for cell in word.document.iter(f"{W}tc")]
    assert margins == [0, 1] * 3


def test_cells_that_are_not_numbers_alone_keep_their_place(tmp_path: Path) -> None:
    made = numbers("2.5", "3.25")
    made["c"][4][0][3][0][1][1][4] = [plain([string("2.5")]), node("Para", [span([], "x")])]
    word = make(edition(tmp_path, [made, para(words("Text."))]))
    assert indents(word) == [0, 0]
