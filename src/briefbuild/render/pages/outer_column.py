"""Words that are wider than the outer column, and so would stand over the text beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import weasyprint
from weasyprint.formatting_structure.boxes import BlockContainerBox, Box, ParentBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefbuild.house import House
from briefbuild.problems import Problem, problem
from briefbuild.tokens import points

COLUMN = "--column-outer"
PIXEL = 96 / 72
"""CSS pixels to a point."""
TOLERANCE = 1.0


def column_problems(pages: weasyprint.Document, house: House) -> list[Problem]:
    """Each word of a label or a caption that reaches over the text, at the column's token."""
    if house.one_column:
        return []
    left = points(house.tokens["--margin-outer"]) * PIXEL
    column = points(house.tokens[COLUMN]) * PIXEL
    text = left + column + points(house.tokens["--gutter"]) * PIXEL
    widest: dict[str, float] = {}
    for page in pages.pages:
        for container, box in _texts(page._page_box, page._page_box):
            end = container.content_box_x() + container.width
            beside = left - TOLERANCE < container.content_box_x() and end < text + TOLERANCE
            if beside and box.position_x + box.width > text + TOLERANCE:
                word = box.text.strip()
                widest[word] = max(box.width, widest.get(word, 0))
    place = house.files.tokens()[COLUMN].place
    facts = {word: {"least": _mm(width), "room": _mm(column)} for word, width in widest.items()}
    return [problem("style-column", place, word=w, **facts[w]) for w in sorted(facts)]


def _texts(box: Box, container: Box) -> Iterator[tuple[Box, TextBox]]:
    """The texts of a page, each with the block that holds its line."""
    if isinstance(box, TextBox):
        yield container, box
    elif isinstance(box, ParentBox):
        inner = box if isinstance(box, BlockContainerBox) else container
        for child in box.children:
            placed = child._box if isinstance(child, AbsolutePlaceholder) else child
            yield from _texts(placed, inner)


def _mm(width: float) -> str:
    """CSS pixels as whole millimetres, not too few."""
    return f"{math.ceil(width / PIXEL * 25.4 / 72 - 0.01)}mm"
