"""The correction of WeasyPrint's lost and late notes, beside the stock that needs it."""

from __future__ import annotations

from types import FunctionType

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.layout import block
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections.late_notes import (
    CORRECTED,
    STOCK,
    keep_notes_with_their_calls,
)
from tests.render.pages.stock import put_back_stock

PARAGRAPHS = 24
HEIGHTS = (360, 372, 420, 432)  # CSS pixels
FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
STYLE = """
@font-face {{ font-family: Known; src: url("{font}") }}
@page {{ size: 300px {height}px; margin: 20px }}
body {{ margin: 0; font: 12px/15px Known }}
p {{ margin: 0; orphans: 2; widows: 2 }}
.note {{ float: footnote; footnote-policy: line }}
"""
WORDS = "words that go on for a while and then some more of them "


def page(height: int) -> str:
    text = "".join(
        f"<p>{WORDS * (i % 4 + 1)}<span class=note id=n{i}>{WORDS * (i % 3)}end</span> {WORDS}</p>"
        for i in range(PARAGRAPHS)
    )
    return f"<style>{STYLE.format(height=height, font=FONT)}</style>{text}"


def strays(layout: FunctionType, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many notes come on another page than their call, and how many not at all."""
    if layout is STOCK:
        put_back_stock(monkeypatch)
    else:
        keep_notes_with_their_calls()
    late = lost = 0
    for height in HEIGHTS:
        calls: dict[str, int] = {}
        notes: dict[str, int] = {}
        document = weasyprint.HTML(string=page(height)).render(font_config=FontConfiguration())
        for number, sheet in enumerate(document.pages):
            for box in sheet._page_box.descendants():
                if box.element_tag == "span::footnote-call":
                    calls[box.element.get("id")] = number
                if isinstance(box, FootnoteAreaBox):
                    notes |= {note.element.get("id"): number for note in box.children}
        lost += len(calls.keys() - notes.keys())
        late += sum(1 for id, number in notes.items() if calls[id] != number)
    return late, lost


def test_stock_weasyprint_needs_the_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    late, lost = strays(STOCK, monkeypatch)
    assert late + lost > 0


def test_corrected_every_note_is_on_its_calls_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert strays(CORRECTED, monkeypatch) == (0, 0)


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "_linebox_layout", STOCK)
    keep_notes_with_their_calls()
    keep_notes_with_their_calls()
    assert block._linebox_layout is CORRECTED
