"""The house's fonts in a page or a drawing: each declared face, cut to the letters in use.

The name within each cut font is “Edition”, and the licence's text travels in a comment of the page.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefbuild.house import House
from briefbuild.render.cut_fonts import FEATURES, cut
from briefbuild.style_sheets import pieces
from briefbuild.tokens import font_family

SHEET = "fonts/fonts.css"
ASKED_FOR = (*FEATURES, "sups", "smcp", "c2sc")
"""What web.css has besides: superior figures and small capitals."""
NAMED = dict.fromkeys((1, 4, 6), "Edition")
NAMED_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 400}


class DeclaredFace(NamedTuple):
    """An @font-face of fonts.css."""

    family: str
    weight: str
    style: str
    file: Path


def declared_faces(house: House) -> tuple[DeclaredFace, ...]:
    """The faces that the house declares, in the order of fonts.css."""
    path, shown = house.files.find(SHEET)
    return _declared(path, shown, path.read_text(encoding="utf-8-sig"))


@cache
def _declared(path: Path, shown: str, css: str) -> tuple[DeclaredFace, ...]:
    found: list[DeclaredFace] = []
    told: dict[str, str] = {}
    file = ""
    for piece in [*pieces(css, shown), None]:
        if piece is None or piece.kind == "rule":
            if told and file:
                family = font_family(told["font-family"])
                weight, style = told.get("font-weight", "400"), told.get("font-style", "normal")
                found.append(DeclaredFace(family, weight, style, path.parent / file))
            told, file = {}, ""
        elif piece.kind == "declaration":
            told[piece.name.lower()] = piece.text
        elif piece.kind == "address":
            file = file or piece.name
    return tuple(found)


def rule_of(face: DeclaredFace, text: Iterable[str]) -> str:
    """The face's @font-face with the font in it, cut to the characters of a text."""
    font = cut(face.file.read_bytes(), set(text) - {"\n", "\t"}, NAMED, ASKED_FOR, "woff")
    address = f"data:font/woff;base64,{b64encode(font).decode()}"
    about = f'font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}'
    return f"@font-face {{ {about}; src: url({address}) format('woff'); }}\n"


def weight_of(text: str) -> int:
    """A weight as a number: 600, or that of “bold”."""
    return NAMED_WEIGHTS.get(text, 400) if not text.isdecimal() else int(text)
