"""A second correction to WeasyPrint 70: without it, some lines end after their first word.

`split_first_line` breaks a run of text. When the run's words fit the line and only the space at
its end doesn't (an emphasised word, a link or a name follows), WeasyPrint takes the line for one
that can't be broken, and breaks it at its first opportunity: one word stands alone on a justified
line. About one line in a hundred of a text with much emphasis is lost so. The correction lets such
a run fit, since the space at a line's end hangs (CSS Text 3, §4.1.2).

No report upstream is known (Kozea/WeasyPrint #1614 is near). The change is made to one exact
version, whose text is checked; drop this module when a release no longer needs it.
"""

from __future__ import annotations

from types import FunctionType

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from briefbuild.render.pages.corrections.rewriting import rewritten

FAULT = """\
    if resume_index is None and first_line_width <= max_width:
        # The first line fits in the available width.
"""
CORRECTION = """\
    if resume_index is None and first_line_width > max_width and space_collapse:
        words = text.rstrip(' ')
        bare = create_layout(words, style, context, max_width, justification_spacing)
        bare_line, bare_index = bare.get_first_line()
        if words != text and bare_index is None and line_size(bare_line, style)[0] <= max_width:
            first_line_width = max_width
"""


STOCK: FunctionType = line_break.split_first_line
CORRECTED = rewritten(STOCK, [(FAULT, CORRECTION + FAULT)])


def fill_lines() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    for module in (line_break, inline, preferred):
        module.split_first_line = CORRECTED
