"""The correction of WeasyPrint's lines of one word, beside the stock that needs it."""

from __future__ import annotations

from types import FunctionType

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections.short_lines import CORRECTED, STOCK, fill_lines

MODULES = (line_break, inline, preferred)
WIDTHS = range(380, 500, 4)  # CSS pixels
FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
STYLE = """
@font-face {{ font-family: Known; src: url("{font}") }}
@page {{ size: {width}px 400px; margin: 0 }}
body {{ margin: 0; font: 13px/18px Known }}
p {{ margin: 0 }}
"""
WORDS = "Relations soured and the visit marked the first meeting of a"
TEXT = f"<p>{WORDS} <em>Korean</em> president. {WORDS} <em>Korean</em> president in years."


def use(split: FunctionType, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, "split_first_line", split)


def lines(width: int) -> list[str]:
    """The lines of the paragraph, set in a column of a width."""
    page = f"<style>{STYLE.format(font=FONT, width=width)}</style>{TEXT}"
    document = weasyprint.HTML(string=page).render(font_config=FontConfiguration())
    boxes = document.pages[0]._page_box.descendants()
    return [
        "".join(part.text for part in box.descendants() if isinstance(part, TextBox))
        for box in boxes
        if isinstance(box, LineBox)
    ]


def lonely() -> list[str]:
    """Lines of one word in all widths, but for last ones."""
    return [line for width in WIDTHS for line in lines(width)[:-1] if " " not in line.strip()]


def test_stock_weasyprint_needs_the_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    use(STOCK, monkeypatch)
    assert lonely()


def test_corrected_no_word_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    assert not lonely()


def test_no_word_is_lost_or_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = TEXT.replace("<p>", "").replace("<em>", "").replace("</em>", "").split()
    use(CORRECTED, monkeypatch)
    for width in WIDTHS:
        assert " ".join(lines(width)).split() == expected


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    use(STOCK, monkeypatch)
    fill_lines()
    fill_lines()
    assert all(module.split_first_line is CORRECTED for module in MODULES)
