"""The “for position only” box, in the place of a picture that may not be shown.

It is drawn in the shape and at the size in which the picture will be printed, so that its letters
are as large as a caption's; smaller ones only where it is too small for what it says.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from itertools import product

from briefbuild.figures.print_size import pixels_for
from briefbuild.house import House
from briefbuild.model import Figure
from briefbuild.problems import Problem
from briefbuild.svg.read import SvgPicture, read_svg
from briefbuild.templates import fill

TEMPLATE = "for-position-only.svg.j2"
STATES = {  # of a picture that may not be shown, each with its word
    "not-requested": "permission_not_requested",
    "requested": "permission_requested",
    "refused": "permission_refused",
}
MILLIMETRE = 72 / 25.4
# In the template's units, which are millimetres where the box has room for all it says:
LETTER, TITLE_LETTER = 1.45, 2.15  # the width of a letter, of a line and of the title, on average
LINE, ABOVE_LINES = 4.4, 14.0  # as high as a line, and as title and edges together
EDGE, GAP = 3.0, 3.0  # around the words, and between label and line
LONGEST = 42  # letters in a line, or thrice as many where the box is low
SCALES = [scale / 100 for scale in range(100, 5, -5)]


def draw_box(
    figure: Figure, width: float, aspect: float, house: House, words: Mapping[str, str]
) -> tuple[SvgPicture | None, list[Problem]]:
    """The box of a figure that is to be printed `width` points wide: what the ledger knows, and
    nothing else. `words` are the house's."""
    texts = _texts(figure, width, words)
    label_width = LETTER * max(len(label) for label, _ in texts)
    for scale, longest in product(SCALES, (LONGEST, 3 * LONGEST)):
        wide = width / MILLIMETRE / scale
        high = wide / aspect
        letters = int((wide - 2 * EDGE - GAP - label_width - 2) / LETTER)
        facts = _lines(texts, max(8, min(longest, letters)))
        text_width = max(
            TITLE_LETTER * len(words["for_position_only"]),
            LETTER * max(len(line) for _, line in facts),
        )
        fits = label_width + GAP + text_width + 2 * EDGE <= wide
        if fits and ABOVE_LINES + LINE * len(facts) <= high - 2:
            break
    given = {
        "width": round(wide, 2),
        "height": round(high, 2),
        "label_width": round(label_width, 2),
        "text_width": round(text_width, 2),
        "facts": facts,
        "words": words,
        "tokens": house.tokens,
    }
    text, problems = fill(house, TEMPLATE, given)
    if text is None:
        return None, problems
    return read_svg(text.encode(), house.files.find(f"templates/{TEMPLATE}")[1], house.fonts)


def _texts(figure: Figure, width: float, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the box says: each fact behind its label."""
    rights = figure.rights
    facts = [
        ("credit", _plain(figure.credit or "")),
        ("rights_held_by", rights.holder),
        ("permission", words[STATES[rights.permission]]),
        ("until", rights.expiry or ""),
        ("file", figure.file),
        ("for_print", words["pixels_wide"].replace("{pixels}", str(pixels_for(width)))),
    ]
    return [(words[name], text) for name, text in facts if text]


def _lines(texts: list[tuple[str, str]], letters: int) -> list[tuple[str, str]]:
    """Line by line: a label, or nothing where a line goes on, and text."""
    lines: list[tuple[str, str]] = []
    for label, text in texts:
        wrapped = textwrap.wrap(text, letters)
        lines += zip([label] + [""] * len(wrapped), wrapped, strict=False)
    return lines


def _plain(markdown: str) -> str:
    """A line of the ledger without its marks of emphasis and the addresses of its links."""
    return re.sub(r"[*_]|\[([^\]]*)\]\([^)]*\)", lambda m: m[1] or "", markdown)
