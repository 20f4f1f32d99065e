"""Declarations of CSS that take what they stand for out of sight, each judged by itself.

What only a layout could tell is left to the measure: a length of more than a screen's width moves
text off it, letters below four points aren't meant to be read, a box of two pixels shows nothing of
what overflows it. Sums and values of custom properties aren't worked out, and hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import tinycss2

PIXELS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "vw": 8.0,
    "vh": 8.0,
    "%": 8.0,
}
"""Of the units, relative ones for common letters on a screen of 800 px."""
FAR = 500.0
"""Pixels beyond which text is off the screen."""
NARROW = 2.0
"""Pixels: a box that shows nothing of what overflows it."""
LETTERS = 16 / 3
"""Pixels of four points: smaller letters aren't meant to be read."""
FAINT = 0.15
"""Opacity below which nothing is read."""
TINY = 0.2
"""Factors of a size below which nothing is read."""
MEASURE = re.compile(r"^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%|[a-z]*)$")
SIZE = re.compile(r"(?:^|\s)([\d.]+(?:%|[a-z]+))(?:\s*/|\s)")
"""The size in a `font`, which stands before the line's height or the family."""
BOXES = (
    *("height", "max-height", "block-size", "max-block-size"),
    *("width", "max-width", "inline-size", "max-inline-size"),
)
OFFSETS = (
    *("left", "right", "top", "bottom", "inset", "inset-inline-start", "inset-block-start"),
    *("margin", "margin-left", "margin-top", "margin-inline-start", "margin-block-start"),
    *("text-indent", "translate"),
)
ARGUMENTS = re.compile(r"([a-z]+[xyzd3]*)\(([^()]*)\)")
Declared = Mapping[str, str]


def declared(declarations: object) -> dict[str, str]:
    """What declarations say, by the property; a later one counts."""
    return {
        item.lower_name: tinycss2.serialize(item.value).strip().lower()
        for item in tinycss2.parse_blocks_contents(declarations, True, True)
        if item.type == "declaration"
    }


def hides(said: Declared) -> bool:
    """Whether what is declared takes an element, and all in it, out of sight."""
    return any(name in CHECKS and CHECKS[name](value) for name, value in said.items()) or (
        said.get("overflow", "visible").split()[0] in ("hidden", "clip")
        and any(0 <= _pixels(said.get(name, "")) < NARROW for name in BOXES)
    )


def tiny(said: Declared) -> bool:
    """Whether a picture under these declarations is too small to be seen."""
    return any(0 <= _pixels(said.get(name, "")) < LETTERS for name in BOXES)


def _pixels(value: str) -> float:
    """A length in pixels; not a number for what is none."""
    match = MEASURE.match(value)
    if match is None or (match[2] and match[2] not in PIXELS):
        return float("nan")
    return float(match[1]) * PIXELS.get(match[2], 1.0)


def _number(value: str) -> float:
    match = MEASURE.match(value)
    return float("nan") if match is None else float(match[1]) / (100 if match[2] == "%" else 1)


def _far(value: str) -> bool:
    return any(_pixels(part) <= -FAR for part in value.split())


def _small(value: str) -> bool:
    if value.endswith("%"):
        value = f"{_number(value)}em"
    return _pixels(value) < LETTERS and not value.startswith("-")


def _small_font(value: str) -> bool:
    match = SIZE.search(value)
    return match is not None and _small(match[1])


def _moves(value: str) -> bool:
    """Whether a transform makes nothing of an element, or carries it off."""
    for name, arguments in ARGUMENTS.findall(value):
        numbers = [part.strip() for part in re.split(r"[,\s]+", arguments) if part.strip()]
        if name.startswith("scale") and any(abs(_number(n)) < TINY for n in numbers):
            return True
        if name.startswith("translate") and any(abs(_pixels(n)) >= FAR for n in numbers):
            return True
    return False


def _clips(value: str) -> bool:
    """Whether a clipping path leaves nothing."""
    for name, arguments in ARGUMENTS.findall(value):
        first = _number((arguments.split() or [""])[0])
        if (name == "inset" and first >= 0.5) or (name in ("circle", "ellipse") and first <= 0):
            return True
    return False


def _filters(value: str) -> bool:
    return any(name == "opacity" and _number(a) < FAINT for name, a in ARGUMENTS.findall(value))


def _is(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _factor(value: str) -> bool:
    return any(abs(_number(part)) < TINY for part in value.split())


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "display": _is("none"),
    "visibility": _is("hidden", "collapse"),
    "content-visibility": _is("hidden"),
    "opacity": lambda value: _number(value) < FAINT,
    "font-size": _small,
    "font": _small_font,
    "clip": lambda value: value.startswith("rect("),
    "clip-path": _clips,
    "transform": _moves,
    "scale": _factor,
    "zoom": _factor,
    "filter": _filters,
    **dict.fromkeys(("mask", "mask-image", "-webkit-mask"), lambda value: "transparent" in value),
    **dict.fromkeys(OFFSETS, _far),
}


def covers(said: Declared) -> bool:
    """Whether a box without text of its own lies over all that it stands in."""
    ground = said.get("background", said.get("background-color", "none"))
    edges: Sequence[str] = [said.get(name, "") for name in ("top", "left")]
    over = said.get("inset") == "0" or all(_pixels(edge) == 0 for edge in edges)
    return (
        over
        and said.get("position") in ("absolute", "fixed")
        and ground not in ("none", "transparent", "")
    )
