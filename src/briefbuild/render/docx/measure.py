"""How wide words are in a house's fonts: what a Word file's columns of tables are measured by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from briefbuild.render.docx.look import Look

LETTER = 0.5
"""The width of a letter, in ems, in a font that the house doesn't have."""


def width_in_table(text: str, look: Look, *, strong: bool = False) -> float:
    """The width of a text in a table, in points; `strong` in the heavier cut."""
    family, bold = look.strong("sans") if strong else (look.font("sans"), False)
    slot = "Bold" if bold else "Regular"
    files = [face.file for face in look.faces if (face.family, face.slot) == (family, slot)]
    widths = _advances(files[0]) if files else {}
    return sum(widths.get(ord(sign), LETTER) for sign in text) * look.length("size-table")


@cache
def _advances(file: Path) -> Mapping[int, float]:
    """How far each character moves on, in ems."""
    with TTFont(file, lazy=True) as font:
        unit, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {code: metrics[name][0] / unit for code, name in font.getBestCmap().items()}
