"""Values that may take text out of sight, each looked at by itself: what is wrong with one, or "".

What only a layout could tell is left to measures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from briefbuild.verify.reasons import COVERS, FAR, HIDES, LAID, MOVES, MOVING, UNSURE
from briefbuild.verify.visibility.lengths import lengths, parts_of, pixels
from briefbuild.verify.visibility.seen import FACTORS, GRADIENT, SIZES, Look
from briefbuild.verify.visibility.transforms import (
    factor,
    filtered,
    moved,
    number,
    transformed,
    turned,
)

BORDER = re.compile(
    r"border(?:-(?:top|right|bottom|left|block|inline)(?:-(?:start|end))?)?(?:-width)?"
)
GRID = (
    *("grid", "grid-template", "grid-template-rows", "grid-template-columns"),
    *("grid-auto-rows", "grid-auto-columns"),
)
INLINE = frozenset(
    """
    a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span
    strong sub sup time u var
    """.split()  # noqa: SIM905 -- a list of quoted words is no easier to read
)


def _sized(value: str, look: Look) -> str:
    """Whether a size of type can be worked out; how small it is tell the letters."""
    known = value in SIZES or value in FACTORS
    return UNSURE if not known and math.isnan(pixels(value, look.measure)) else ""


def _faded(value: str, _: Look) -> str:
    given = number(value)
    return UNSURE if math.isnan(given) else HIDES if given < 0.15 else ""


def _letters(value: str, look: Look) -> str:
    """`letter-spacing`."""
    given = 0.0 if value == "normal" else pixels(value, look.measure._replace(whole=look.em))
    if math.isnan(given):
        return UNSURE
    return HIDES if given < -0.4 * look.em else MOVES if not -0.12 <= given / look.em <= 3 else ""


def _blanks(value: str, look: Look) -> str:
    given = 0.0 if value == "normal" else pixels(value, look.measure._replace(whole=look.em / 4))
    if math.isnan(given):
        return UNSURE
    return "" if -0.1 <= given / max(look.em, 1) <= 5 else "makes words run together, or apart"


def _line(value: str, look: Look) -> str:
    """The height of lines of a block; within a line it only moves nothing."""
    if (
        value == "normal"
        or look.value("display", "inline" if look.tag in INLINE else "block") == "inline"
    ):
        return ""
    measure = look.measure._replace(whole=look.em)
    given = pixels(value, measure)
    if math.isnan(given):
        return UNSURE
    height = (
        given * look.em
        if re.fullmatch(r"[\d.+-]+(e[-+]?\d+)?|calc\([\d\s.+*/()-]*\)", value)
        else given
    )
    return "lays lines over each other" if height < 0.8 * look.em else ""


def _indent(value: str, look: Look) -> str:
    given = lengths(value, look.measure) or [math.nan]
    if math.isnan(given[0]):
        return UNSURE
    if given[0] <= -FAR:
        return HIDES
    return "" if given[0] + look.left >= -2 and given[0] <= 20 * look.em else MOVES


def _beside(value: str, look: Look) -> str:
    """A margin: what is less than nothing draws boxes over each other."""
    given = pixels(value, look.measure)
    if value == "auto" or given >= 0:
        return ""
    return UNSURE if math.isnan(given) else HIDES if given <= -FAR else ""


def _above(value: str, look: Look) -> str:
    given = pixels(value, look.measure)
    if value == "auto" or given >= -3 * look.em:
        return ""
    return UNSURE if math.isnan(given) else HIDES if given <= -FAR else MOVES


def _offset(value: str, look: Look) -> str:
    """`top`, `bottom`, `right`; where something is from the left is worked out as a whole."""
    position = look.value("position", "static")
    if value == "auto" or position in ("static", "sticky"):
        return ""
    given = pixels(value, look.measure)
    if math.isnan(given):
        return UNSURE
    if given <= -FAR:
        return HIDES
    near = -2 * look.em <= given and (position == "absolute" or given <= 2 * look.em)
    return "" if near and given < 4 * FAR else MOVES


def _raised(value: str, look: Look) -> str:
    given = pixels(value, look.measure._replace(whole=look.em))
    return MOVES if abs(given) > 3 * look.em else ""


def _order(value: str, _: Look) -> str:
    given = 0.0 if value == "auto" else number(value)
    return (
        COVERS.replace("lie over", "lie under")
        if given < 0
        else UNSURE
        if math.isnan(given)
        else ""
    )


def _struck(value: str, look: Look) -> str:
    struck = "line-through" in value.split() and look.tag not in ("s", "del", "strike")
    return "strikes text out" if struck else ""


def _thick(value: str, look: Look) -> str:
    given = pixels(value, look.measure._replace(whole=look.em))
    return "" if value in ("auto", "from-font") or given <= 0.2 * look.em else COVERS


def _masked(value: str, _: Look) -> str:
    if value == "none":
        return ""
    return HIDES if "transparent" in value else "may show only parts of the text"


def _animated(value: str, _: Look) -> str:
    return "" if value in ("none", "") else MOVING


def _shadow(value: str, look: Look) -> str:
    near = all(abs(length) <= 2 * look.em for length in lengths(value, look.measure))
    return "" if value == "none" or near else COVERS


def _outlined(value: str, look: Look) -> str:
    near = all(-0.3 * look.em <= one <= look.em for one in lengths(value, look.measure))
    return "" if near else COVERS


def _pictured(value: str, look: Look) -> str:
    """A picture behind text: only one that stands once, in room of its own, leaves it legible."""
    pictures = [part for part in parts_of(value) if part != "," and not GRADIENT.match(part)]
    if value == "none" or not pictures:
        return ""
    once = "no-repeat" in look.value("background-repeat")
    room = max(look.length(f"padding-{side}") for side in ("top", "right", "bottom", "left"))
    return "" if once and room >= look.em / 2 else "lies behind text, whose contrast can’t be told"


def _wide(value: str, look: Look) -> str:
    given = pixels(value, look.measure)
    return MOVES if given < 1 else ""


def bordered(value: str, look: Look) -> str:
    broad = any(one > 3 * look.em for one in lengths(value, look.measure))
    return MOVES if broad else ""


def _in_columns(value: str, look: Look) -> str:
    """Columns in which a word has room."""
    for part in parts_of(value):
        given = pixels(part, look.measure)
        few = given <= 6 if re.fullmatch(r"\d+", part) else given >= 5 * look.em
        if part != "auto" and not few:
            return MOVES
    return ""


def _tracks(value: str, look: Look) -> str:
    """The rows and columns of a grid: each has some size."""
    sizes = re.findall(r"(?<![\w.])[\d.]+(?:[a-z]+|%)|(?<![\w.])0(?![\w.%])", value)
    small = any(0 <= pixels(size, look.measure) < look.em for size in sizes)
    return LAID if small else ""


def _adjusted(value: str, _: Look) -> str:
    return "" if value in ("auto", "none") or 0.8 <= number(value) <= 2 else UNSURE


Check = Callable[[str, Look], str]
CHECKS: Mapping[str, Check] = {
    "font-size": _sized,
    "opacity": _faded,
    **dict.fromkeys(("scale", "zoom"), factor),
    "translate": moved,
    "rotate": turned,
    "transform": transformed,
    "filter": filtered,
    "letter-spacing": _letters,
    "word-spacing": _blanks,
    "line-height": _line,
    "text-indent": _indent,
    **dict.fromkeys(("margin-left", "margin-right"), _beside),
    **dict.fromkeys(("margin-top", "margin-bottom"), _above),
    **dict.fromkeys(("top", "bottom", "right"), _offset),
    "z-index": _order,
    "vertical-align": _raised,
    "text-decoration-line": _struck,
    "text-decoration-thickness": _thick,
    **dict.fromkeys(("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"), _masked),
    **dict.fromkeys(("animation", "animation-name", "-webkit-animation"), _animated),
    "box-shadow": _shadow,
    **dict.fromkeys(("outline", "outline-width", "outline-offset"), _outlined),
    "background-image": _pictured,
    **dict.fromkeys(("width", "max-width"), _wide),
    **dict.fromkeys(("height", "max-height"), lambda *_: ""),
    **dict.fromkeys(("columns", "column-count", "column-width"), _in_columns),
    **dict.fromkeys(("text-size-adjust", "-webkit-text-size-adjust"), _adjusted),
    **dict.fromkeys(GRID, _tracks),
}
