"""WeasyPrint fills line by line and never looks back: here the lines of a paragraph are one choice.

`get_next_linebox` asks for a line as wide as the column and gets as many words as fit; what is
left over goes to the next line, so that one is loose, three in a row end with a hyphen, and the
last one holds half a word. The correction gives each line the width at which `total_fit` wants it
broken, and then stretches it to the column as before; a line that is a little too wide is shrunk,
and its last hyphen, full stop or comma hangs over the edge by half its width.
Everything else (calls of notes, fonts, page breaks) goes its usual way, and a paragraph that can't
be measured is set as WeasyPrint would. Under `--text-wrap: balance` lines are as equal as may be;
the style says it in a custom property, since WeasyPrint doesn't know `text-wrap` (CSS Text 4).

Sought upstream in Kozea/WeasyPrint #1614 and #2052; there is no such thing in version 70.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from weasyprint.layout import inline

from briefbuild.render.pages.corrections.rewriting import rewritten
from briefbuild.render.pages.paragraphs.measuring import Paragraph, measure
from briefbuild.render.pages.paragraphs.total_fit import Measure, best_breaks

TOLERANCE = 1.0
"""CSS pixels by which a line may be wider than measured; no letter is as narrow."""
ROUNDING = 0.01
"""The same for what is offered: a table's cell is as wide as its longest line, but for rounding."""

WIDTH = (
    "        max_x = position_x + available_width\n",
    "        max_x = position_x + even_width(context, linebox, skip_stack, available_width)\n",
)
KEPT_WIDTH = (
    "        linebox.width, linebox.height = line.width, line.height\n",
    "        linebox.width = min(line.width, max(available_width, 0))\n"
    "        linebox.height = line.height\n",
)
SHRUNK = (
    "    if line.width >= available_width:\n        return 0\n",
    "    available_width += getattr(line, 'overhang', 0)\n"
    "    if line.width >= available_width:\n"
    "        if getattr(line, 'even', False):\n"
    "            justify_line(context, line, available_width - line.width)\n"
    "        return 0\n",
)
STOCK: tuple[FunctionType, FunctionType] = (inline.get_next_linebox, inline.text_align)
CORRECTED = (rewritten(STOCK[0], [WIDTH, KEPT_WIDTH]), rewritten(STOCK[1], [SHRUNK]))


def set_lines_evenly() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    inline.even_width = even_width
    inline.get_next_linebox, inline.text_align = CORRECTED


def even_width(context: Any, line: Any, skip: Any, available: float) -> float:
    """The width to which the next line is to be filled, in CSS pixels.

    `line` is the paragraph's line box, `skip` WeasyPrint's way of saying where the next line
    begins; `available` is what the column offers, and what is given back when no plan fits.
    """
    line.even, line.overhang = False, 0.0
    side = line.style["text_align_all"]
    justified, balanced = side == "justify", _is_balanced(line)
    if line.style["direction"] != "ltr" or (side in ("center", "right") and not balanced):
        return available
    if not hasattr(line, "measured"):
        line.measured, line.plans = measure(context, line), {}
    paragraph: Paragraph | None = line.measured
    start = None if paragraph is None else paragraph.at(position(paragraph, skip))
    if paragraph is None or start is None:
        return available
    first: float = line.text_indent if start == 0 else 0.0
    shape = (available, side, line.style["text_indent"])
    plan = line.plans.setdefault(shape, {})
    if start not in plan:
        aim = Measure(available + ROUNDING, first, paragraph.space, justified, balanced)
        stops = best_breaks(paragraph.breaks, start, aim)
        plan.update(zip([start, *stops], stops, strict=False))
    if start not in plan:
        return available
    line.even = justified
    stop = paragraph.breaks[plan[start]]
    line.overhang = stop.overhang if justified else 0.0
    natural: float = stop.end + stop.overhang - paragraph.breaks[start].start
    return first + natural + TOLERANCE


def _is_balanced(line: Any) -> bool:
    return any(getattr(token, "value", "") == "balance" for token in line.style["__text_wrap"])


def position(paragraph: Paragraph, skip: Any) -> int:
    """The character that a skip stack leads to, counted through the paragraph."""
    path: list[int] = []
    while skip is not None:
        ((index, skip),) = skip.items()
        path.append(index)
    for run in paragraph.runs:
        depth = len(run.path)
        if list(run.path) == path[:depth] and len(path) > depth:
            return run.start + len(run.text.encode()[: path[depth]].decode())
        if list(run.path) >= path:
            return run.start
    return len(paragraph.text)
