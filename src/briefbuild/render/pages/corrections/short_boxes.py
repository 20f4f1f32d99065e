"""A box that runs over to the next page ends with what stands in it.

CSS lets the first part of a divided box fill its page (CSS Fragmentation 3, 5.1), and WeasyPrint 70
does so. Where what follows is kept together and doesn't fit, that leaves a tint, or a frame, around
nothing, up to a quarter of a page high. A box that is closed on both pages
(`box-decoration-break: clone`) ends with its last line instead.

Such a box needs no room for its lower margin, which the end of a page swallows as it does that of
every other box (CSS Fragmentation 3, 5.2). WeasyPrint 70 asks for it, and for its padding twice: a
box that just fits goes to the next page.
"""

from __future__ import annotations

from types import FunctionType

from weasyprint.layout import block, page

from briefbuild.render.pages.corrections.rewriting import rewritten

FILLED = "elif bottom_space > -inf and not new_box.is_column:"
CLOSED = "elif bottom_space > -inf and not new_box.is_column and not draw_bottom_decoration:"
ROOM = "bottom_space += box.padding_bottom + box.border_bottom_width + box.margin_bottom"
LESS = """\
bottom_space += box.padding_bottom + box.border_bottom_width
        if isinstance(box, boxes.FootnoteAreaBox):
            bottom_space += box.margin_bottom
"""
"""The area of notes stands at the page's foot with its margin."""
TWICE = "bottom_space += new_child.padding_bottom + new_child.border_bottom_width"
ONCE = f"if child.style['box_decoration_break'] != 'clone':\n                {TWICE}"

IN_FLOW = rewritten(block._in_flow_layout, [(TWICE, ONCE)])
"""For `page_floats`, which stands in for that function."""
STOCK: FunctionType = block.block_container_layout
CORRECTED = rewritten(STOCK, [(FILLED, CLOSED), (ROOM, LESS)])


def end_boxes_with_their_content() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    for module in (block, page):
        module.block_container_layout = CORRECTED
