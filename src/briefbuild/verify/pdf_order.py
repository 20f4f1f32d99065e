"""Whether blocks that follow each other in the structure do so on the page as well.

Only paragraphs and headings that stand side by side in one element are compared, and only where
they lie one above the other: what floats, or stands in another column, may be higher on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefbuild.verify.pdf_text import Character


@dataclass
class Block:
    """A paragraph or a heading, as far as it was read."""

    lines: list[tuple[int, Character, Character]] = field(default_factory=list)
    """Of each piece of content its page, its first and its last character."""
    start: str = ""
    """What its first piece says."""
    content: int = -1
    """The number of its first piece."""

    def saw(self, page: int, content: int, characters: Sequence[Character]) -> None:
        letters = [c for c in characters if not c.text.isspace()]
        if letters:
            self.content = self.content if self.lines else content
            self.start = self.start or "".join(c.text for c in characters)
            self.lines.append((page, letters[0], letters[-1]))

    def is_above(self, other: Block) -> bool:
        """Whether it begins above the end of the other one, on the same page and in its column."""
        if not self.lines or not other.lines:
            return False
        (page, first, _), (end, _, last) = self.lines[0], other.lines[-1]
        return page == end and first.box.above(last.box) and self._lies_over(page, other)

    def _lies_over(self, page: int, other: Block) -> bool:
        """Whether the two share a part of a page's width."""
        (left, right), (begin, end) = self._width(page), other._width(page)
        return min(right, end) > max(left, begin)

    def _width(self, page: int) -> tuple[float, float]:
        own = [(one.box, last.box) for number, one, last in self.lines if number == page]
        return min(one.left for one, _ in own), max(last.right for _, last in own)
