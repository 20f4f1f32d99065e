"""The figures of a document in the making, and those that wait for a page (`page_floats`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

FLOWS = frozenset({"html", "body", "section"})
"""The elements whose children are the text: figures float among these."""
FORCED = frozenset({"page", "left", "right", "recto", "verso"})
"""The breaks that end a page whatever room it has (CSS Fragmentation 3, 3.1)."""
ROUNDING = 0.01
"""CSS pixels by which a height may miss a whole number of lines."""

Box = Any
"""A box of WeasyPrint's, which is untyped."""
Path = tuple[int, ...]
"""Where a box stands: the index of each ancestor, and its own, from the root."""


@dataclass
class Floats:
    """The figures of a document in the making, and those that wait on the page in hand."""

    flows: dict[Box, tuple[Path, Box | None]] = field(default_factory=dict)
    """The boxes of `FLOWS`, with their places and their parents."""
    figures: dict[Box, tuple[Path, Box]] = field(default_factory=dict)
    """The figures that float, in order, with their places and their parents."""
    left: list[Box] = field(default_factory=list)
    """Those of earlier pages that are not printed yet."""
    put_off: list[Box] = field(default_factory=list)
    """Those of this page."""
    raised: dict[Path, Box] = field(default_factory=dict)
    """Those that stand further up on this page than in the text, by the place before which."""
    done: list[Box] = field(default_factory=list)
    """Those that were raised, and whose own place comes later: on this page or behind it."""
    space: float = 0.0
    """The lower margin of the figures at the page's top, until text stands below it."""

    @property
    def waiting(self) -> list[Box]:
        return [*self.left, *self.put_off]

    def find(self, flow: Box, path: Path = (), parent: Box | None = None) -> None:
        """Find the figures below a box."""
        self.flows[flow] = (path, parent)
        for index, child in enumerate(flow.children):
            if child.element_tag == "figure" and child.is_in_normal_flow():
                self.figures[child] = ((*path, index), flow)
            elif child.element_tag in FLOWS and isinstance(child, boxes.BlockBox):
                self.find(child, (*path, index), flow)

    def forget_from(self, path: Path) -> None:
        """Forget what an earlier try put off at a place or behind it: it is laid out again."""
        self.put_off = [figure for figure in self.put_off if self.figures[figure][0] < path]


def notes_wait(context: Any) -> bool:
    """Whether a figure that calls a note waits: notes of the text then have to come after it."""
    floats: Floats | None = getattr(context, "page_floats", None)
    return floats is not None and any(map(calls_notes, floats.waiting))


def calls_notes(box: Box) -> bool:
    """Whether a figure's caption, or what else stands in a box, calls a note."""
    return any(inner.footnote for inner in box.descendants())


def fill_lines(figure: Box, parent: Box, room: float) -> float:
    """Make a figure as high as a whole number of its parent's lines, so that the lines below stand
    where they stand on other pages; by how much it was made higher, in pixels. Half of that is
    space above the figure, as far as there is room for it to go down: none at a page's top."""
    line, _ = strut(parent.style)
    rest = figure.border_height() % line
    more = line - rest if ROUNDING < rest < line - ROUNDING else 0.0
    above = max(0.0, min(more / 2, room))
    figure.translate(0, above)
    figure.height += more - above
    return float(more)


def stands_alone(figure: Box) -> bool:
    """Whether a figure has a page of its own: the style breaks the page after it."""
    return figure.style["break_after"] in FORCED


def lowest(figure: Box) -> float:
    """Where the lowest line or picture of a figure ends, in pixels from the top of the sheet: a
    caption may use the space below the figure (`figure.css`), but not the notes'."""
    shown = (b for b in figure.descendants() if isinstance(b, (boxes.LineBox, boxes.ReplacedBox)))
    return max((float(box.position_y + box.height) for box in shown), default=0.0)


def foot(figure: Box) -> float:
    """Where a figure ends, its lower margin left out, in pixels from the top of the sheet."""
    return float(figure.border_box_y() + figure.border_height())
