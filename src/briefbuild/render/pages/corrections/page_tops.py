"""The top of a page, with the figures that waited for it, and the text below (`page_floats`).

What waits for a page is kept in WeasyPrint's own state of that page, the dict `next_page`: so it
survives the making of pages anew. Which figures were put off is never noted down for good, but
found when a page is done: those between its beginning and its end that stand nowhere on it. A
figure whose place moved to the next page with an earlier break is thus neither lost nor doubled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from weasyprint.layout import block
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.percent import resolve_percentages

from briefbuild.render.pages.corrections.waiting_figures import (
    Box,
    Floats,
    Path,
    fill_lines,
    foot,
    lowest,
    stands_alone,
)

WAITING, AFTERWARDS, RAISED = "figures", "afterwards", "raised"
"""Our keys in `next_page`: the figures that wait, the forced break that waits for them, and the
figures that are printed already, above their place (`raised_figures`)."""


def lay_out_page(
    context: Any,
    root: Box,
    bottom_space: float,
    skip_stack: Any,
    page: Box,
    page_is_empty: bool,
    *lists: list[Any],
) -> tuple[Any, ...]:
    """A page's text below the figures that waited for it: in place of `block_level_layout`, for
    the root. A root without children is a blank page's, for which no figure waits."""
    made: tuple[Any, ...]
    if not root.children:
        made = block_level_layout(
            context, root, bottom_space, skip_stack, page, page_is_empty, *lists
        )
        return made
    floats, state = _begun(context, root)
    placed = _placed(context, floats, page_is_empty, lists)
    if placed:
        root.position_y, floats.space = foot(placed[-1]), placed[-1].margin_bottom
    made = (None, skip_stack, state.get(AFTERWARDS, {"break": "any", "page": state["page"]}))
    more = skip_stack != {len(root.children): None}
    alone = bool(placed) and stands_alone(placed[-1]) and more
    if AFTERWARDS not in state and not alone:
        empty = page_is_empty and not placed
        made = block_level_layout(context, root, bottom_space, skip_stack, page, empty, *lists)
    text, end, following, *_ = made
    if text is None and (placed or AFTERWARDS in state):
        floats, state = _begun(context, root)  # WeasyPrint took back all notes with the text
        placed = _placed(context, floats, page_is_empty, lists)
        bare = root.copy_with_children([])
        text, *_ = block_level_layout(context, bare, bottom_space, None, page, True, *lists)
        end = skip_stack
    if text is None:
        return made
    floats.left += _missing(floats, text, path_of(skip_stack), path_of(end))
    text.children = [*placed, *text.children]
    return text, *_handed_on(floats, root, state, end, following), [], False, None


def _begun(context: Any, root: Box) -> tuple[Floats, dict[str, Any]]:
    """The figures, as they stand when a page begins, and its state in WeasyPrint."""
    state = context.page_maker[context.current_page - 1][1]
    if not hasattr(context, "page_floats"):
        context.page_floats = Floats()
    floats: Floats = context.page_floats
    if not floats.flows and root.children:
        floats.find(root)
    floats.left, floats.put_off, floats.space = list(state.get(WAITING, ())), [], 0.0
    floats.done = [*state.get(RAISED, ()), *floats.raised.values()]
    return floats, state


def _placed(
    context: Any,
    floats: Floats,
    page_is_empty: bool,
    lists: Sequence[list[Any]],
) -> list[Box]:
    """The waiting figures that find room at the top of a page, laid out below each other.

    The first one stands there even if it is too high for any page, unless notes go on there.
    """
    placed: list[Box] = []
    top = context.current_footnote_area.page.content_box_y()
    page_is_empty = page_is_empty and not context.current_page_footnotes
    waiting, floats.left = floats.left, []
    while waiting:
        figure = waiting[0]
        if placed and (stands_alone(placed[-1]) or stands_alone(figure)):
            break
        column = _column(context, floats, figure)
        resolve_percentages(figure, column)
        space = max(placed[-1].margin_bottom, figure.margin_top) if placed else 0
        figure.position_x, figure.position_y = column.content_box_x(), top + space
        figure.position_y -= figure.margin_top
        made, *_ = block_level_layout(context, figure, -inf, None, column, True, *lists[:2])
        fill_lines(made, column, room=0)
        alone = page_is_empty and not placed
        if not alone and context.overflows_page(0, max(foot(made), lowest(made))):
            block.remove_placeholders(context, [made], *lists[:2])
            break
        placed.append(made)
        top = foot(made)
        del waiting[0]
    floats.left = waiting
    return placed


def _column(context: Any, floats: Floats, figure: Box) -> Box:
    """The box that a figure stands in, as wide as it is on this page."""
    chain: list[Box] = []
    above: Box | None = floats.figures[figure][1]
    while above is not None:
        chain.insert(0, above.copy())
        above = floats.flows[above][1]
    containing = context.current_footnote_area.page
    for flow in chain:
        resolve_percentages(flow, containing)
        flow.position_x, flow.position_y = containing.content_box_x(), containing.content_box_y()
        block.block_level_width(flow, containing)
        containing = flow
    return containing


def _missing(floats: Floats, root: Box, start: Path, end: Path) -> Iterator[Box]:
    """The figures that were put off: their place is on the page, and they are not."""
    printed = {b.element for b in root.descendants() if b.element_tag == "figure"}
    early = [figure for figure in floats.done if figure not in floats.raised.values()]
    for figure, (path, _) in floats.figures.items():
        on_page = start <= path and (not end or path < end) and figure not in early
        if on_page and figure.element not in printed:
            yield figure


def _handed_on(
    floats: Floats,
    root: Box,
    state: dict[str, Any],
    resume_at: Any,
    following: dict[str, Any],
) -> tuple[Any, dict[str, Any]]:
    """Where the next page begins and its state, with the figures that wait for it.

    At the text's end it begins behind the last child of the root.
    """
    ahead = [box for box in floats.done if floats.figures[box][0] >= path_of(resume_at)]
    if ahead and resume_at is not None:
        following = following | {RAISED: tuple(ahead)}
    if not floats.left:
        return resume_at, following
    if following["break"] != "any":
        following = {"break": "any", "page": state["page"], AFTERWARDS: following}
    if resume_at is None and root.children:
        resume_at = {len(root.children): None}
    return resume_at, following | {WAITING: tuple(floats.left)}


def path_of(resume_at: Any) -> Path:
    """A place as WeasyPrint writes it, {0: {12: None}}, as the path (0, 12); () for None."""
    path: Path = ()
    while resume_at:
        ((index, resume_at),) = resume_at.items()
        path += (index,)
    return path
