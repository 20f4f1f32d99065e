"""The correction of boxes that fill their page with nothing, beside the stock that does so."""

from __future__ import annotations

from types import FunctionType

import pytest
import weasyprint
from weasyprint.layout import block, page

from briefbuild.render.pages.corrections import page_floats
from briefbuild.render.pages.corrections.short_boxes import (
    CORRECTED,
    IN_FLOW,
    STOCK,
    end_boxes_with_their_content,
)

MODULES = (block, page)
PAGE = """<style>
@page {{ size: 200px 190px; margin: 0 }} body {{ margin: 0 }}
div {{ padding: 10px; box-decoration-break: {edges} }}
p {{ margin: 0; height: 60px; break-inside: avoid }}
</style><div><p>A</p><p>B</p><p>C</p></div>"""


def heights(layout: FunctionType, edges: str, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The height of the box on each page, with its padding."""
    for module in MODULES:
        monkeypatch.setattr(module, "block_container_layout", layout)
    document = weasyprint.HTML(string=PAGE.format(edges=edges)).render()
    return [
        box.border_height()
        for sheet in document.pages
        for box in sheet._page_box.descendants()
        if box.element_tag == "div"
    ]


def test_stock_weasyprint_fills_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heights(STOCK, "clone", monkeypatch) == [190, 80]


def test_corrected_a_box_ends_with_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heights(CORRECTED, "clone", monkeypatch) == [140, 80]


def test_a_box_that_is_open_at_the_pages_foot_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before = heights(STOCK, "slice", monkeypatch)
    assert heights(CORRECTED, "slice", monkeypatch) == before


def pages_of_a_box_that_just_fits(
    layout: FunctionType, above: int, monkeypatch: pytest.MonkeyPatch
) -> set[int]:
    """The pages of a box of 80 pixels, with a margin of 20 below, under so much else, of 190."""
    for module in MODULES:
        monkeypatch.setattr(module, "block_container_layout", layout)
    within = page_floats.STOCK if layout is STOCK else IN_FLOW
    monkeypatch.setattr(block, "_in_flow_layout", within)
    style = f"{PAGE.format(edges='clone').partition('</style>')[0]} div {{ margin-bottom: 20px }}"
    body = f"<p style='height: {above}px'>A</p><div><p>B</p></div><p>C</p>"
    document = weasyprint.HTML(string=f"{style}</style>{body}").render()
    return {
        number
        for number, sheet in enumerate(document.pages)
        for box in sheet._page_box.descendants()
        if box.element_tag == "div"
    }


def test_a_closed_box_needs_no_room_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages_of_a_box_that_just_fits(CORRECTED, 110, monkeypatch) == {0}
    assert pages_of_a_box_that_just_fits(CORRECTED, 111, monkeypatch) == {1}
    assert pages_of_a_box_that_just_fits(STOCK, 110, monkeypatch) == {1}
    assert pages_of_a_box_that_just_fits(STOCK, 90, monkeypatch) == {0}


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, "block_container_layout", STOCK)
    end_boxes_with_their_content()
    end_boxes_with_their_content()
    assert all(module.block_container_layout is CORRECTED for module in MODULES)
