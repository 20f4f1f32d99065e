"""What a house style has that the program's own hasn't: where a fault of its pages is looked for.

The proof compares a finished file with the brief, and can't tell what made the difference. The
program's own style is proved with every change of the program; a house's rules aren't, so a
problem says which of its sheets differ, and where text is put in by `content`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefbuild.problems import Problem
from briefbuild.style_files import StyleFiles
from briefbuild.style_places import STYLED, says_why, with_place
from briefbuild.style_sheets import Piece, pieces

ADDED = ("proof-added", "proof-words")
PUT_IN = frozenset({"counter", "counters", "attr", "string", "target-counter"})
"""Functions of `content` whose words aren't written in the sheet."""
REPORT = "please report this"
NOTHING = "nothing was published; "
MOST = 4
"""Sheets named in a hint."""
NAMED = 3
"""Declarations named in a hint."""
PLACES = "position top right bottom left inset margin margin-top margin-left margin-bottom float"
"""Properties that move a box."""


class Cause(NamedTuple):
    """What in a style may do what a problem's message says."""

    said: str
    look_for: str
    """After “look for”, before “this text”."""
    properties: str
    """Those whose declarations are named, parted by spaces."""


CAUSES = (
    Cause(
        "nor an artifact (Do)",
        "opacity below 1, which no tag reaches: take a paler color instead; it is set on",
        "opacity",
    ),
    Cause(
        "can’t be seen",
        "its color against its ground, its size, opacity, visibility or what covers",
        f"color opacity visibility background background-color z-index clip-path {PLACES}",
    ),
    Cause("too small", "the font-size or the transform of", "font-size font transform scale zoom"),
    Cause("is mirrored", "the transform of", "transform scale rotate"),
    Cause("is squeezed", "the spacing or the transform of", "letter-spacing transform scale"),
    Cause(
        "stands upon other words",
        "the height of lines, spacing, margins and positions of",
        f"line-height height letter-spacing word-spacing transform {PLACES}",
    ),
    Cause(
        "page’s edge",
        "margins, positions and the --margin-… tokens that move",
        f"transform text-indent {PLACES}",
    ),
    Cause(
        "off the page",
        "margins, positions and the --margin-… tokens that move",
        f"transform text-indent {PLACES}",
    ),
    Cause("text in the margin", "content or string-set that gives", "content string-set"),
    Cause("heading", "float, position or content that a rule gives to", f"display {PLACES}"),
    Cause("", "display, content, float or position that a rule gives to", f"display {PLACES}"),
)
"""Of what a problem's message says, the first that fits."""


def changed_sheets(files: StyleFiles, default: Path) -> list[str]:
    """The sheets that aren't those of the style in `default`, by their shown paths."""
    return [
        shown
        for name, (path, shown) in files.named().items()
        if not _is_default(path, default / name)
    ]


def _is_default(path: Path, other: Path) -> bool:
    return other.is_file() and path.read_bytes() == other.read_bytes()


def blamed(problems: Sequence[Problem], files: StyleFiles, default: Path) -> list[Problem]:
    """The proof's problems, with what in a house's style may be their cause.

    A style that is the default one causes none; templates are looked at by their own checks.
    """
    changed = changed_sheets(files, default)
    if not changed or not any(REPORT in p.hint or p.code in STYLED for p in problems):
        return [*problems]
    own = _own(files, default)
    sheets = files.sheets()
    placed = [with_place(p, sheets, changed) if p.code in STYLED else p for p in problems]
    return [
        _blamed(p, changed, own, [style for style in placed if says_why(style, p)])
        if REPORT in p.hint
        else p
        for p in placed
    ]


def _own(files: StyleFiles, default: Path) -> list[Piece]:
    """The declarations that the default style's sheet of the same name hasn't."""
    found = []
    for name, (path, shown) in files.named().items():
        own = default / name
        before = own.read_text(encoding="utf-8-sig") if own.is_file() else ""
        known = {(p.name, p.text) for p in pieces(before, name) if p.kind == "declaration"}
        found += [
            piece
            for piece in pieces(path.read_text(encoding="utf-8-sig"), shown)
            if piece.kind == "declaration" and (piece.name, piece.text) not in known
        ]
    return found


def _blamed(
    found: Problem, changed: Sequence[str], own: Sequence[Piece], told: Sequence[Problem]
) -> Problem:
    """`told` are problems of the same file's style, which may be why."""
    contents = [piece for piece in own if piece.name == "content"]
    if found.code in ADDED and (piece := _putting_in(found, contents)):
        hint = (
            f"{NOTHING}“content: {piece.text}” at {piece.place} puts words into the text, which "
            "the proof knows nothing of: draw the mark as a border or a background"
        )
        return replace(found, facts={**found.facts, "hint": hint})
    if told:
        first = f"“{told[0].facts['declaration']}” at {told[0].place}"
        hint = f"{NOTHING}mend first what is told of the style, such as {first}"
        return replace(found, facts={**found.facts, "hint": hint})
    cause = next(cause for cause in CAUSES if cause.said in found.message)
    named = [piece for piece in own if piece.name in cause.properties.split()]
    if 0 < len(named) <= NAMED:
        changed = [f"“{piece.name}: {piece.text}” at {piece.place}" for piece in named]
    more = f" and {len(changed) - MOST} more" if len(changed) > MOST else ""
    hint = (
        f"{NOTHING}a rule of the house style may do this: look for {cause.look_for} this text, in "
        f"{', '.join(changed[:MOST])}{more}; if it stays without these changes, {REPORT}"
    )
    return replace(found, facts={**found.facts, "hint": hint})


def _putting_in(found: Problem, contents: Sequence[Piece]) -> Piece | None:
    """The `content` that put in what the file has and the source hasn't, if one may be it."""
    expected = str(found.facts["expected"]).casefold().split()
    extra = [w for w in str(found.facts["found"]).casefold().split() if w not in expected]
    for piece in contents:
        written = "".join(node.value for node in piece.node.value if node.type == "string")
        if extra and any(word in written.casefold() for word in extra):
            return piece
    numbered = [word for word in extra if word.isdigit() or len(word) == 1]
    named = (
        piece
        for piece in contents
        if any(n.type == "function" and n.lower_name in PUT_IN for n in piece.node.value)
    )
    return next(named, None) if numbered else None
