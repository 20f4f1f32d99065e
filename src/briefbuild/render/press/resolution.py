"""Pictures that have too few pixels for the size at which they are printed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import weasyprint
from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.images import RasterImage
from weasyprint.layout.replaced import replacedbox_layout

from briefbuild.problems import Problem, problem
from briefbuild.render.edition import Edition
from briefbuild.render.pages.sources import target_of
from briefbuild.tree import place_of, walk

LEAST = 300
"""Dots per inch: twice a 150-line screen, as offset printing asks of photographs."""
INCH = 96
"""CSS pixels."""


def too_coarse(pages: weasyprint.Document, edition: Edition) -> list[Problem]:
    """A problem for each picture below `LEAST`, with its place in the text."""
    places = {n["c"][2][0]: place_of(n) for n in walk(edition.blocks) if n["t"] == "Image"}
    ids = {figure.file: id for id, figure in edition.brief.figures.items()}
    problems = []
    for box in _pictures(pages):
        target = target_of(box.element.get("src") or "")
        width = float(replacedbox_layout(box)[0])
        dpi = box.replacement.width / (width / INCH)
        if dpi < LEAST - 0.5:
            facts = {
                "id": ids.get(target, target),
                "file": target,
                "dpi": math.floor(dpi),
                "pixels": math.ceil(width / INCH * LEAST),
                "found": box.replacement.width,
                "width": round(width / INCH * 25.4),
                "least": LEAST,
            }
            problems.append(problem("press-resolution", places.get(target), **facts))
    return problems


def _pictures(pages: weasyprint.Document) -> Iterator[Any]:
    for page in pages.pages:
        for box in page._page_box.descendants():
            if isinstance(box, ReplacedBox) and isinstance(box.replacement, RasterImage):
                yield box
