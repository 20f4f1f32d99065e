"""Tables on the page: numbers below each other, rows and captions together, none off the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from briefbuild.render.pages.corrections import page_floats
from briefbuild.render.pages.typeset import Typeset, typeset
from briefbuild.transform import transform
from tests.reading import codes, context, tree_of
from tests.render.sample_edition import edition

NUMBERS = """# T

| Year | Value | Text |
|------|-------|------|
| 2017 | 102.7% | a |
| 2018 | 12%[^n] | b |
| 2019 | 1,234.25 | c |
| 2020 | – | d |
| 2021 | 5 | e |

[^n]: A note.
"""


def laid_out(markdown: str, work: Path) -> Typeset:
    blocks, problems = transform(tree_of(markdown), context())
    assert problems == []
    return typeset(edition(work, blocks), "print.css")


def found(made: Typeset, kind: type) -> list[Any]:
    assert made.document is not None
    pages = [page._page_box for page in made.document.pages]
    return [
        (n, box)
        for n, page in enumerate(pages)
        for box in page.descendants()
        if isinstance(box, kind)
    ]


def edges(made: Typeset, *texts: str) -> list[float]:
    """Where each text's part before its decimal mark ends."""
    ends = {}
    for _, box in found(made, boxes.TextBox):
        text, em = box.text.strip("\u2060"), box.style["font_size"]
        _, mark, rest = text.rstrip("%").partition(".")
        # The widths of figures, full stop and per cent sign in Source Sans 3, in ems.
        after = 0.497 * len(rest) + 0.249 * len(mark) + 0.824 * text.endswith("%")
        ends[text] = box.position_x + box.width - after * em
    return [ends[text] for text in texts]


def test_numbers_stand_below_each_other_at_the_decimal_mark(tmp_path: Path) -> None:
    made = laid_out(NUMBERS, tmp_path)
    first, *others = edges(made, "102.7%", "12%", "1,234.25", "5", "–")
    assert others == pytest.approx([first] * 4, abs=0.3)


def test_what_fills_a_number_up_is_not_in_the_file(tmp_path: Path) -> None:
    made = laid_out(NUMBERS, tmp_path)
    spans = [e for e in made.root.iter("span") if e.get("class") == "fill"]  # type: ignore[union-attr]
    filled = [e.get("data-fill") for e in spans]
    assert not any("".join(e.itertext()) for e in spans)
    assert filled == ["5", ".25", "%", ".25%", ".25%"]
    # The proof of every build finds it otherwise: here, that nothing of it is painted.
    hidden = [
        b
        for _, b in found(made, boxes.TextBox)
        if b.element_tag == "span::after" and b.text in filled
    ]
    assert len(hidden) == len(filled)
    assert {box.style["visibility"] for box in hidden} == {"hidden"}


def test_a_word_in_a_column_of_numbers_stands_and_the_numbers_are_aligned(tmp_path: Path) -> None:
    rows = "| a | 4,210.5 |\n| b | unknown |\n| c | |\n| d | 400 |\n"
    made = laid_out(f"# T\n\n| H | N |\n|---|---|\n{rows}", tmp_path)
    first, other = edges(made, "4,210.5", "400")
    assert other == pytest.approx(first, abs=0.3)
    (word,) = [b for _, b in found(made, boxes.TextBox) if b.text == "unknown"]
    (table,) = [b for _, b in found(made, boxes.TableBox)]
    assert word.position_x + word.width == pytest.approx(table.position_x + table.width, abs=0.3)


def test_words_are_not_filled_up(tmp_path: Path) -> None:
    made = laid_out("# T\n\n| A | B |\n|---|---|\n| x | one |\n| y | 2.5 |\n", tmp_path)
    assert [e for e in made.root.iter("span") if "fill" in (e.get("class") or "")] == []  # type: ignore[union-attr]


@pytest.mark.parametrize(("rows", "lines"), [(2, 38), (2, 39), (6, 37), (6, 39), (6, 40)])
def test_caption_rows_and_note_stay_together(rows: int, lines: int, tmp_path: Path) -> None:
    """At a page's foot: no caption without two rows, no lone row, no note without its table."""
    text = "\n\n".join(["x"] * lines)
    table = "".join(f"| r{n} | {n} |\n" for n in range(rows))
    after = ": Caption {#tbl-a}\n\n::: table-note\nNote.\n:::\n"
    made = laid_out(f"# T\n\n{text}\n\n| H | N |\n|---|---|\n{table}\n{after}", tmp_path)
    on = [n for n, b in found(made, boxes.TableRowBox) if b.element[0].tag == "td"]
    caption = {n for n, b in found(made, boxes.TableCaptionBox)}
    note = {n for n, b in found(made, boxes.TextBox) if b.text == "Note."}
    assert caption == {on[0]} == {on[1]}
    assert note == {on[-1]} == {on[-2]}
    assert rows > 4 or len(set(on)) == 1


def words_of(line: Any) -> str:
    return "".join(b.text for b in line.descendants() if isinstance(b, boxes.TextBox))


def off_the_lines(made: Typeset) -> list[float]:
    """By how much the lines of text below tables stand off a whole number of lines, in pixels."""
    line = 14 * 96 / 72
    assert made.document is not None
    top = made.document.pages[0]._page_box.content_box_y()
    lines = [b for _, b in found(made, boxes.LineBox) if "Below" in words_of(b)]
    rests = [(b.position_y - top) % line for b in lines]
    return [min(rest, line - rest) for rest in rests]


