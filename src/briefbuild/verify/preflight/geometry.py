"""Areas and matrices on a page, in points (ISO 32000-1, 8.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
UNIT = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


class Area(NamedTuple):
    """A rectangle with its sides along the page's."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def empty(self) -> bool:
        return self.left > self.right or self.bottom > self.top

    def within(self, clip: Area | None) -> Area:
        if clip is None:
            return self
        low, high = (
            map(max, zip(self[:2], clip[:2], strict=True)),
            zip(self[2:], clip[2:], strict=True),
        )
        return Area(*low, *map(min, high))

    def holds(self, other: Area, slack: float = 0.01) -> bool:
        near = self.left <= other.left + slack and self.bottom <= other.bottom + slack
        return near and self.right >= other.right - slack and self.top >= other.top - slack

    def meets(self, other: Area) -> bool:
        """Whether the two have more than an edge in common."""
        both = self.within(other)
        return both.left < both.right and both.bottom < both.top


NOWHERE = Area(1, 1, 0, 0)


def area_of(array: Any) -> Area:
    """A page box; its corners may come in any order (7.9.5)."""
    left, bottom, right, top = (float(edge) for edge in array)
    return Area(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does the inner one first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def around(points: Iterable[tuple[float, float]], matrix: Matrix) -> Area:
    """The area that some points span once they are on the page."""
    a, b, c, d, e, f = matrix
    placed = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
    if not placed:
        return NOWHERE
    across, up = [x for x, _ in placed], [y for _, y in placed]
    return Area(min(across), min(up), max(across), max(up))
