"""The columns of a Word file's tables: where their numbers stand (`widths.py`: how wide each is).

Numbers stand at their decimal mark by an indent: a column of numbers is set to the right, and each
number keeps behind it the room that the longest of the column takes behind the mark. Decimal tabs
would do so only on some machines: Word takes the mark from the settings of Windows and not from the
document, and LibreOffice takes the full stop of “c. 110” for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from briefbuild.decimals import column
from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.measure import width_in_table
from briefbuild.render.docx.notes import Element, W
from briefbuild.render.docx.widths import RAISED, is_call, mark_of


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
        width_in_table(n.fraction + n.unit, look) + RAISED * width_in_table(mark_of(cell), look)
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
        if not is_call(run)
        for part in run.iter(f"{W}t")
    )
