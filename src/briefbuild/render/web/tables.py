"""Tables on screens of any width: in frames that scroll, and in cards where columns don't fit.

The frame is told in `--narrowest` how wide the table's longest words are, in ems of its own type
(`table_cards.py`). One that can't be cards scrolls.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefbuild.render.table_cards import label_cells


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
    narrowest = label_cells(table)
    if narrowest is not None:
        frame.set("style", f"--narrowest: {narrowest:.4g}")
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame
