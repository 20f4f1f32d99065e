"""The correction of boxes that fill their page with nothing, beside the stock that does so."""

from __future__ import annotations

from types import FunctionType

import pytest
import weasyprint
from weasyprint.layout import block, page

from briefbuild.render.pages.corrections.short_boxes import (
    CORRECTED,
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


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, "block_container_layout", STOCK)
    end_boxes_with_their_content()
    end_boxes_with_their_content()
    assert all(module.block_container_layout is CORRECTED for module in MODULES)
