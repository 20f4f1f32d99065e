"""Tables in the print page: small and wide ones marked, and those that run off the page found.

Numbers are filled up in the tree (`number_columns.py`). Unseen text is laid out and not painted: it
is in no PDF.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.formatting_structure.boxes import TableBox

from briefbuild.problems import Place, Problem, problem
from briefbuild.render.hypertext import Lowered
from briefbuild.render.pages.notes import is_call
from briefbuild.tokens import points
from briefbuild.tree import Node, place_of, walk

INDEX = "data-table"
RULES = """
.fill::after, .fill-mark::after { content: attr(data-fill); visibility: hidden }
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


def prepare_tables(root: Element, tokens: Mapping[str, str]) -> None:
    """Number the tables in the order of the tree, mark small and wide ones and rows that name a
    group.

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


def _mark_groups(table: Element) -> None:
    """Mark the rows that only name a group: nothing but their first cell is filled."""
    for row in table.iter("tr"):
        filled = [bool("".join(cell.itertext()).strip() or len(cell)) for cell in row]
        if len(filled) > 1 and filled[0] and not any(filled[1:]):
            row.set("class", f"{row.get('class') or ''} group".strip())


def _text(cell: Element) -> str:
    """The cell's words, without the marks of notes."""
    parts = [cell.text or ""]
    for child in cell:
        parts += ["" if is_call(child) else _text(child), child.tail or ""]
    return "".join(parts)


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
