"""How wide a figure is printed, by its size class, its shape and the house's tokens.

The rules are those of `figure.css`, which a test holds this to.
"""

from __future__ import annotations

import math

from briefbuild.house import House
from briefbuild.tokens import points
from briefbuild.tree import FIGURE_SIZES, Nodes, classes_of, walk

DPI = 300
"""What offset printing asks of photographs."""
POINTS_PER_INCH = 72


def sizes_in(blocks: Nodes) -> dict[str, tuple[str, ...]]:
    """The size classes under which each picture stands in a text, by its file; "" for none."""
    found: dict[str, tuple[str, ...]] = {}
    for image in (n for n in walk(blocks) if n["t"] == "Image"):
        size = next((name for name in classes_of(image) if name in FIGURE_SIZES), "")
        found[image["c"][2][0]] = (*found.get(image["c"][2][0], ()), size)
    return found


def printed_width(size: str, aspect: float, house: House) -> float:
    """Points. `size` is a class or ""; `aspect` is width to height."""
    outer, inner, labels, gutter = (
        points(house.tokens[name])
        for name in ("--margin-outer", "--margin-inner", "--column-outer", "--gutter")
    )
    sheet = points(house.tokens["--page-width"]) - outer - inner
    gutter = 0 if house.one_column else gutter
    column = sheet - labels - gutter
    margins = points(house.tokens["--margin-top"]) + points(house.tokens["--margin-bottom"])
    height = points(house.tokens["--page-height"]) - margins
    room = height - 1 - 6 * points(house.tokens["--line"])
    return {
        "half": column / 2 - gutter / 2,
        "wide": min(sheet, height * 0.68 * aspect),
        "full-page": min(sheet, room * aspect),
    }.get(size, min(column, height * 0.8 * aspect))


def pixels_for(width: float) -> int:
    """How many pixels a photograph needs that is printed `width` points wide."""
    return math.ceil(round(width / POINTS_PER_INCH * DPI, 3))
