"""Tables whose rows can be shown as cards, where a screen is too narrow for their columns.

Each cell has its column's head in `data-label`, which a card shows before it. How narrow a table
may become CSS doesn't know when it chooses between columns and cards, so it is told here. A table
whose cells span columns or rows stays a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

SMALL, CAPITAL, PADDING = 0.55, 0.7, 0.85
"""The width of a letter in a word, of a capital, and the space between columns, in ems; ample."""
SPANS = ("colspan", "rowspan")

Element = Any  # of lxml or of the standard library: both have text, tail, tag and get


def label_cells(table: Element) -> float | None:
    """Give each cell of the body its column's head, in place; notes' marks are left out.

    About how wide the table is when every line breaks where it may, in ems of its type; None for
    one that can't be cards.
    """
    rows = [list(row) for row in _named(table, "tr")]
    spanned = any(cell.get(span) for row in rows for cell in row for span in SPANS)
    heads = next((row for head in _named(table, "thead") for row in _named(head, "tr")), None)
    if heads is None or spanned:
        return None
    labels = [_words(cell) for cell in heads]
    for body in _named(table, "tbody"):
        for row in _named(body, "tr"):
            for label, cell in zip(labels, row, strict=False):
                if label:
                    cell.set("data-label", label)
    return _narrowest(rows)


def _named(element: Element, name: str) -> list[Element]:
    """The elements of a name below one, of HTML or of XHTML."""
    return [e for e in element.iter() if str(e.tag).rpartition("}")[2] == name]


def _narrowest(rows: Sequence[Sequence[Element]]) -> float:
    columns = max((len(row) for row in rows), default=0)
    widest = [max(_longest(row[at]) for row in rows if at < len(row)) for at in range(columns)]
    return sum(widest) + PADDING * max(0, columns - 1)


def _words(cell: Element) -> str:
    """A cell's words, without the marks of the notes that it calls."""
    return " ".join("".join(_texts(cell)).split())


def _longest(cell: Element) -> float:
    """The width of the longest part of a cell on which no line ends."""
    text = _words(cell)
    whole = "number" in _classes(cell)
    kept = whole or any(_is_kept(inner) for inner in cell.iter())
    parts = [text] if whole else (text if kept else text.replace("-", "- ")).split()
    return max((sum(CAPITAL if c.isupper() else SMALL for c in part) for part in parts), default=0)


def _is_kept(element: Element) -> bool:
    """Whether no line ends at a hyphen of an element's text."""
    name = str(element.tag).rpartition("}")[2]
    return name == "code" or "unbroken" in _classes(element)


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _texts(element: Element) -> Iterator[str]:
    if element.get("role") != "doc-noteref":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
