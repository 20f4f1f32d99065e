"""No single line stands above a note that fills the rest of its page.

The first line of a paragraph may be the first that could stand on a page, with a note that just
fits below it. Then no second line finds room, and since nothing stands above the paragraph, it
can't go on to the next page: WeasyPrint leaves the line alone. Here the note is split, as one is
that no page holds with the least text above it (`split_notes`). `late_notes` calls it.
"""

from __future__ import annotations

from weasyprint.text.line_break import strut

from briefbuild.render.pages.corrections.note_area import NEAR, Box, is_full, set_part
from briefbuild.render.pages.corrections.split_notes import LEAST, lines_below
from briefbuild.render.pages.corrections.waiting_figures import notes_wait


def make_room_below(
    context: Box, box: Box, line: Box, placed: list[Box], fresh: bool, bottom: float
) -> None:
    """Split the last note of the page, which fits below a line that ends at `bottom`, if the lines
    that must follow that one don't fit above the note.

    It was called in `line`, which follows the lines `placed` of the paragraph `box`; `fresh` says
    that nothing stands above the paragraph.
    """
    early = fresh and len(placed) + 1 < box.style["orphans"]
    if not early or context.in_column or is_full(context) or notes_wait(context):
        return
    note = context.current_page_footnotes[-1]
    if any(found.footnote in context.footnotes for found in line.descendants() if found.footnote):
        return  # another note of the line comes after it
    height, _ = strut(box.style)
    least = bottom + lines_below(context, box, line, len(placed) + 1) * height
    if least > context.page_bottom + NEAR:
        set_part(context, note, least, LEAST)
