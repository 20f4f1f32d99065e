"""Where in a house's style sheets a declaration stands that the proof read in a finished file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefbuild.problems import Place, Problem
from briefbuild.style_sheets import pieces

STYLED = ("proof-style", "proof-pale")
"""Problems of a declaration."""
SCREENS = ("web.css", "epub.css")


def says_why(style: Problem, found: Problem) -> bool:
    """Whether what one problem tells of the style may have made the other."""
    same = style.facts.get("format") == str(found.facts.get("format")).partition(",")[0]
    return style.code == "proof-style" and style.place is not None and same


def with_place(found: Problem, sheets: Mapping[str, str], changed: Sequence[str]) -> Problem:
    """A problem of a declaration with its place: in a sheet that the house has changed, where one
    of its rules says just this; else where one with its selector says the property."""
    name, _, value = str(found.facts["declaration"]).partition(": ")
    selector = _plain(str(found.facts["selector"]))
    best: tuple[tuple[bool, ...], Place] | None = None
    for file, css in sheets.items():
        rule = ""
        for piece in pieces(css, file):
            if piece.kind == "rule":
                rule = piece.text or piece.name
            same = _plain(rule) == selector
            said = piece.kind == "declaration" and piece.name.lower() == name
            if not (said or (piece.kind == "rule" and name.startswith("@") and piece.name == name)):
                continue
            exact = _plain(piece.text).startswith(_plain(value.removesuffix("…")))
            rank = (same and exact, same, exact, file in changed, file.endswith(SCREENS))
            if (same or exact) and (best is None or rank >= best[0]):
                best = rank, piece.place
    return replace(found, place=best[1]) if best else found


def _plain(css: str) -> str:
    """CSS without its comments, blanks and capitals: the finished file has none, or others."""
    return re.sub(r"/\*.*?\*/|\s+", "", css, flags=re.DOTALL).lower()
