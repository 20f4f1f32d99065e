"""The spaces at which lines were broken, put back at the lines' ends.

WeasyPrint leaves a line's last space away, since nothing is seen of it. So a reader that takes the
words from the tagged text, and not from where they stand, hears “The complex” as one word when a
line ends between its two. A space is to be there even at a line's end (ISO 32000-1, 14.8.2.5). It
is painted behind the last word, where it takes no room.
"""

from __future__ import annotations

from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from briefbuild.render.pages.corrections.even_lines import position
from briefbuild.render.pages.paragraphs.measuring import Paragraph

NO_SPACE = "-‐–—/ "
"""Signs behind which a line of unknown text may have been broken without a space."""


def end_lines_with_spaces(document: Document) -> None:
    """Give every line that was broken at a space that space again; changes the document."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if not isinstance(box, boxes.LineBox) or not getattr(box, "resume_at", None):
                continue
            texts = [child for child in box.descendants() if isinstance(child, boxes.TextBox)]
            if texts and _broken_at_space(box, texts[-1].text):
                texts[-1].pango_layout.text += " "


def _broken_at_space(line: Any, text: str) -> bool:
    measured: Paragraph | None = getattr(line, "measured", None)
    if measured is None:
        return text[-1:] not in NO_SPACE
    place = position(measured, line.resume_at)
    return " " in measured.text[max(place - 1, 0) : place + 1]
