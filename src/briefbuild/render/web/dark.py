"""The tokens' colors on a dark ground, for readers who ask their system for one.

A house writes its colors for paper. Their counterparts keep hue and, as far as it is bearable,
chroma, and take a lightness for the dark (OKLab by Björn Ottosson, 2020: equal steps look equal).
Text stays at 4.5 to 1 and more on both grounds, paper and tint (WCAG 2.2, 1.4.3), whatever the
house's colors are: on grounds as dark as these the lightness decides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

LIGHTNESS = {"paper": 0.19, "tint": 0.25, "rule": 0.42, "muted": 0.76, "accent": 0.82, "ink": 0.93}
"""OKLab's lightness, 0 to 1, of each color on a dark page."""
CHROMA = {"paper": 0.012, "tint": 0.015, "rule": 0.02, "muted": 0.02, "accent": 0.09, "ink": 0.01}
"""The most chroma that each may have."""
RGB = tuple[float, float, float]


def dark_colors(tokens: Mapping[str, str]) -> dict[str, str]:
    """`--dark-ink` and so on, each as #rrggbb, from the tokens `--color-…`."""
    hues = {"paper": "ink", "tint": "ink", "rule": "ink"}  # white and near-white have no hue
    made = {}
    for name, lightness in LIGHTNESS.items():
        _, a, b = _oklab(_linear(tokens[f"--color-{hues.get(name, name)}"]))
        chroma, hue = min(math.hypot(a, b), CHROMA[name]), math.atan2(b, a)
        lab = (lightness, chroma * math.cos(hue), chroma * math.sin(hue))
        made[f"--dark-{name}"] = _hex(_rgb(lab))
    return made


def _linear(color: str) -> RGB:
    """Linear-light sRGB of #rgb or #rrggbb (IEC 61966-2-1)."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return _light(red), _light(green), _light(blue)


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _oklab(rgb: RGB) -> RGB:
    r, g, b = rgb
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _rgb(lab: RGB) -> RGB:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _hex(rgb: RGB) -> str:
    """#rrggbb of linear-light sRGB; what no screen shows goes to the nearest edge."""
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, c)))):02x}" for c in rgb)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
