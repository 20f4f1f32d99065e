"""Boxes that cut off what doesn't fit, and boxes that lie over text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from briefbuild.verify.reasons import COVERS, CUTS, HIDES, LAID, MOVES
from briefbuild.verify.visibility.in_sight import Fault
from briefbuild.verify.visibility.lengths import lengths
from briefbuild.verify.visibility.seen import Look
from briefbuild.verify.visibility.values import BORDER

NARROW = 10.0
"""Times the size of type: a box of this width holds a word."""
LOW = 5.0
"""Times the size of type: in a box of this height that scrolls, a reader finds what it holds."""
THIN = 0.4
"""Times the size of type: a box of this width or height is a line."""
LETTER, LINE = 0.45, 700.0
"""Of its size, how wide a letter is at least; pixels of a line."""
LONG = 80
"""Letters that fit on no line of a phone."""
SIDES = ("top", "right", "bottom", "left")
NATURAL = ("auto", "none", "fit-content", "max-content", "min-content", "stretch", "")


def cut_off(look: Look, letters: int, inline: bool) -> Iterator[Fault]:
    """What a box of text says that may cut text off; `letters` are as many as it holds."""
    for axis, names, least in (
        ("overflow-y", ("height", "max-height"), math.inf),
        ("overflow-x", ("width", "max-width"), NARROW * look.em),
    ):
        flow = look.value(axis, "visible")
        scrolls = flow in ("auto", "scroll") and not look.screen.paper
        room = LOW * look.em if scrolls else least
        for name in names if flow != "visible" and not (scrolls and axis == "overflow-x") else ():
            if look.value(name) not in NATURAL and not look.length(name, -1.0) >= room:
                small = 0 <= look.length(name, -1.0) < look.em
                yield Fault(look.own[name][1], HIDES if small else CUTS, small)
        if flow in ("hidden", "clip"):
            yield from _pressed(look, axis)
    yield from _laid_over(look, letters)
    if (
        not inline
        and letters > LONG
        and look.value("overflow-x", "visible") in ("visible", "hidden")
    ):
        for name in ("white-space", "text-wrap", "text-wrap-mode"):
            if look.value(name) in ("nowrap", "pre"):
                yield Fault(look.own[name][1], MOVES)


def _laid_over(look: Look, letters: int) -> Iterator[Fault]:
    """A height that the text doesn't keep to, so that what follows is laid over it."""
    lines = 1 + letters * LETTER * look.em // min(look.screen.width, LINE)
    for name in ("height", "max-height") if look.value("overflow-y") in ("", "visible") else ():
        if 0 <= look.length(name, -1.0) < lines * look.em and "%" not in look.value(name):
            yield Fault(look.own[name][1], LAID)


def _pressed(look: Look, axis: str) -> Iterator[Fault]:
    """What makes a box that cuts off smaller than its text without naming a height."""
    names = ("white-space", "text-wrap", "text-wrap-mode") if axis == "overflow-x" else ()
    for name in names:
        if look.value(name) in ("nowrap", "pre"):
            yield Fault(look.own[axis][1], CUTS)
    placed = any(name.startswith(("flex", "grid")) for name in look.own)
    if placed or (
        axis == "overflow-y"
        and (
            ("min-height" in look.own and look.length("min-height") == 0)
            or (look.value("top", "auto") != "auto" and look.value("bottom", "auto") != "auto")
        )
    ):
        yield Fault(look.own[axis][1], CUTS)


def covering(look: Look, empty: bool) -> Iterator[Fault]:
    """Where a box is painted that may lie over text; one with text of its own may stand where it
    is if nothing moves it."""
    if not _is_loose(look, empty) or (empty and _is_line(look)):
        return
    for name in ("background-color", "background-image"):
        if look.value(name, "none") not in ("none", "transparent"):
            yield Fault(look.own[name][1], COVERS)
            return
    for name, (value, said) in look.own.items():
        wide = BORDER.fullmatch(name) or name in ("box-shadow", "outline")
        if wide and any(one > THIN * look.em for one in lengths(value, look.measure)):
            yield Fault(said, COVERS)
            return


def _is_loose(look: Look, empty: bool) -> bool:
    """Whether a box may stand elsewhere than where the text before it ends."""
    position = look.value("position", "static")
    if position in ("absolute", "fixed"):
        return True
    if position != "static" and (empty or any(look.length(side) != 0 for side in SIDES)):
        return True
    if any(look.value(name, "none") != "none" for name in ("transform", "translate")):
        return True
    return empty and min(look.length(f"margin-{side}") for side in SIDES) < 0


def _is_line(look: Look) -> bool:
    sides = [look.length(name, math.inf) for name in ("width", "height")]
    return min(sides) <= THIN * look.em


def covering_picture(look: Look) -> Iterator[Fault]:
    """A picture over all that it stands in."""
    if look.value("position", "static") not in ("absolute", "fixed"):
        return
    filled = all(look.length(side, math.inf) == 0 for side in ("top", "left"))
    if filled or look.value("width") in ("", "auto", "100%"):
        yield Fault(look.own["position"][1], COVERS)
