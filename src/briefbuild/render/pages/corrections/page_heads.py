"""No rule stands above a page's first line.

A rule between two parts of the text is drawn in the white between them: a `::before` without
words, placed above the later part, in its upper margin. A page's top swallows that margin (CSS
Fragmentation 3, 5.2) but not the rule, which would then stand in the white above the text and
part it from nothing. CSS can't ask whether an element begins a page, so this is done here: such a
rule isn't drawn where it would stand above the text of its page.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from weasyprint.layout import block

from briefbuild.render.pages.corrections.rewriting import studied

STOCK: FunctionType = block.absolute_layout
ROUNDING = 0.01
"""CSS pixels."""


def draw_no_rule_above_the_text() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    studied(STOCK)
    block.absolute_layout = lay_out_absolute


def lay_out_absolute(context: Any, placeholder: Any, *where: Any, **given: Any) -> None:
    """In place of `absolute_layout`, for what is placed within a block."""
    STOCK(context, placeholder, *where, **given)
    made = placeholder._box
    if not made.element_tag.endswith("::before") or any(made.all_children()):
        return
    top = context.current_footnote_area.page.content_box_y() + ROUNDING
    if made.border_box_y() + made.border_height() < top:
        made.border_top_width = made.border_bottom_width = 0
