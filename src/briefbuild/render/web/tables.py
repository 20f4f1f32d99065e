"""Tables on screens of any width: in frames that scroll, and in cards where columns don't fit.

Each cell has its column's head in `data-label`, which a card shows before it. How narrow a table
may become isn't known to CSS, which must choose before it lays out: so its frame is told, in
`--narrowest`, about how wide the table's longest words are, in ems of its own type. A table whose
cells span columns or rows stays a table, and scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from briefbuild.render.pages.notes import is_call

SPANS = ("colspan", "rowspan")
SMALL, CAPITAL, PADDING = 0.55, 0.7, 0.85
"""The width of a letter in a word, of a capital, and the space between columns, in ems; ample."""


def frame_tables(body: Element) -> None:
    """Put each table in a frame that scrolls by finger and by key, and is announced by its caption;
    its column heads say that they are."""
    for parent in list(body.iter()):
        for index, table in enumerate(parent):
            if table.tag == "table":
                parent[index] = _frame(table)


def _frame(table: Element) -> Element:
    frame = Element("div", {"class": "table-frame", "role": "region", "tabindex": "0"})
    caption = table.find("caption")
    if caption is not None:
        caption.set("id", f"{table.get('id') or 'table'}-caption")
        frame.set("aria-labelledby", caption.get("id") or "")
    for head in table.iter("thead"):
        for cell in head.iter("th"):
            cell.set("scope", "col")
    rows = [list(row) for row in table.iter("tr")]
    head_row = table.find("thead/tr")
    spanned = any(cell.get(span) for row in rows for cell in row for span in SPANS)
    if head_row is not None and not spanned:
        _label(table, head_row)
        frame.set("style", f"--narrowest: {_narrowest(rows):.4g}")
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame


def _label(table: Element, head: Element) -> None:
    """Give each cell of the body the words of its column's first head."""
    labels = [_words(cell) for cell in head]
    for row in table.iterfind("tbody/tr"):
        for label, cell in zip(labels, row, strict=False):
            if label:
                cell.set("data-label", label)


def _narrowest(rows: Sequence[Sequence[Element]]) -> float:
    """About how wide a table of such rows is when every line breaks where it may, in ems."""
    columns = max((len(row) for row in rows), default=0)
    widest = [max(_longest(row[at]) for row in rows if at < len(row)) for at in range(columns)]
    return sum(widest) + PADDING * max(0, columns - 1)


def _longest(cell: Element) -> float:
    """The width of the longest part of a cell on which no line ends."""
    text = _words(cell)
    whole = "number" in (cell.get("class") or "").split()
    parts = [text] if whole else text.replace("-", "- ").split()
    return max((sum(CAPITAL if c.isupper() else SMALL for c in part) for part in parts), default=0)


def _words(cell: Element) -> str:
    """A cell's words, without the marks of the notes that it calls."""
    return " ".join("".join(_texts(cell)).split())


def _texts(element: Element) -> Iterator[str]:
    if not is_call(element):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
