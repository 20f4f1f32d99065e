"""Tables on screens of any width: in frames that scroll, and in cards where columns don't fit.

Each cell has its column's head in `data-label`, which a card shows before it. How narrow a table
may become isn't known to CSS, which must choose before it lays out: so its frame is told, in
`--narrowest`, about how wide the table's longest words are, in ems of its own type. A table whose
cells span columns or rows stays a table, and scrolls.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefbuild.render.table_widths import narrowest, words_of

SPANS = ("colspan", "rowspan")


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
        frame.set("style", f"--narrowest: {narrowest(rows):.4g}")
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame


def _label(table: Element, head: Element) -> None:
    """Give each cell of the body the words of its column's first head."""
    labels = [words_of(cell) for cell in head]
    for row in table.iterfind("tbody/tr"):
        for label, cell in zip(labels, row, strict=False):
            if label:
                cell.set("data-label", label)
