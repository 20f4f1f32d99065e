"""No word is divided from one page to the next: readers would turn the page within it.

A paragraph is composed before it is known where the page will end. When its last line on the page
turns out to end with a hyphen that was added, that word is no longer divided and the paragraph's
lines on this page are composed once more, at most `ROUNDS` times: the next choice may end so as
well, in another word. A word with a hyphen of its own may still be parted there. `late_notes` calls
it; the lines are taken back as WeasyPrint takes back those of a paragraph that it moves. On another
page, since the paragraph goes on there or was moved, the words may be divided again.

WeasyPrint may also break a page earlier, within lines that stood already, since what follows must
not be parted from them. There it takes the last place that orphans and widows allow; the
correction takes the last one that isn't within a word, and where there is none, it seeks on above.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import block
from weasyprint.layout.block import remove_placeholders

from briefbuild.render.pages.corrections.even_lines import position
from briefbuild.render.pages.corrections.rewriting import rewritten
from briefbuild.render.pages.paragraphs.measuring import Paragraph

ROUNDS = 3

KEPT = """\
        index = len(children) - widows  # how many lines we keep
"""
WHOLE = """\
        while index >= orphans and is_divided(children[index - 1]):
            index -= 1
"""
STOCK: FunctionType = block.find_earlier_page_break
CORRECTED = rewritten(STOCK, [(KEPT, KEPT + WHOLE)])


def break_earlier_between_words() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    block.is_divided, block.find_earlier_page_break = is_divided, CORRECTED


def is_divided(line: Any) -> bool:
    """Whether a line that was set ends with an added hyphen."""
    texts = [box for box in line.descendants() if isinstance(box, TextBox) and box.text]
    return bool(texts) and texts[-1].text.endswith(texts[-1].style["hyphenate_character"])


def let_words_be_divided(context: Any, line_box: Any) -> None:
    """Forget what was forbidden in a paragraph on another page than the one in the making."""
    page, breaks, _ = getattr(line_box, "turn", (context.current_page, None, 0))
    if page != context.current_page:
        line_box.measured.breaks[:] = breaks
        line_box.plans.clear()
        del line_box.turn


def ends_within_a_word(context: Any, line_box: Any, lines: list[Any]) -> bool:
    """Whether the last of a page's lines ends with an added hyphen; that word is divided no more.

    `line_box` is the paragraph's line box before it was broken; its plans are dropped. Its `turn`
    is the page, all its breaks, and how often this was so.
    """
    measured: Paragraph | None = getattr(line_box, "measured", None)
    if not lines or lines[-1].resume_at is None:
        return False
    if measured is None:
        return is_divided(lines[-1]) and _leave_words_whole(line_box)
    end = measured.at(position(measured, lines[-1].resume_at))
    untried = context.current_page, list(measured.breaks), 0
    page, breaks, tried = getattr(line_box, "turn", untried)
    if end is None or not measured.breaks[end].added or tried == ROUNDS:
        return False
    line_box.turn = page, breaks, tried + 1
    first = last = end
    while measured.breaks[first - 1].added:
        first -= 1
    while measured.breaks[last].added:
        last += 1
    del measured.breaks[first:last]
    line_box.plans.clear()
    return True


def _leave_words_whole(line_box: Any) -> bool:
    """Divide no more words of a paragraph that can't be measured, such as verse; False the second
    time."""
    if hasattr(line_box, "whole"):
        return False
    line_box.whole = True
    for box in line_box.descendants():
        if isinstance(box, TextBox):
            box.style = box.style.copy()
            box.style["hyphens"] = "manual"
    return True


def take_back(
    context: Any, lines: list[Any], notes: list[Any], absolute: list[Any], fixed: list[Any]
) -> None:
    """Undo a page's lines of a paragraph, and the notes they call."""
    for line in lines:
        remove_placeholders(context, line.children, absolute, fixed)
    for note in notes:
        context.unlayout_footnote(note)
    lines.clear()
