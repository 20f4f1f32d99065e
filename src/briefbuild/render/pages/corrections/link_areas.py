"""What can be clicked of a link is at least as high as its letters.

WeasyPrint 70 takes the height of the link's line box. That of a note's call is 0, lest it part the
lines (`line-height: 0`, as for other raised signs): nobody could click on it, and a note's way back
led a line too low. Here the area reaches from an em above the baseline to a descender below it.

No report upstream is known; WeasyPrint 70 has it.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

ABOVE, BELOW = 0.95, 0.25
"""Of the letters' size, from the baseline: an ascender or a raised figure, and a descender."""

STOCK = boxes.InlineBox.hit_area


def let_calls_be_clicked() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    boxes.InlineBox.hit_area = hit_area


def hit_area(box: Any) -> tuple[float, float, float, float]:
    """Left edge, upper edge, width and height of what can be clicked, in CSS pixels."""
    left, top, width, height = STOCK(box)
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    upper, lower = min(top, baseline - ABOVE * size), max(top + height, baseline + BELOW * size)
    return left, upper, width, lower - upper
