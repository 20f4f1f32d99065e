"""One correction to WeasyPrint 70: without it, notes leave their call's page or vanish.

`_linebox_layout` lays out a paragraph line by line. When a line doesn't fit and the paragraph
can't be broken before it (orphans), WeasyPrint pushes earlier notes of the page to the next one
until the line fits, and appends the line without laying out the notes that this line itself
calls: those come late or never. The correction takes that branch away: the paragraph is broken
by the ordinary rules, and every note stays with its line. A note that no page can hold together
with its line is split there (`split_notes`).

Open upstream: Kozea/WeasyPrint issues #1564 and #2502, pull request #2437. The change is made to
one exact version, whose text is checked; drop this module when a release has the correction.
That each note stands on its call's page is proved anew from every finished file.
"""

from __future__ import annotations

from types import FunctionType

from weasyprint.layout import block

from briefbuild.render.pages.corrections.page_turns import (
    ends_within_a_word,
    let_words_be_divided,
    take_back,
)
from briefbuild.render.pages.corrections.rewriting import rewritten
from briefbuild.render.pages.corrections.single_lines import make_room_below
from briefbuild.render.pages.corrections.split_notes import split_note, split_notes

FAULT = "report = not context.in_column and can_break_now and not could_break_before"
CORRECTION = "report = False"
NO_ROOM = """\
                if overflow:
                    context.report_footnote(footnote)
"""
SPLIT = """\
                if not overflow:
                    make_room_below(
                        context, box, line, new_children, page_is_empty,
                        new_position_y + offset_y + bottom_space)
                if overflow and not split_note(
                        context, box, line, new_children, page_is_empty,
                        new_position_y + offset_y + bottom_space):
                    context.report_footnote(footnote)
"""
BEGUN = "    abort = stop = False\n    resume_at = None\n    new_footnotes = []\n"
AGAIN = "    let_words_be_divided(context, child)\n"
KEPT = "    given = (position_y, skip_stack, first_letter_style, first_line_style, max_lines)\n"
LAST_LINE = "    if new_children:\n        resume_at = {index: new_children[-1].resume_at}\n"
WHOLE_WORD = """\
    if not abort and ends_within_a_word(context, child, new_children):
        take_back(context, new_children, new_footnotes, absolute_boxes, fixed_boxes)
        position_y, skip_stack, first_letter_style, first_line_style, max_lines = given
        return _linebox_layout(
            context, box, index, child, new_children, page_is_empty, absolute_boxes,
            fixed_boxes, adjoining_margins, bottom_space, position_y, skip_stack,
            first_letter_style, first_line_style, draw_bottom_decoration, max_lines)
"""

STOCK: FunctionType = block._linebox_layout
CORRECTED = rewritten(
    STOCK,
    [
        (FAULT, CORRECTION),
        (NO_ROOM, SPLIT),
        (BEGUN, BEGUN + AGAIN + KEPT),
        (LAST_LINE, WHOLE_WORD + LAST_LINE),
    ],
)


def keep_notes_with_their_calls() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    split_notes()
    block.split_note, block.make_room_below = split_note, make_room_below
    block.ends_within_a_word, block.take_back = ends_within_a_word, take_back
    block.let_words_be_divided = let_words_be_divided
    block._linebox_layout = CORRECTED
