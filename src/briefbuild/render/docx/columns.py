"""The columns of a Word file's tables: how wide each is, and where its numbers stand.

Numbers stand at their decimal mark by an indent: a column of numbers is set to the right, and each
number keeps behind it the room that the longest of the column takes behind the mark. Decimal tabs
would do so only on some machines: Word takes the mark from the settings of Windows and not from the
document, and LibreOffice takes the full stop of “c. 110” for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from lxml import etree

from briefbuild.decimals import column
from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.notes import Element, W

MIN_LETTERS, MAX_LETTERS = 6, 36
"""How few and how many letters of its longest cell count for a column's width."""
RAISED = 2 / 3
"""The size of a raised note's mark to that of its text, about as Word and LibreOffice draw it."""
DIGIT = 0.5
"""The width of a letter, in ems, in a font that the house doesn't have."""


def share_width(table: Element, look: Look) -> None:
    """Columns as wide as their longest cell asks for: pandoc's are all the same."""
    columns = list(table.find(f"{W}tblGrid"))
    asked = [MIN_LETTERS] * len(columns)
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) != len(columns):
            return  # cells that span columns: leave pandoc's widths
        for index, cell in enumerate(cells):
            letters = len("".join(t.text or "" for t in cell.iter(f"{W}t")))
            asked[index] = max(asked[index], min(letters, MAX_LETTERS))
    for grid, share in zip(columns, asked, strict=True):
        grid.set(f"{W}w", str(twips(look.column * share / sum(asked))))


def align_numbers(table: Element, look: Look, language: str) -> None:
    """Indent each number of a column from the right by what it lacks behind its decimal mark."""
    rows = [r for r in table.findall(f"{W}tr") if r.find(f"{W}trPr/{W}tblHeader") is None]
    cells = [row.findall(f"{W}tc") for row in rows]
    if rows and all(len(row) == len(cells[0]) for row in cells):
        for stack in zip(*cells, strict=True):
            if all(_is_right(cell) for cell in stack):
                _align(stack, look, language)


def end_with_text(table: Element) -> None:
    """The last column ends where its rules do: no room is needed after it."""
    for row in table.iter(f"{W}tr"):
        properties = row.findall(f"{W}tc")[-1].find(f"{W}tcPr")
        margins = etree.SubElement(properties, f"{W}tcMar")
        etree.SubElement(margins, f"{W}right", {f"{W}w": "0", f"{W}type": "dxa"})


def _is_right(cell: Element) -> bool:
    paragraphs = cell.findall(f"{W}p")
    set_to = [a.get(f"{W}val") for a in cell.iterfind(f"{W}p/{W}pPr/{W}jc")]
    return len(paragraphs) == 1 and set_to == ["right"]


def _align(cells: Sequence[Element], look: Look, language: str) -> None:
    found = column([_text(cell) for cell in cells], language) or []
    numbers = [(cell, n) for cell, n in zip(cells, found, strict=False) if n and n.whole]
    behind = [
        _width(n.fraction + n.unit, look) + RAISED * _width(_mark(cell), look)
        for cell, n in numbers
    ]
    for (cell, _), width in zip(numbers, behind, strict=True):
        lacking = twips(max(behind) - width)
        if lacking:
            indent = etree.Element(f"{W}ind", {f"{W}right": str(lacking)})
            cell.find(f"{W}p/{W}pPr/{W}jc").addprevious(indent)


def _text(cell: Element) -> str:
    """A cell's words; a field that calls a note again shows the note's mark, which is none."""
    return "".join(
        part.text or ""
        for run in cell.iter(f"{W}r")
        if not _is_call(run)
        for part in run.iter(f"{W}t")
    )


def _mark(cell: Element) -> str:
    """The marks of the notes that a cell calls; a note's id is its number."""
    calls = [run for run in cell.iter(f"{W}r") if _is_call(run)]
    shown = [
        str(part.get(f"{W}id", part.text)) for run in calls for part in run.iter(CALLED, f"{W}t")
    ]
    return "".join(shown)


CALLED = f"{W}footnoteReference"


def _is_call(run: Element) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val") == "FootnoteReference"


def _width(text: str, look: Look) -> float:
    """The width of a text in a table, in points."""
    files = [f.file for f in look.faces if (f.family, f.slot) == (look.font("sans"), "Regular")]
    widths = _advances(files[0]) if files else {}
    return sum(widths.get(ord(sign), DIGIT) for sign in text) * look.length("size-table")


@cache
def _advances(file: Path) -> Mapping[int, float]:
    """How far each character moves on, in ems."""
    with TTFont(file, lazy=True) as font:
        unit, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {code: metrics[name][0] / unit for code, name in font.getBestCmap().items()}
