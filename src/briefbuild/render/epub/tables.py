"""Tables that narrow screens and large type can show: in cards, where columns don't fit.

Each table stands in a `div.table`, by whose width epub.css decides, measured in the reader's own
type. epub.css knows one width, `CARDS`, for all tables. Where a table's longest words need more
(`table_cards.py`), the box's em, in which that width is measured, is so much larger, and a box
within sets it right again.
"""

from __future__ import annotations

from lxml import etree

from briefbuild.render.epub.accessibility import XHTML
from briefbuild.render.epub.package import Package, Page
from briefbuild.render.table_cards import label_cells

CARDS = 15
"""The width below which epub.css makes cards, in ems."""
TYPE = 0.95
"""At most: the size of a table's type, in ems of the text's."""


def prepare_tables(package: Package) -> None:
    """Wrap every table and label its cells, in place."""
    for page in package.pages.values():
        for table in list(page.iter(f"{XHTML}table")):
            _wrap(table, TYPE * (label_cells(table) or 0))


def _wrap(table: Page, needed: float) -> None:
    """Put a table in its box; `needed` are the ems of text that its columns need at least."""
    parent = table.getparent()
    assert parent is not None
    made = etree.Element(f"{XHTML}div", {"class": "table"})
    parent.replace(table, made)
    made.tail, table.tail = table.tail, None
    if needed > CARDS:
        made.set("style", f"font-size: {needed / CARDS:.4g}em")
        made = etree.SubElement(made, f"{XHTML}div", style=f"font-size: {CARDS / needed:.4g}em")
    made.append(table)
