"""The least of a text that can stand at the foot of a page: what `holes` compares with the room.

It is read from boxes that are laid out, on the page where they stand, and by the rules of CSS
Fragmentation 3: what is kept whole, what is kept with the next, orphans and widows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break
from weasyprint.layout.percent import percentage

AVOID = frozenset({"avoid", "avoid-page"})

Box = Any
"""A box of WeasyPrint's, which is untyped."""


@dataclass(frozen=True)
class Least:
    """The least of some blocks that can stand by itself."""

    height: float
    """In CSS pixels, from the last of the text above it, with the space between them."""
    kept: tuple[Box, ...]
    """The lines, and the blocks that stand there whole."""

    def notes(self) -> list[Box]:
        """The notes called there for the first time."""
        return [box.footnote for box in parts(self.kept) if box.footnote]


def least(above: Box, blocks: Sequence[Box], goes_on: bool) -> Least:
    """The least of blocks that follow each other, below a block that is on the page; the first one
    may be the rest of a block that `goes_on` there."""
    height, last = 0.0, above
    kept: list[Box] = []
    for block, after in pairwise([*blocks, None]):
        space = max(last.margin_bottom, _space_above(block))
        height += 0.0 if goes_on else space
        if after is None or not _together(block, after):
            beginning = _beginning(block, goes_on)
            height += _bottom(block, beginning) - block.border_box_y()
            return Least(height, (*kept, *beginning))
        height += block.border_height()
        kept.append(block)
        last, goes_on = block, False
    return Least(height, tuple(kept))


def parts(found: Sequence[Box]) -> Iterator[Box]:
    """The boxes, each followed by all that it holds."""
    for box in found:
        yield box
        yield from box.descendants()


def _beginning(block: Box, goes_on: bool = False) -> list[Box]:
    """The lines and whole blocks that must stand together at a block's beginning."""
    if block.style["break_inside"] in AVOID or not isinstance(block, boxes.BlockBox):
        return [block]
    if block.is_table_wrapper:
        return _rows(block) or [block]
    lines = [child for child in block.children if isinstance(child, boxes.LineBox)]
    if lines:
        orphans, widows = (1 if goes_on else block.style["orphans"]), block.style["widows"]
        return [block] if len(lines) < orphans + widows else lines[:orphans]
    children = [child for child in block.children if child.is_in_normal_flow()]
    whole: list[Box] = []
    for child, after in pairwise([*children, None]):
        if after is None or not _together(child, after):
            kept = [*whole, *_beginning(child)]
            return [block] if kept[-1] is children[-1] else kept
        whole.append(child)
    return [block]


def _rows(wrapper: Box) -> list[Box]:
    """A table's caption, its head, and the rows down to the first place at which it may be broken;
    none if there is no such place."""
    table = next(box for box in wrapper.children if isinstance(box, boxes.TableBox))
    if table.style["break_inside"] in AVOID:
        return []
    kept = [box for box in wrapper.children if box is not table]
    kept += [group for group in table.children if group.is_header]
    rows = [row for group in table.children if not group.is_header for row in group.children]
    for row, after in pairwise(rows):
        kept.append(row)
        if not _together(row, after):
            return kept
    return []


def _together(block: Box, after: Box) -> bool:
    return block_level_page_break(block, after) in AVOID


def _bottom(block: Box, kept: Sequence[Box]) -> float:
    """How far down a block reaches that holds only these, in pixels from the top of the sheet."""
    if kept[-1] is block:
        return float(block.border_box_y() + block.border_height())
    last = kept[-1]
    end = last.position_y + last.height if isinstance(last, boxes.LineBox) else _border_end(last)
    closed = [b for b in _around(block, last) if b.style["box_decoration_break"] == "clone"]
    return float(end + sum(box.padding_bottom + box.border_bottom_width for box in closed))


def _around(block: Box, inner: Box) -> list[Box]:
    """The boxes that hold another one, from the outermost; none if it isn't there."""
    for child in getattr(block, "children", ()):
        within = [] if child is inner else _around(child, inner)
        if within or child is inner:
            return [block, *within]
    return []


def _border_end(box: Box) -> float:
    return float(box.border_box_y() + box.border_height())


def _space_above(block: Box) -> float:
    """A block's upper margin as the style gives it: a page's top swallows it."""
    value = percentage(block.style["margin_top"], block.style, block.width)
    return 0.0 if value == "auto" else float(value)
