"""WeasyPrint stretches lines to a width that they don't get: here they end at the column's edge.

A line is stretched by giving each of its spaces a width of its own, at which Pango shapes the words
between them apart: a font's kerning between a space and a letter (“. Y”, “n T”) is gone, and the
line runs up to half a point over the edge, each by another length. `justify_line` reckons with
the kerned width. The correction measures what is lost and takes it from the spaces.

No report upstream is known; WeasyPrint 70 has it.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout, line_size

from briefbuild.render.pages.corrections.rewriting import rewritten

SHARE = (
    "add_word_spacing(context, line, extra_width / nb_spaces, 0)",
    "add_word_spacing(context, line, (extra_width - unkerned(line)) / nb_spaces, 0)",
)
GAIN = (
    "extra_space = justification_spacing * nb_spaces",
    "extra_space = justification_spacing * nb_spaces + box.unkerned",
)
STOCK: tuple[FunctionType, FunctionType] = (inline.justify_line, inline.add_word_spacing)
CORRECTED = (rewritten(STOCK[0], [SHARE]), rewritten(STOCK[1], [GAIN]))


def straighten_edges() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    inline.unkerned = unkerned
    inline.justify_line, inline.add_word_spacing = CORRECTED


def unkerned(box: Any) -> float:
    """How much wider a line gets, in CSS pixels, when its spaces are shaped by themselves.

    Keeps each text box's part with it, as `unkerned`.
    """
    if isinstance(box, boxes.TextBox):
        lost: float = _apart(box) - box.width if inline.count_expandable_spaces(box) else 0.0
        box.unkerned = lost
        return lost
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(unkerned(child) for child in box.children if child.is_in_normal_flow())
    return 0.0


def _apart(box: Any) -> float:
    """The width of a text box whose spaces are shaped by themselves and one pixel wider, less those
    pixels."""
    layout = Layout(box.style, 1)
    layout.set_text(box.text, justify=True)
    line, _ = layout.get_first_line()
    spaces: int = inline.count_expandable_spaces(box)
    return float(line_size(line, box.style)[0]) - spaces
