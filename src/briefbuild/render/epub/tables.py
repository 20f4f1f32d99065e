"""Tables that narrow screens and large type can show: in cards, where columns don't fit.

Each table stands in a `div.table`, by whose width epub.css decides, measured in the reader's own
type; and each cell has its column's head in `data-label`, which a card shows before it. A table
whose cells span columns or rows has none: it stays a table.
"""

from __future__ import annotations

from lxml import etree

from briefbuild.render.epub.accessibility import XHTML, heading_text
from briefbuild.render.epub.package import Package, Page

SPANS = ("colspan", "rowspan")


def prepare_tables(package: Package) -> None:
    """Wrap every table and label its cells, in place."""
    for page in package.pages.values():
        for table in list(page.iter(f"{XHTML}table")):
            _wrap(table)
            _label(table)


def _wrap(table: Page) -> None:
    parent = table.getparent()
    assert parent is not None
    made = etree.Element(f"{XHTML}div", {"class": "table"})
    parent.replace(table, made)
    made.tail, table.tail = table.tail, None
    made.append(table)


def _label(table: Page) -> None:
    """Give each cell of the body the words of its column's first head, notes' marks left out."""
    cells = list(table.iter(f"{XHTML}th", f"{XHTML}td"))
    heads = table.find(f"{XHTML}thead/{XHTML}tr")
    if heads is None or any(cell.get(span) for cell in cells for span in SPANS):
        return
    labels = [heading_text(head) for head in heads]
    for row in table.iterfind(f"{XHTML}tbody/{XHTML}tr"):
        for label, cell in zip(labels, row, strict=False):
            if label:
                cell.set("data-label", label)
