"""A correction to WeasyPrint 70: a figure that doesn't fit floats to the top of the next page.

WeasyPrint has no page floats (CSS Page Floats 3, `float-reference: page; float: top`): it breaks
the page before what doesn't fit, and leaves a hole. Here a figure that doesn't fit in what is left
of its page is put off: the text goes on, and the next page begins with the figure.

- Only a `figure` that is a child of the body, or of a `section` in it, floats: one in a list or a
  component stays there.
- Figures keep their order. While one waits, every later one waits too; a block that holds one
  isn't set before the waiting ones.
- A figure whose caption calls a note isn't put off past text that calls one: notes would come out
  of order. The page ends before the line that calls (`notes_wait`), or the figure goes up
  (`raised_figures`).
- Nothing passes a forced page break, or a block that the house style gives `clear: both`, as it
  does the back matter. Before a forced break, and at the end, waiting figures get pages of their
  own.
- As many figures as fit stand at a page's top; a figure that is higher than a page stands alone,
  and so does one after which the house style breaks the page, as it does after `.full-page`.
- A paragraph below a figure that stands at its place isn't indented. The style sees the order of
  the text only, and may indent it (`p + figure + p`) for where the figure floated away.
- A figure takes whole lines (as does a table, `table_feet`), and its upper margin goes at a
  page's top, as that of a paragraph does: so the lines of all pages stand at the same heights.
"""

from __future__ import annotations

from math import inf
from types import FunctionType
from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import resolve_percentages

from briefbuild.render.pages.corrections.rewriting import studied
from briefbuild.render.pages.corrections.short_boxes import IN_FLOW
from briefbuild.render.pages.corrections.table_feet import ends_table, fill_below
from briefbuild.render.pages.corrections.waiting_figures import (
    Box,
    Floats,
    fill_lines,
    lowest,
    stands_alone,
)

STOCK: FunctionType = block._in_flow_layout


def float_figures() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    studied(STOCK)
    block._in_flow_layout = lay_out_child


def lay_out_child(
    context: Any,
    parent: Box,
    index: int,
    child: Box,
    before: list[Box],
    page_is_empty: bool,
    absolute: list[Box],
    fixed: list[Box],
    margins: list[float],
    bottom_space: float,
    position_y: float,
    skip_stack: Any,
    *rest: Any,
) -> tuple[Any, ...]:
    """In place of `_in_flow_layout`: a figure that doesn't fit is put off, and what may not come
    before a waiting figure finds no room."""
    floats: Floats | None = getattr(context, "page_floats", None)
    if floats and parent in floats.flows:
        path = floats.flows[parent][0]
        floats.forget_from((*path, index))
        if len(path) == 1 and not before:
            margins = [*margins, floats.space]
        if child in floats.done:
            return False, False, None, position_y, margins, rest[-2], before, rest[-1]
        figure = _figure_at(floats, (*path, index), child) if skip_stack is None else None
        if figure:
            figure.position_x, figure.position_y = child.position_x, position_y
            where = (context, parent, index, figure, before, page_is_empty, absolute, fixed)
            laid = _lay_out_figure(floats, where, (margins, bottom_space, position_y, None, *rest))
            if figure is child:
                return laid
            position_y, margins, before = laid[3], laid[4], laid[6]
            child.position_y = position_y
        if floats.waiting and _must_wait(floats, child):
            bottom_space = inf
        child = child if skip_stack else _as_it_begins(child, before)
    where = (context, parent, index, child, before, page_is_empty, absolute, fixed)
    laid = IN_FLOW(*where, margins, bottom_space, position_y, skip_stack, *rest)
    abort, stop, resume_at, position_y, *others, made, max_lines = laid
    if floats and parent in floats.flows and not (abort or stop) and ends_table(parent, index):
        position_y += fill_below(context, made[-1], parent, bottom_space)
    return abort, stop, resume_at, position_y, *others, made, max_lines


def _figure_at(floats: Floats, place: tuple[int, ...], child: Box) -> Box | None:
    """The figure to be set at a place of the text: one that was raised there, or its own."""
    raised: Box | None = floats.raised.get(place)
    return child if raised is None and child in floats.figures else raised


def _lay_out_figure(
    floats: Floats, where: tuple[Any, ...], given: tuple[Any, ...]
) -> tuple[Any, ...]:
    """A figure at its place in the text, or not at all."""
    context, parent, index, figure, before, page_is_empty, absolute, fixed = where
    empty = page_is_empty and not any(box.is_in_normal_flow() for box in before)
    margins, bottom_space, position_y, skip_stack, *rest = given
    next_page, max_lines = rest[-2:]
    without = (False, False, None, position_y, margins, next_page, before, max_lines)
    if not empty and (floats.waiting or stands_alone(figure)):
        floats.put_off.append(figure)
        return without
    if empty and context.current_page > 1 and not isinstance(figure, boxes.BlockBox):
        resolve_percentages(figure, parent)
        figure.position_y -= figure.margin_top  # as other boxes' margins go at a page's top
    where = (context, parent, index, figure, [], empty, absolute, fixed)
    laid = IN_FLOW(*where, list(margins), bottom_space, position_y, skip_stack, *rest)
    abort, stop, resume_at, position_y, margins, next_page, made, max_lines = laid
    if abort:
        floats.put_off.append(figure)
        return without
    room = 0.0 if empty else context.page_bottom - bottom_space - lowest(made[0])
    position_y += fill_lines(made[0], parent, room)
    before = [*before, *made]
    return abort, stop, resume_at, position_y, margins, next_page, before, max_lines


def _as_it_begins(child: Box, before: list[Box]) -> Box:
    """A box below the boxes `before` of its page; a paragraph right below a figure as a copy, whose
    first line begins at the column's edge."""
    above = [box for box in before if box.is_in_normal_flow()]
    if child.element_tag != "p" or not above or above[-1].element_tag != "figure":
        return child
    made = child.copy()
    made.children = [
        line.copy() if isinstance(line, boxes.LineBox) else line for line in child.children
    ]
    for box in (made, *made.children):
        box.style = box.style.copy()
        box.style["text_indent"] = ZERO_PIXELS
    return made


def _must_wait(floats: Floats, child: Box) -> bool:
    """Whether a block may not come before a figure that waits."""
    if child.style["clear"] == "both":
        return True
    figures = (box for box in child.descendants() if box.element_tag == "figure")
    return child not in floats.flows and any(figures)
