"""Tables in the print page: numbers aligned at the decimal mark, wide tables marked, places found.

WeasyPrint has no alignment at a character. So a column of numbers, which the tree has set to the
right, is filled up: what a cell's number lacks behind its mark, against the longest in
the column, follows it unseen (`.fill`). Unseen text is laid out and not painted: it is in no PDF.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.formatting_structure.boxes import TableBox

from briefbuild.decimals import column
from briefbuild.problems import Place, Problem, problem
from briefbuild.render.hypertext import Lowered
from briefbuild.render.pages.notes import is_call
from briefbuild.tokens import points
from briefbuild.tree import Node, place_of, walk

INDEX = "data-table"
RULES = """
.fill, .fill-mark { visibility: hidden }
.fill-mark { font-variant-position: super }
.number { white-space: nowrap }
"""
SMALL = 4
"""A table of so few rows stays on one page."""
TEXT = 30
"""As many characters a line of text in a cell should have, if there is room."""
CHARACTER, PADDING = 0.45, 1.15
"""The mean width of a letter in a table, and the space between columns, in ems."""
MEASURE = ("page-width", "margin-outer", "column-outer", "gutter", "margin-inner")
TOLERANCE = 0.5  # CSS pixels
MILLIMETRES = 25.4 / 96  # to a CSS pixel


def prepare_tables(root: Element, language: str, tokens: Mapping[str, str]) -> None:
    """Number the tables in the order of the tree, fill their numbers up, mark small and wide ones
    and rows that name a group.

    To be called before notes move from the end of the page into their calls.
    """
    for index, table in enumerate(root.iter("table")):
        table.set(INDEX, str(index))
        rows = [list(row) for body in table.iter("tbody") for row in body if row.tag == "tr"]
        heads = [list(row) for head in table.iter("thead") for row in head if row.tag == "tr"]
        names = (table.get("class") or "").split()
        names += ["small"] * (len(rows) <= SMALL) + ["wide"] * _is_wide([*heads, *rows], tokens)
        table.set("class", " ".join(names))
        _mark_groups(table)
        if rows and all(len(row) == len(rows[0]) for row in rows):
            for cells in zip(*rows, strict=True):
                if all(_is_right(cell) for cell in cells):
                    _fill(cells, language)


def _mark_groups(table: Element) -> None:
    """Mark the rows that only name a group: nothing but their first cell is filled."""
    for row in table.iter("tr"):
        filled = [bool("".join(cell.itertext()).strip() or len(cell)) for cell in row]
        if len(filled) > 1 and filled[0] and not any(filled[1:]):
            row.set("class", f"{row.get('class') or ''} group".strip())


def _is_right(cell: Element) -> bool:
    return "right" in (cell.get("style") or "")


def _fill(cells: Sequence[Element], language: str) -> None:
    """Let each number of a column end where the longest one ends, behind the decimal mark."""
    found = column([_text(cell) for cell in cells], language) or []
    numbers = [(cell, n) for cell, n in zip(cells, found, strict=False) if n is not None]
    fraction = max((n.fraction for _, n in numbers), key=len, default="")
    unit = max((n.unit for _, n in numbers), key=len, default="")
    mark = max((_mark(cell) for cell, _ in numbers), key=len, default="")
    for cell, n in numbers:
        cell.set("class", f"{cell.get('class') or ''} number".strip())
        lacking = fraction[len(n.fraction) :] + ("" if n.unit else unit)
        if n.whole and mark and not _mark(cell):
            cell.append(_unseen(mark, "fill-mark"))
        if n.whole and lacking:
            cell.append(_unseen(lacking, "fill"))


def _unseen(text: str, name: str) -> Element:
    made = Element("span", {"class": name})
    made.text = text
    return made


def _text(cell: Element) -> str:
    """The cell's words, without the marks of notes."""
    parts = [cell.text or ""]
    for child in cell:
        parts += ["" if is_call(child) else _text(child), child.tail or ""]
    return "".join(parts)


def _mark(cell: Element) -> str:
    """The marks of the notes that a cell calls."""
    return "".join(_text(call).strip() for call in cell if is_call(call))


def _is_wide(rows: Sequence[Sequence[Element]], tokens: Mapping[str, str]) -> bool:
    """Whether the columns, none of them wider than a line of text need be, don't fit the column of
    text. An estimate: what is wrongly marked has more room than it needs, or longer cells."""
    longest: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            most = TEXT // 2 if cell.tag == "th" else TEXT  # a head may run over two lines
            longest[place] = max(longest.get(place, 0), min(len(_text(cell).strip()), most))
    ems = sum(CHARACTER * length + PADDING for length in longest.values()) - PADDING
    width, *beside = (points(tokens[f"--{name}"]) for name in MEASURE)
    return ems * points(tokens["--size-table"]) > width - sum(beside)


def too_wide(pages: weasyprint.Document, lowered: Lowered) -> list[Problem]:
    """The tables that run off the page, each with its place in `lowered`.

    A table is as wide as its longest words need, whatever room there is: WeasyPrint lets it run
    over the edge, where nobody sees it.
    """
    parts = [lowered.blocks, *(note.blocks for note in lowered.notes)]
    nodes = [n for n in walk(parts) if n["t"] == "Table"]
    found: dict[int, int] = {}
    for page in pages.pages:
        box = page._page_box
        edge = box.content_box_x() + box.width
        for table in _tables(box):
            over = table.border_box_x() + table.border_width() - edge
            if over > TOLERANCE:
                index = int(table.element.get(INDEX))
                found[index] = max(found.get(index, 0), math.ceil(over * MILLIMETRES))
    return [
        problem("table-too-wide", _place(nodes[index]), over=over)
        for index, over in sorted(found.items())
    ]


def _tables(box: Any) -> Iterator[Any]:
    return (b for b in box.descendants() if isinstance(b, TableBox) and b.element.get(INDEX))


def _place(table: Node) -> Place | None:
    """Where the table stands, or the first thing in it that has a place."""
    return next(filter(None, map(place_of, walk(table))), None)
