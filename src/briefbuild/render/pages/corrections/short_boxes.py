"""A box that runs over to the next page ends with what stands in it.

CSS lets the first part of a divided box fill its page (CSS Fragmentation 3, 5.1), and WeasyPrint 70
does so. Where what follows is kept together and doesn't fit, that leaves a tint, or a frame, around
nothing, up to a quarter of a page high. A box that is closed on both pages
(`box-decoration-break: clone`) ends with its last line instead.
"""

from __future__ import annotations

from types import FunctionType

from weasyprint.layout import block, page

from briefbuild.render.pages.corrections.rewriting import rewritten

FILLED = "elif bottom_space > -inf and not new_box.is_column:"
CLOSED = "elif bottom_space > -inf and not new_box.is_column and not draw_bottom_decoration:"

STOCK: FunctionType = block.block_container_layout
CORRECTED = rewritten(STOCK, [(FILLED, CLOSED)])


def end_boxes_with_their_content() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    for module in (block, page):
        module.block_container_layout = CORRECTED
