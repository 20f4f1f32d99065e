"""The correction of rules that part a page's first line from nothing, beside the stock's."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint
from weasyprint.layout import block

from briefbuild.render.pages.corrections.page_heads import (
    STOCK,
    draw_no_rule_above_the_text,
    lay_out_absolute,
)

PAGE = """<style>
@page {{ size: 200px 190px; margin: 20px }} body {{ margin: 0 }}
p {{ margin: 0; height: {above}px }}
div {{ position: relative; margin-top: 20px; height: 60px; break-inside: avoid }}
div::before {{ content: "{words}"; position: absolute; top: -10px; border-top: 2px solid }}
</style><p>A</p><div>B</div>"""
FITS, DOES_NOT = 40, 100


def rules(layout: Any, above: int, monkeypatch: pytest.MonkeyPatch, words: str = "") -> list[float]:
    """How heavy the rule above the second part is, on each page on which it stands."""
    monkeypatch.setattr(block, "absolute_layout", layout)
    document = weasyprint.HTML(string=PAGE.format(above=above, words=words)).render()
    return [
        box.border_top_width
        for sheet in document.pages
        for box in sheet._page_box.descendants()
        if box.element_tag == "div::before" and hasattr(box, "border_top_width")
    ]


def test_stock_weasyprint_draws_it_above_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules(STOCK, DOES_NOT, monkeypatch) == [2]


def test_corrected_a_page_begins_with_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules(lay_out_absolute, DOES_NOT, monkeypatch) == [0]


def test_between_two_parts_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules(lay_out_absolute, FITS, monkeypatch) == [2]


def test_what_has_words_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 2 in rules(lay_out_absolute, DOES_NOT, monkeypatch, words="!")


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "absolute_layout", STOCK)
    draw_no_rule_above_the_text()
    draw_no_rule_above_the_text()
    assert block.absolute_layout is lay_out_absolute
