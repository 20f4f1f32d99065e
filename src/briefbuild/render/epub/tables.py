"""Tables that narrow screens and large type can show: in cards, where columns don't fit.

Each table stands in a `div.table`, by whose width epub.css decides, measured in the reader's own
type; and each cell has its column's head in `data-label`, which a card shows before it. A table
whose cells span columns or rows has none: it stays a table.

epub.css knows one width, `CARDS`, for all tables. Where a table's longest words need more, the
box's em, in which that width is measured, is so much larger, and a box within sets it right again.
"""

from __future__ import annotations

from lxml import etree

from briefbuild.render.epub.accessibility import XHTML, heading_text
from briefbuild.render.epub.package import Package, Page
from briefbuild.render.table_widths import narrowest

SPANS = ("colspan", "rowspan")
CARDS = 15
"""The width below which epub.css makes cards, in ems."""
TYPE = 0.95
"""At most: the size of a table's type, in ems of the text's."""


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
    needed = TYPE * narrowest([list(row) for row in table.iter(f"{XHTML}tr")])
    if needed > CARDS and not _spans(table):
        made.set("style", f"font-size: {needed / CARDS:.4g}em")
        made = etree.SubElement(made, f"{XHTML}div", style=f"font-size: {CARDS / needed:.4g}em")
    made.append(table)


def _label(table: Page) -> None:
    """Give each cell of the body the words of its column's first head, notes' marks left out."""
    heads = table.find(f"{XHTML}thead/{XHTML}tr")
    if heads is None or _spans(table):
        return
    labels = [heading_text(head) for head in heads]
    for row in table.iterfind(f"{XHTML}tbody/{XHTML}tr"):
        for label, cell in zip(labels, row, strict=False):
            if label:
                cell.set("data-label", label)


def _spans(table: Page) -> bool:
    cells = table.iter(f"{XHTML}th", f"{XHTML}td")
    return any(cell.get(span) for cell in cells for span in SPANS)
