"""The rectangles of a link that runs over several lines, and its one annotation over them."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf

Edges = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
LEADING = 3.0
"""Points by which the rectangles of links on neighbouring lines may overlap."""


def edges_of(rectangle: Sequence[float]) -> Edges:
    """The edges of a rectangle that is given by any two opposite corners."""
    x1, y1, x2, y2 = rectangle
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def hull(found: Sequence[Edges]) -> Edges:
    """The rectangle around all."""
    left, bottom, right, top = zip(*found, strict=True)
    return min(left), min(bottom), max(right), max(top)


def overlap(one: Edges, other: Edges) -> bool:
    """Whether two rectangles share more than their leading, in points."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > 1 and min(one[3], other[3]) - max(one[1], other[1]) > LEADING


def cover_lines(annotation: pydyf.Dictionary, lines: Sequence[Sequence[float]]) -> None:
    """Let a link's annotation cover its further lines too (ISO 32000-1, 12.5.6.5).

    Of each line's rectangle, `QuadPoints` has the upper left corner, the upper right, the lower
    left and the lower right: the order that readers have settled on.
    """
    corners = [edges_of(rectangle) for rectangle in (annotation["Rect"], *lines)]
    quads = [(x1, y2, x2, y2, x1, y1, x2, y1) for x1, y1, x2, y2 in corners]
    annotation["Rect"] = pydyf.Array(hull(corners))
    annotation["QuadPoints"] = pydyf.Array([edge for quad in quads for edge in quad])
