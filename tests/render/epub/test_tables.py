"""Tables that narrow screens can show as cards: each cell knows its column."""

from __future__ import annotations

import pytest
from lxml import etree

from briefbuild.render.epub.package import ROOT, Package
from briefbuild.render.epub.tables import prepare_tables
from tests.render.sample_edition import X

HEAD = '<thead><tr><th>Year</th><th>Sum<a role="doc-noteref">7</a></th></tr></thead>'


def prepared(table: str) -> etree._Element:
    page = etree.fromstring(f'<html xmlns="{X["x"]}"><body>{table}after</body></html>')
    prepare_tables(Package({f"{ROOT}/text/a.xhtml": page}, page, {}))
    return page


def labels(page: etree._Element) -> list[str | None]:
    return [cell.get("data-label") for cell in page.iter("{*}td")]


def test_a_cell_has_its_column_s_head_without_notes() -> None:
    page = prepared(f"<table>{HEAD}<tbody><tr><td>2022</td><td>3</td></tr></tbody></table>")
    assert labels(page) == ["Year", "Sum"]


def test_a_table_whose_cells_span_columns_has_no_labels() -> None:
    row = '<tr><td colspan="2">Both</td></tr>'
    assert labels(prepared(f"<table>{HEAD}<tbody>{row}</tbody></table>")) == [None]


def test_a_table_stands_in_its_box_and_the_text_behind_it_stays_there() -> None:
    page = prepared("<table><tbody><tr><td>2022</td></tr></tbody></table>")
    (box,) = page.iterfind(".//x:body/x:div", X)
    assert (box.get("class"), box[0].tail, box.tail) == ("table", None, "after")
    assert labels(page) == [None]


def test_a_table_that_needs_more_room_becomes_cards_sooner() -> None:
    """Its box's em, in which the style measures, grows with what its longest words need."""
    cell = "<td><code>--color-accent</code></td>"
    row = f"<tr>{cell * 4}</tr>"
    page = prepared(f"<table>{HEAD}<tbody>{row}</tbody></table>")
    (box,) = page.iterfind(".//x:body/x:div", X)
    outer, inner = (float((e.get("style") or "").split()[1][:-2]) for e in (box, box[0]))
    assert outer == pytest.approx(0.95 * (4 * 14 * 0.55 + 3 * 0.85) / 15, rel=0.01)
    assert outer * inner == pytest.approx(1, rel=0.01)
    assert box[0][0].tag == f"{{{X['x']}}}table"
