"""How narrow a table may become: CSS doesn't know it when it chooses between columns and cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

SMALL, CAPITAL, PADDING = 0.55, 0.7, 0.85
"""The width of a letter in a word, of a capital, and the space between columns, in ems; ample."""
CALLS = frozenset({"note-call", "note-recall"})

Element = Any  # of lxml or of the standard library: both have text, tail, tag and get


def narrowest(rows: Sequence[Sequence[Element]]) -> float:
    """About how wide a table of such rows is when every line breaks where it may, in ems of its
    type."""
    columns = max((len(row) for row in rows), default=0)
    widest = [max(_longest(row[at]) for row in rows if at < len(row)) for at in range(columns)]
    return sum(widest) + PADDING * max(0, columns - 1)


def words_of(cell: Element) -> str:
    """A cell's words, without the marks of the notes that it calls."""
    return " ".join("".join(_texts(cell)).split())


def _longest(cell: Element) -> float:
    """The width of the longest part of a cell on which no line ends."""
    text = words_of(cell)
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
    if not CALLS & set(_classes(element)):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
