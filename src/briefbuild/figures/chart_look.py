"""A chart's look, from the house tokens: Vega-Lite's config, and the values a spec may name.

A spec holds no colour, no family and no size of type of its own. Where Vega-Lite wants one, it
names a token as CSS would, in one of two forms of CSS (Custom Properties 1, §3; Color 5, §2):

    "var(--color-accent)"
    "color-mix(in srgb, var(--color-accent) 40%, var(--color-paper))"

The first becomes the token's value: a colour stays as written, a length becomes a number of CSS
px (96 to the inch, Values 4, §6.2), a list of families becomes its first family in single quotes
(vl-convert drops the text of an unquoted name that holds a space, without a word). The second
becomes one opaque colour, since transparency doesn't survive every press.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefbuild.tokens import font_family, points

Json = Any  # what json.loads returns: no narrower type is true of it

_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_MIX = re.compile(r"color-mix\(\s*in srgb\s*,\s*(\S+)\s+(\d+(?:\.\d+)?)%\s*,\s*(\S+)\s*\)")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LENGTH = re.compile(r"-?\d*\.?\d+(?:px|pt|mm|cm|in)")
_PX_PER_POINT = 96 / 72


class LookError(ValueError):
    """A string that the tokens can't fill: the string, and the token that is missing, if any."""

    def __init__(self, text: str, token: str | None) -> None:
        super().__init__(text)
        self.text = text
        self.token = token


def fill(json: Json, tokens: Mapping[str, str]) -> Json:
    """The same JSON with every `var()` and `color-mix()` filled in; data isn't looked into.

    Raises LookError.
    """
    if isinstance(json, dict):
        kept = ("data", "datasets", "usermeta", "description")
        return {k: v if k in kept else fill(v, tokens) for k, v in json.items()}
    if isinstance(json, list):
        return [fill(item, tokens) for item in json]
    if isinstance(json, str) and json.startswith(("var(", "color-mix(")):
        return _resolve(json, tokens)
    return json


def _resolve(text: str, tokens: Mapping[str, str]) -> str | float:
    def value(match: re.Match[str]) -> str:
        if match[1] not in tokens:
            raise LookError(text, match[1])
        return tokens[match[1]].strip()

    if whole := _VAR.fullmatch(text):
        return _plain(value(whole))
    mix = _MIX.fullmatch(_VAR.sub(value, text))
    if mix and _HEX.fullmatch(mix[1]) and _HEX.fullmatch(mix[3]):
        return _mixed(mix[1], float(mix[2]) / 100, mix[3])
    raise LookError(text, None)


def _plain(value: str) -> str | float:
    """A token's value as Vega-Lite wants it."""
    if _LENGTH.fullmatch(value):
        return round(points(value) * _PX_PER_POINT, 3)
    if value.startswith(('"', "'")):
        return f"'{font_family(value)}'"
    return value


def _mixed(first: str, share: float, second: str) -> str:
    """Two colours mixed in sRGB, each channel rounded to the nearest of 256."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    """#rgb or #rrggbb as three numbers from 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


# What a chart has without asking. The ground is paper, so that it stays legible on a dark page.
CONFIG: Json = {
    "background": "var(--color-paper)",
    "font": "var(--font-sans)",
    "padding": 0,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "color": "var(--color-accent)",
        "fontSize": "var(--size-table)",
        "fontWeight": 600,
        "subtitleColor": "var(--color-muted)",
        "subtitleFontSize": "var(--size-caption)",
        "subtitlePadding": 3,
        "offset": 12,
    },
    "axis": {
        "domainColor": "var(--color-ink)",
        "gridColor": "var(--color-rule)",
        "gridWidth": "var(--rule-thin)",
        "labelColor": "var(--color-ink)",
        "labelFontSize": "var(--size-small)",
        "tickColor": "var(--color-rule)",
        "ticks": False,
        "title": None,
    },
    "legend": {
        "labelColor": "var(--color-ink)",
        "labelFontSize": "var(--size-small)",
        "titleColor": "var(--color-muted)",
        "titleFontSize": "var(--size-small)",
        "titleFontWeight": "normal",
    },
    "range": {
        "category": ["var(--chart-1)", "var(--chart-2)", "var(--chart-3)", "var(--chart-4)"],
    },
    "bar": {"color": "var(--chart-1)"},
    "line": {"color": "var(--chart-1)", "strokeWidth": "var(--rule-thick)"},
    "point": {"color": "var(--chart-1)", "filled": True},
    "rule": {"color": "var(--color-ink)", "strokeWidth": "var(--rule-thin)"},
    "text": {"color": "var(--color-ink)", "fontSize": "var(--size-small)"},
}
