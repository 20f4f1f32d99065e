"""The right edge of justified text, beside WeasyPrint's own."""

from __future__ import annotations

from types import FunctionType
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import line_size

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import even_lines, straight_edges
from briefbuild.render.pages.corrections.straight_edges import CORRECTED, STOCK, straighten_edges

FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
WIDTH = 400
STYLE = f"""
@font-face {{ font-family: Known; src: url("{FONT}") }}
@page {{ size: {WIDTH}px 900px; margin: 0 }}
body {{ margin: 0; font: 13px/18px Known }}
p {{ margin: 0; text-align: justify }}
"""
TEXT = (
    "In Tokyo, Yoon was. Yet Vienna. To Warsaw, Yves. The Tatra. You too. Valid. We try Togo. " * 4
)


def use(functions: tuple[FunctionType, FunctionType], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, stock in zip(("get_next_linebox", "text_align"), even_lines.STOCK, strict=True):
        monkeypatch.setattr(inline, name, stock)  # the other correction lets hyphens hang over
    monkeypatch.setattr(inline, "unkerned", straight_edges.unkerned, raising=False)
    monkeypatch.setattr(inline, "justify_line", functions[0])
    monkeypatch.setattr(inline, "add_word_spacing", functions[1])


def drawn_width(box: Any) -> float:
    """How wide a text box is when it is drawn, its spaces stretched."""
    layout = box.pango_layout
    layout.reactivate(box.style)
    line, _ = layout.get_first_line()
    return float(line_size(line, box.style)[0])


def overrun(monkeypatch: pytest.MonkeyPatch, functions: tuple[FunctionType, FunctionType]) -> float:
    """By how much, at most, a full line misses the column's edge, in CSS pixels."""
    use(functions, monkeypatch)
    html = weasyprint.HTML(string=f"<style>{STYLE}</style><p>{TEXT}<em>{TEXT}</em></p>")
    page = html.render(font_config=FontConfiguration()).pages[0]._page_box
    found: list[float] = []
    lines = [box for box in page.descendants() if isinstance(box, LineBox) and box.resume_at]
    for line in lines:
        last = [box for box in line.descendants() if isinstance(box, TextBox)][-1]
        found.append(abs(last.position_x + drawn_width(last) - WIDTH))
    assert len(found) > 5
    return max(found)


def test_stock_weasyprint_needs_the_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    assert overrun(monkeypatch, STOCK) > 0.3


def test_corrected_every_line_ends_at_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    assert overrun(monkeypatch, CORRECTED) < 0.1


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    use(STOCK, monkeypatch)
    straighten_edges()
    straighten_edges()
    assert (inline.justify_line, inline.add_word_spacing) == CORRECTED
