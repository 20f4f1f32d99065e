"""The foot of a table: the lines below it stand where they stand on other pages.

A table's rows, its caption and its note have lines of their own height. What follows begins a whole
number of lines of the text below the page's top. Figures are filled up likewise
(`waiting_figures.fill_lines`), each by itself, as they may move to another page.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.line_break import strut

from briefbuild.render.pages.corrections.waiting_figures import ROUNDING, Box

NOTE = "table-note"
SPARED = 0.25
"""What a table may have over whole lines, in lines: it is taken from the space below."""


def ends_table(parent: Box, index: int) -> bool:
    """Whether a child of a box that isn't laid out yet is a table without a note, or its note."""
    after = parent.children[index + 1 : index + 2]
    if parent.children[index].is_table_wrapper:
        return not (after and _is_note(after[0]))
    return _is_note(parent.children[index])


def fill_below(context: Any, made: Box, parent: Box, bottom_space: float) -> float:
    """Let a box end a whole number of its parent's lines below the page's top, if there is room;
    by how much it was made higher, in pixels; less than none where it lost what is `SPARED`."""
    line, _ = strut(parent.style)
    end = made.border_box_y() + made.border_height()
    rest = (end - context.current_footnote_area.page.content_box_y()) % line
    if rest < ROUNDING or rest > line - ROUNDING:
        return 0.0
    more = -rest if rest <= SPARED * line else line - rest
    if context.overflows_page(bottom_space, end + more):
        return 0.0
    made.height += more
    return float(more)


def _is_note(box: Box) -> bool:
    return box.element is not None and NOTE in (box.element.get("class") or "").split()
