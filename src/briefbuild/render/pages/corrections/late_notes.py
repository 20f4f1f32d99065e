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

from briefbuild.render.pages.corrections.rewriting import rewritten
from briefbuild.render.pages.corrections.split_notes import split_note, split_notes

FAULT = "report = not context.in_column and can_break_now and not could_break_before"
CORRECTION = "report = False"
NO_ROOM = """\
                if overflow:
                    context.report_footnote(footnote)
"""
SPLIT = """\
                if overflow and not split_note(
                        context, box, line, new_children, page_is_empty,
                        new_position_y + offset_y + bottom_space):
                    context.report_footnote(footnote)
"""

STOCK: FunctionType = block._linebox_layout
CORRECTED = rewritten(STOCK, [(FAULT, CORRECTION), (NO_ROOM, SPLIT)])


def keep_notes_with_their_calls() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    split_notes()
    block.split_note = split_note
    block._linebox_layout = CORRECTED
