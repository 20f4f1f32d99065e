"""What WeasyPrint 70 does wrong or not at all, corrected: one module each, pinned to its text.

`correct_weasyprint` puts all of them in place, for the whole process; doing it again changes
nothing. What they promise is proved anew from every finished file.
"""

from __future__ import annotations

from briefbuild.render.pages.corrections.even_lines import set_lines_evenly
from briefbuild.render.pages.corrections.late_notes import keep_notes_with_their_calls
from briefbuild.render.pages.corrections.link_areas import let_calls_be_clicked
from briefbuild.render.pages.corrections.open_profile import close_the_profile
from briefbuild.render.pages.corrections.own_markers import allow_markers_of_their_own
from briefbuild.render.pages.corrections.page_floats import float_figures
from briefbuild.render.pages.corrections.page_heads import draw_no_rule_above_the_text
from briefbuild.render.pages.corrections.page_turns import break_earlier_between_words
from briefbuild.render.pages.corrections.shared_glyphs import name_shared_glyphs
from briefbuild.render.pages.corrections.short_boxes import end_boxes_with_their_content
from briefbuild.render.pages.corrections.short_lines import fill_lines
from briefbuild.render.pages.corrections.straight_edges import straighten_edges


def correct_weasyprint() -> None:
    """Put every correction in place."""
    keep_notes_with_their_calls()
    break_earlier_between_words()
    float_figures()
    fill_lines()
    end_boxes_with_their_content()
    draw_no_rule_above_the_text()
    set_lines_evenly()
    straighten_edges()
    close_the_profile()
    allow_markers_of_their_own()
    name_shared_glyphs()
    let_calls_be_clicked()
