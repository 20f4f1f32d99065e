"""Colors of CSS as they look on a screen, whatever way they are written (CSS Color 4 and 5).

Spaces wider than sRGB are cut down to it, and mixtures are made in it: what is asked is whether
letters stand out from their ground, and for that it is near enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import tinycss2
from tinycss2.color5 import parse_color

Color = tuple[float, float, float, float]
"""sRGB and alpha, each from 0 to 1."""
WHITE: Color = (1.0, 1.0, 1.0, 1.0)
BLACK: Color = (0.0, 0.0, 0.0, 1.0)
CLEAR: Color = (0.0, 0.0, 0.0, 0.0)
NIGHT: Color = (0.07, 0.07, 0.07, 1.0)
"""What browsers paint pages with that say they can be dark."""
STEPS = 8
"""Between two stops of a gradient."""
D50_TO_D65 = (
    (0.955473, -0.023099, 0.063259),
    (-0.028370, 1.009995, 0.021041),
    (0.012314, -0.020508, 1.330366),
)
D65_TO_RGB = (
    (3.240970, -1.537383, -0.498611),
    (-0.969244, 1.875968, 0.041555),
    (0.055630, -0.203977, 1.056972),
)
"""Matrices of CSS Color 4, 18."""


class Palette(NamedTuple):
    """What names of colors stand for that depend on where they are said."""

    current: Color | None
    dark: bool
    """Whether the page is shown in its dark scheme."""

    @property
    def ink(self) -> Color:
        return WHITE if self.dark else BLACK

    @property
    def paper(self) -> Color:
        return NIGHT if self.dark else WHITE


@lru_cache(maxsize=4096)
def color_of(value: str, palette: Palette) -> Color | None:
    """A color; None for what is none, or can't be worked out."""
    token = tinycss2.parse_one_component_value(value.strip(), skip_comments=True)
    return _color(token, palette)


def _color(token: Any, palette: Palette) -> Color | None:
    name = getattr(token, "lower_value", None) if token.type == "ident" else None
    named = {"currentcolor": palette.current, "canvastext": palette.ink, "canvas": palette.paper}
    if name in named:
        return named[name]
    if token.type == "function" and token.lower_name == "light-dark":
        parts = _arguments(token)
        return _of_parts(parts[palette.dark], palette) if len(parts) == 2 else None
    if token.type == "function" and token.lower_name == "color-mix":
        return _mixed(_arguments(token), palette)
    if token.type not in ("ident", "hash", "function"):
        return None
    try:
        color = parse_color(token)
    except (AttributeError, TypeError, ValueError, IndexError):  # arguments that it doesn't expect
        return None
    return None if color is None or color == "currentcolor" else _screen(color)


def _arguments(token: Any) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for node in token.arguments:
        if node == ",":
            parts.append([])
        elif node.type not in ("whitespace", "comment"):
            parts[-1].append(node)
    return parts


def _of_parts(tokens: Sequence[Any], palette: Palette) -> Color | None:
    return _color(tokens[0], palette) if len(tokens) == 1 else None


def _mixed(parts: Sequence[Sequence[Any]], palette: Palette) -> Color | None:
    """`color-mix(in srgb, red 30%, blue)` (CSS Color 5, 2)."""
    if len(parts) != 3:
        return None
    shares = [[t.value / 100 for t in part if t.type == "percentage"] for part in parts[1:]]
    colors = [_of_parts([t for t in p if t.type != "percentage"], palette) for p in parts[1:]]
    one, other = colors
    if one is None or other is None:
        return None
    first = shares[0][0] if shares[0] else 1 - shares[1][0] if shares[1] else 0.5
    second = shares[1][0] if shares[1] else 1 - first
    if first + second <= 0:
        return None
    thin = min(1.0, first + second)
    mixed = between(one, other, second / (first + second))
    return (*mixed[:3], mixed[3] * thin)


def between(one: Color, other: Color, share: float) -> Color:
    """A mixture of two colors, `share` of the second (premultiplied, CSS Color 4, 12.3)."""
    alpha = one[3] * (1 - share) + other[3] * share
    if alpha == 0:
        return CLEAR
    red, green, blue = (
        (a * one[3] * (1 - share) + b * other[3] * share) / alpha
        for a, b in zip(one[:3], other[:3], strict=True)
    )
    return red, green, blue, alpha


def _screen(color: Any) -> Color | None:
    """A color of tinycss2 in sRGB."""
    space = color.space
    if space in ("hsl", "hwb"):
        color, space = color.to("srgb"), "srgb"
    elif space in ("lab", "lch"):
        color, space = color.to("xyz-d50"), "xyz-d50"
    elif space in ("oklab", "oklch"):
        color, space = color.to("xyz-d65"), "xyz-d65"
    if space == "device-cmyk" or space.startswith("--"):
        return None
    parts = [float(part or 0) for part in color.coordinates]
    if space == "xyz-d50":
        parts = _through(D50_TO_D65, parts)
    if space.startswith("xyz"):
        parts = _through(D65_TO_RGB, parts)
    if space.startswith("xyz") or space == "srgb-linear":
        parts = [_encoded(part) for part in parts]
    red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
    return red, green, blue, float(color.alpha)


def _through(matrix: Sequence[Sequence[float]], parts: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, parts, strict=True)) for row in matrix]


def _encoded(value: float) -> float:
    """Linear light as sRGB has it (IEC 61966-2-1)."""
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


@lru_cache(maxsize=1024)
def shades_of(gradient: str, palette: Palette) -> tuple[Color, ...] | None:
    """The colors of a gradient, with some between its stops; None where one can't be worked out."""
    token = tinycss2.parse_one_component_value(gradient.strip(), skip_comments=True)
    if token.type != "function":
        return None
    stops: list[Color] = []
    for at, part in enumerate(_arguments(token)):
        found = [t for t in part if t.type in ("hash", "function") or _is_name(t)]
        colors = [_color(t, palette) for t in found]
        if None in colors or (at and not colors and not _is_hint(part)):
            return None
        stops += [color for color in colors if color is not None]
    shades = list(_shades(stops))
    return tuple(shades) if shades else None


def _is_name(token: Any) -> bool:
    """Whether a word of a gradient isn't one of its directions and shapes."""
    return token.type == "ident" and not re.fullmatch(
        r"to|at|in|from|left|right|top|bottom|center|circle|ellipse|(closest|farthest)-\w+|"
        r"srgb|srgb-linear|oklab|oklch|lab|lch|hsl|hwb|(longer|shorter)|hue",
        token.lower_value,
    )


def _is_hint(part: Sequence[Any]) -> bool:
    return all(t.type in ("percentage", "dimension", "number") for t in part)


def _shades(stops: Sequence[Color]) -> Iterator[Color]:
    for one, other in pairwise(stops):
        yield from (between(one, other, step / STEPS) for step in range(STEPS))
    yield from stops[-1:]


def over(tint: Color, ground: Color) -> Color:
    """A color that lets its ground through, as it looks upon it (Compositing 1, 5.1)."""
    alpha = tint[3]
    red, green, blue = (
        alpha * t + (1 - alpha) * g for t, g in zip(tint[:3], ground[:3], strict=True)
    )
    return red, green, blue, 1.0


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colors (WCAG 2.2, definitions)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
