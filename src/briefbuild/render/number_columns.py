"""Numbers that stand below each other at the decimal mark, in tables of PDF, EPUB and web page.

CSS has no alignment at a character. So in a column of numbers, which the tree has set to the right,
what a number lacks behind its mark, against the longest of the column, follows it as an empty
Span.fill: the style shows the text of its `data-fill` unseen (`::after`), so that it takes room and
is no text, neither read aloud nor copied. Where some cells call notes, Span.fill-mark takes the
room of a call in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefbuild.decimals import Number, column
from briefbuild.tree import Node, Nodes, has_class, pairs_of, rewrite, span, text_of, walk

RIGHT = "AlignRight"
Cell = list[Any]
"""pandoc's: attributes, alignment, rows, columns, blocks."""


def with_filled_numbers(blocks: Nodes, language: str) -> Nodes:
    """The transformed tree with its tables' numbers filled up; cells of numbers are `.number`."""

    def change(n: Node) -> Node | None:
        return _filled(n, language) if n["t"] == "Table" else None

    made: Nodes = rewrite(blocks, change)
    return made


def _filled(table: Node, language: str) -> Node:
    attributes, caption, specs, head, bodies, foot = table["c"]
    rows = [row for body in bodies for row in [*body[2], *body[3]]]
    if not rows or any(len(row[1]) != len(specs) for row in rows):
        return table
    columns = [
        _column([row[1][place] for row in rows], language)
        if spec[0]["t"] == RIGHT
        else [row[1][place] for row in rows]
        for place, spec in enumerate(specs)
    ]
    stacked = zip(rows, zip(*columns, strict=True), strict=True)
    made = iter([[row[0], [*cells]] for row, cells in stacked])
    filled = [
        [attr, heads, [next(made) for _ in first], [next(made) for _ in rest]]
        for attr, heads, first, rest in bodies
    ]
    return {**table, "c": [attributes, caption, specs, head, filled, foot]}


def _column(cells: Sequence[Cell], language: str) -> list[Cell]:
    """The cells of a column, each number filled up."""
    if any(cell[1]["t"] not in ("AlignDefault", RIGHT) for cell in cells):
        return [*cells]
    found = column([_text(cell) for cell in cells], language) or [None] * len(cells)
    numbers = [(cell, n) for cell, n in zip(cells, found, strict=True) if n is not None]
    fraction = max((n.fraction for _, n in numbers), key=len, default="")
    unit = max((n.unit for _, n in numbers), key=len, default="")
    mark = max((_mark(cell) for cell, _ in numbers), key=len, default="")

    def fill(cell: Cell, n: Number) -> Cell:
        lacking = fraction[len(n.fraction) :] + ("" if n.unit else unit)
        room = [_unseen(mark, "fill-mark")] if mark and not _mark(cell) else []
        room += [_unseen(lacking, "fill")] if lacking else []
        return _with(cell, room if n.whole else [])

    return [cell if n is None else fill(cell, n) for cell, n in zip(cells, found, strict=True)]


def _with(cell: Cell, room: Nodes) -> Cell:
    """A cell of a number, with what follows it."""
    (id, classes, pairs), align, rows, columns, blocks = cell
    if room and blocks:
        last = blocks[-1]
        blocks = [*blocks[:-1], {**last, "c": [*last["c"], *room]}]
    return [[id, [*classes, "number"], pairs], align, rows, columns, blocks]


def _unseen(text: str, name: str) -> Node:
    return span([], "", [name], **{"data-fill": text})


def _text(cell: Cell) -> str:
    """The cell's words, without the marks of notes; more than one paragraph is no number."""
    blocks = cell[4]
    plain = len(blocks) <= 1 and all(block["t"] in ("Plain", "Para") for block in blocks)
    return text_of(rewrite(blocks, lambda n: [] if _is_call(n) else None)) if plain else "?"


def _mark(cell: Cell) -> str:
    """The marks of the notes that a cell calls."""
    return "".join(pairs_of(n)["mark"] for n in walk(cell[4]) if _is_call(n))


def _is_call(n: Node) -> bool:
    return n["t"] == "Span" and (has_class(n, "note-call") or has_class(n, "note-recall"))
