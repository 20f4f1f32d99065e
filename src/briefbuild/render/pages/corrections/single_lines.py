"""No single line stands above notes that fill the rest of its page.

The first line of a paragraph may be the first that could stand on a page, with a note that just
fits below it. Then no second line finds room, and since nothing stands above the paragraph, it
can't go on to the next page: WeasyPrint leaves the line alone. Here the note is split, as one is
that no page holds with the least text above it (`split_notes`). `late_notes` calls it.

Where the notes that go on from an earlier page leave so little room, the text waits for the next
page: `split_notes` asks what a page's text leaves behind.
"""

from __future__ import annotations

from itertools import islice

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import remove_placeholders
from weasyprint.layout.inline import iter_line_boxes
from weasyprint.text.line_break import strut

from briefbuild.render.pages.corrections.note_area import (
    LEAST,
    NEAR,
    Box,
    Stack,
    is_full,
    set_part,
)
from briefbuild.render.pages.corrections.waiting_figures import notes_wait


def make_room_below(
    context: Box, box: Box, line: Box, placed: list[Box], fresh: bool, bottom: float
) -> None:
    """Split the last note of the page, which fits below a line that ends at `bottom`, if the lines
    that must follow that one don't fit above the note.

    It was called in `line`, which follows the lines `placed` of the paragraph `box`; `fresh` says
    that nothing stands above the paragraph.
    """
    early = fresh and len(placed) < box.style["orphans"]
    if not early or context.in_column or is_full(context) or notes_wait(context):
        return
    note = context.current_page_footnotes[-1]
    if any(found.footnote in context.footnotes for found in line.descendants() if found.footnote):
        return  # another note of the line comes after it
    height, _ = strut(box.style)
    least = bottom + lines_below(context, box, line, len(placed) + 1) * height
    if least > context.page_bottom + NEAR:
        _ = set_part(context, note, least, LEAST) or set_part(context, note, least, 1)


def lines_below(context: Box, box: Box, line: Box, above: int) -> int:
    """How many lines must stand below this one on its page, for orphans and widows.

    The paragraph `box` has so many lines `above` on the page, with this one.
    """
    if line.resume_at is None:
        return 0
    orphans, widows = box.style["orphans"], box.style["widows"]
    least = max(0, orphans - above)
    ahead = _lines_ahead(context, box, line, least + widows)
    return int(least if ahead == least + widows else ahead)


def lines_above(context: Box, box: Box, line: Box, placed: int) -> int:
    """How many of the lines `placed` before this one on its page go with it to another page, since
    orphans and widows allow no break between."""
    orphans, widows = box.style["orphans"], box.style["widows"]
    stay = min(placed, placed + 1 + _lines_ahead(context, box, line, widows) - widows)
    return int(placed - stay if stay >= orphans else placed)


def _lines_ahead(context: Box, box: Box, line: Box, most: int) -> int:
    """How many lines of the paragraph `box` follow this one; no more than `most` are counted."""
    if line.resume_at is None:
        return 0
    lines = iter_line_boxes(
        context, box.children[0], line.position_y, 0, line.resume_at, box, [], [], None, None
    )
    ahead = 0
    for found, _ in islice(lines, most):
        remove_placeholders(context, found.children, [], [])
        ahead += 1
    return ahead


def leaves_too_few(context: Box, root: Box, made: Box | None, resume_at: Stack | None) -> bool:
    """Whether the text `made` of a page, which goes on at `resume_at`, ends within a paragraph with
    fewer lines than must stand together on either page."""
    paragraph, at = root, resume_at
    while at:
        index, at = next(iter(at.items()))
        if isinstance(paragraph.children[index], boxes.LineBox):
            break
        paragraph = paragraph.children[index]
    last = made if at else None
    while last is not None:
        lines = [box for box in last.children if isinstance(box, boxes.LineBox)]
        if lines:
            # The paragraph may have been set as a copy of its box: only what was set has a width.
            whole = last.copy_with_children(paragraph.children)
            return lines_below(context, whole, lines[-1], len(lines)) > 0
        inner = [box for box in last.children if isinstance(box, boxes.BlockContainerBox)]
        last = inner[-1] if inner else None
    return False