FEET = """# T

Above.

| H | N |
|---|---|
{rows}

Below a table.

| H | N |
|---|---|
{rows}

: A caption {{#tbl-a}}

::: table-note
What its signs mean.
:::

Below its note.
"""


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
def test_the_text_below_a_table_stands_on_the_lines_of_all_pages(rows: int, tmp_path: Path) -> None:
    table = "\n".join(f"| r{n} | {n} |" for n in range(rows))
    made = laid_out(FEET.format(rows=table), tmp_path)
    assert off_the_lines(made) == pytest.approx([0, 0], abs=0.05)


def test_without_the_correction_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_floats, "ends_table", lambda parent, index: False)
    made = laid_out(FEET.format(rows="| r | 1 |"), tmp_path)
    assert max(off_the_lines(made)) > 1


def test_the_rules_of_the_head_are_of_the_accent(tmp_path: Path) -> None:
    made = laid_out("# T\n\n| H | N |\n|---|---|\n| a | 1 |\n| b | 2 |\n", tmp_path)
    (table,) = [b for _, b in found(made, boxes.TableBox)]
    colors = [grid[0][1][2].to("srgb").coordinates for grid in table.collapsed_border_grid[1]]
    accent, rule = colors[0], colors[2]
    assert colors == [accent, accent, rule, rule]
    assert accent != rule


def test_a_table_without_a_head_begins_with_a_rule(tmp_path: Path) -> None:
    blocks, problems = transform(tree_of("# T\n\n| | |\n|---|---|\n| a | 1 |\n"), context())
    assert codes(problems) == ["table-header"]
    made = typeset(edition(tmp_path, blocks), "print.css")
    (table,) = [b for _, b in found(made, boxes.TableBox)]
    assert table.collapsed_border_grid[1][0][0][1][1] > 0


@pytest.mark.parametrize("lines", range(34, 42))
def test_a_row_that_names_a_group_does_not_end_a_page(lines: int, tmp_path: Path) -> None:
    text = "\n\n".join(["x"] * lines)
    rows = "".join(f"| Group {n} | |\n| one | {n} |\n| two | {n} |\n" for n in range(4))
    made = laid_out(f"# T\n\n{text}\n\n| H | N |\n|---|---|\n{rows}", tmp_path)
    on = [n for n, b in found(made, boxes.TableRowBox) if b.element[0].tag == "td"]
    assert on[::3] == on[1::3]


def test_a_table_in_a_note_is_as_small_as_the_note(tmp_path: Path) -> None:
    table = "| H | N |\n    |---|---|\n    | a | 1 |\n"
    made = laid_out(f"# T\n\nText.[^n]\n\n[^n]: Note.\n\n    {table}", tmp_path)
    sizes = {b.text.strip("\u2060"): b.style["font_size"] for _, b in found(made, boxes.TextBox)}
    assert sizes["a"] == sizes["Note."] < sizes["Text."]


def test_the_head_is_repeated_on_each_page(tmp_path: Path) -> None:
    table = "".join(f"| r{n} | {n} |\n" for n in range(100))
    made = laid_out(f"# T\n\n| H | N |\n|---|---|\n{table}", tmp_path)
    heads = [n for n, b in found(made, boxes.TableRowBox) if b.element[0].tag == "th"]
    assert len(heads) > 2
    assert heads == sorted({n for n, _ in found(made, boxes.TableRowBox)})


def test_a_small_table_is_as_wide_as_needed_and_a_wide_one_takes_the_outer_column(
    tmp_path: Path,
) -> None:
    small = "| A | B |\n|---|---|\n| x | one |\n"
    long = " ".join(["word"] * 12)
    wide = f"| A | B | C | D |\n|--|--|--|--|\n| {long} | {long} | {long} | {long} |\n"
    made = laid_out(f"# T\n\n{small}\n\nText.\n\n{wide}", tmp_path)
    one, other = (b for _, b in found(made, boxes.TableBox))
    assert one.width < 100
    assert other.position_x < one.position_x
    assert other.width == pytest.approx(160 * 96 / 25.4, abs=1)


def test_a_table_that_just_fits_the_column_stands_in_it(tmp_path: Path) -> None:
    heads = "| Loans to | By United States | By United Kingdom | By France | Total |\n|-|-|-|-|-|\n"
    rows = f"||{' Million Dollars |' * 4}\n| Serbia and Yugoslavia | 100 | 100 | 100 | 300 |\n"
    made = laid_out(f"# T\n\nText.\n\n{heads}{rows}", tmp_path)
    (text,) = [b for _, b in found(made, boxes.BlockBox) if b.element_tag == "p"]
    (table,) = [b for _, b in found(made, boxes.TableBox)]
    assert table.position_x == pytest.approx(text.position_x, abs=0.1)
    assert 0.95 * text.width < table.width <= text.width


def test_a_line_that_fits_its_column_is_not_broken(tmp_path: Path) -> None:
    """Also where the column is exactly as wide as the line, whose pieces are added up elsewhere."""
    text = "estimated by the institute from the reports of customs"
    row = f"| 1900 | 1 | 1 | {text} |"
    made = laid_out(f"# T\n\n| Y | Exports | Imports | R |\n|--|--|--|--|\n{row}\n", tmp_path)
    cells = [box for _, box in found(made, boxes.TableCellBox)]
    assert {sum(isinstance(b, boxes.LineBox) for b in cell.descendants()) for cell in cells} == {1}


def test_a_table_that_runs_off_the_page_is_a_problem_with_its_place(tmp_path: Path) -> None:
    word = "Donaudampfschiffahrtsgesellschaft"
    cells = f"{word} | " * 5
    table = f"| {cells}\n|{'---|' * 5}\n| {cells}\n"
    fits = "| A |\n|---|\n| b |\n"
    made = laid_out(f"# T\n\n{fits}\n\nText.[^n]\n\n{table}\n\n[^n]: N.\n\n      {fits}", tmp_path)
    assert codes(made.problems) == ["table-too-wide"]
    (problem,) = made.problems
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("sections/a.md", 10)
