"""A figure whose caption calls a note may go up, where its page would else end empty.

A figure that doesn't fit waits for the next page, and the text goes on (`page_floats`). If its
caption calls a note, the text stops before its next call, and more than a sixth of the page may be
empty. Then the page is laid out again with the figure further up: before a block above it that
calls no note, nor any block in between; so notes keep their order, and the text that stood there
fills the page. The figure stays in its section, below the figures before it, and stands nowhere
between two blocks that belong together, as a heading and its text do.

A figure that was raised is in WeasyPrint's state of the next page (`RAISED`) until its own place in
the text is past: that may be pages later, and WeasyPrint makes pages anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break, remove_placeholders

from briefbuild.render.pages.corrections import page_tops
from briefbuild.render.pages.corrections.waiting_figures import (
    Box,
    Floats,
    Path,
    calls_notes,
    foot,
    stands_alone,
)
from briefbuild.render.pages.holes import HEADINGS, LARGEST
from briefbuild.render.pages.least import AVOID


def lay_out_page(
    context: Any,
    root: Box,
    bottom_space: float,
    skip_stack: Any,
    page: Box,
    page_is_empty: bool,
    *lists: list[Any],
) -> tuple[Any, ...]:
    """A page's figures and text, in place of `block_level_layout`, for the root."""
    given = (context, root, bottom_space, skip_stack, page, page_is_empty, *lists)
    position = root.position_x, root.position_y
    refused = list(context.refused)
    made = page_tops.lay_out_page(*given)
    figure = _left_over(context, made, page_tops.path_of(skip_stack))
    if figure is None:
        return made
    floats: Floats = context.page_floats
    least = _empty(context, made[0])
    for place in [*_places_above(floats, figure, page_tops.path_of(skip_stack)), None]:
        remove_placeholders(context, [made[0]], *lists[:2])
        lists[2].clear()
        context.refused = list(refused)
        root.position_x, root.position_y = position
        floats.raised = {place: figure} if place else {}
        made = page_tops.lay_out_page(*given)
        if _stands_on(made[0], figure) and _empty(context, made[0]) < least:
            break
    floats.raised = {}
    return made


def _stands_on(text: Box | None, figure: Box) -> bool:
    return text is not None and any(b.element is figure.element for b in text.descendants())


def _left_over(context: Any, made: tuple[Any, ...], start: Path) -> Box | None:
    """The figure that leaves the end of a page empty since its caption calls a note."""
    floats: Floats | None = getattr(context, "page_floats", None)
    if floats is None or not floats.left or made[0] is None or made[1] is None:
        return None
    figure = floats.left[0]
    empty = _empty(context, made[0]) / context.current_footnote_area.page.height
    own = floats.figures[figure][0] >= start and calls_notes(figure) and not stands_alone(figure)
    return figure if own and empty > LARGEST else None


def _places_above(floats: Floats, figure: Box, start: Path) -> Iterator[Path]:
    """Where a figure may stand further up on its page, from the lowest place to the highest."""
    path, parent = floats.figures[figure]
    for index in range(path[-1] - 1, 0, -1):
        block, above = parent.children[index], parent.children[index - 1]
        inner = list(chain([block], block.descendants()))
        if any(box.footnote or box.element_tag == "figure" for box in inner):
            return
        place = (*path[:-1], index)
        if place < start or block.style["clear"] == "both" or block.element_tag in HEADINGS:
            return
        if block_level_page_break(above, block) not in AVOID:
            yield place


def _empty(context: Any, text: Box) -> float:
    """The height that is empty below a page's text."""
    ends = [
        foot(box) if box.element_tag == "figure" else box.position_y + box.height
        for box in text.descendants()
        if isinstance(box, boxes.LineBox) or box.element_tag == "figure"
    ]
    return float(context.page_bottom - max(ends, default=context.page_bottom))
