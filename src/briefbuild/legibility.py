"""Tokens of the right kind whose values can't be read: pale type, and lines that overprint.

A color and a ground, a size of type and its line are two tokens each, which a house may change one
without the other. These are warnings: the pages can be made, and a designer may know why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from briefbuild.problems import Problem, problem
from briefbuild.style_sheets import pieces
from briefbuild.token_kinds import NEEDED
from briefbuild.tokens import Declared, points

LEAST = 4.5
"""To 1: the contrast of text (WCAG 2.2, 1.4.3)."""
TYPE = ("--color-ink", "--color-muted", "--color-accent")
GROUNDS = ("--color-paper", "--color-tint")
SCREENS = frozenset({"web.css", "epub.css"})
"""Sheets that give sizes other values than the tokens'."""
PAIR = re.compile(
    r"var\(\s*(--size-[\w-]+)\s*\)\s*/\s*(?:calc\(\s*)?var\(\s*(--line[\w-]*)\s*\)"
    r"(?:\s*\*\s*([\d.]+)\s*\))?"
)
"""`var(--size-quote)/calc(var(--line) * 1.5)` in a `font`: a size, its line, how many of it."""


def check_contrast(
    tokens: Mapping[str, str], declared: Mapping[str, Declared]
) -> Iterator[Problem]:
    """Each color of type with less than 4.5 to 1 on a ground that it stands on; the tokens are
    there, and of their kind."""
    for name in TYPE:
        for ground in GROUNDS:
            ratio = contrast(tokens[name], tokens[ground])
            if ratio < LEAST:
                facts = {"color": tokens[name], "ground": ground, "other": tokens[ground]}
                said = f"{int(ratio * 100) / 100:.2f}"  # never rounded up to what is enough
                yield problem(
                    "style-contrast", declared[name].place, name=name, ratio=said, **facts
                )


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance of #rgb or #rrggbb (WCAG 2.2, “relative luminance”)."""
    figures = color[1:] if len(color) == 7 else "".join(figure * 2 for figure in color[1:])
    parts = [value / 255 for value in bytes.fromhex(figures)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def check_lines(
    sheets: Mapping[str, str], tokens: Mapping[str, str], declared: Mapping[str, Declared], own: str
) -> Iterator[Problem]:
    """Each size of type that is larger than a line which a `font` of the style sheets sets it on.

    `sheets` are those of the house by their shown paths; the place is that of a token in the file
    `own`, the size's where it stands there.
    """
    for (size, line), times in sorted(_pairs(sheets).items()):
        if not {size, line} <= set(NEEDED):  # a house's own, which may be of any kind
            continue
        room = points(tokens[line]) * times
        if points(tokens[size]) <= room:
            continue
        places = [declared[size].place, declared[line].place]
        place = next((place for place in places if place.file == own), places[0])
        facts = {"name": size, "value": tokens[size], "line": line, "room": f"{room:.4g}pt"}
        yield problem("style-line", place, **facts)


def _pairs(sheets: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """The sizes with the lines that they are set on, and the least multiple of each line."""
    found: dict[tuple[str, str], float] = {}
    for file, css in sheets.items():
        if file.rpartition("/")[2] in SCREENS:
            continue
        for piece in pieces(css, file):
            match = PAIR.search(piece.text) if piece.name == "font" else None
            if piece.kind == "declaration" and match:
                size, line, times = match.groups()
                found[size, line] = min(float(times or 1), found.get((size, line), math.inf))
    return found
