"""The correction of markers with a content of their own, beside the stock that fails on them."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import build
from weasyprint.formatting_structure.boxes import TextBox

from briefbuild.render.pages.corrections.own_markers import CORRECTED, STOCK

PAGE = """<style>li::marker { content: "(" counter(list-item, lower-roman) ") " }</style>
<ol><li>one</li><li>two</li></ol>"""


def test_stock_fails_on_a_marker_with_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "marker_to_box", STOCK)
    with pytest.raises(TypeError, match="min-content width for TextBox"):
        weasyprint.HTML(string=PAGE).render()


def test_the_correction_sets_it_before_the_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "marker_to_box", CORRECTED)
    (page,) = weasyprint.HTML(string=PAGE).render().pages
    boxes = [box for box in page._page_box.descendants(True) if isinstance(box, TextBox)]
    assert "".join(box.text for box in boxes) == "(i) one(ii) two"
    for text in ("one", "two"):
        item = next(box for box in boxes if box.text == text)
        marker = boxes[boxes.index(item) - 1]
        assert marker.position_x + marker.width <= item.position_x + 0.1
        assert marker.position_y == item.position_y
