"""From the screen's colours to inks, through the printer's ICC profile.

A colour of the house's tokens is printed as press.css says. A grey, and a black that leans to a
hue, are black ink alone, in the tint that comes nearest to their lightness: four inks that make a
grey drift as soon as one of them runs fat, and small type gets coloured edges. What is nearly black
is full black: a tint is a screen, whose small holes would fray the edges of letters, and only full
black overprints. Anything else goes through the profile, relative colorimetric with black-point
compensation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, cached_property
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from briefbuild.press_style import RGB, Inks, PressStyle

INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
GREY = 5.0
"""CIE C*ab. A colour with less is a grey."""
DULL = ((50.0, 12.0), (15.0, 22.0))
"""Pairs of CIE L* and C*ab. A colour below both of a pair is a dark grey, or a black."""
FULL = 20.0
"""CIE L*. A black that is darker is black ink in full; its tint would be one of 85 % or more."""
UNLIKE = 30.0
"""CIE ΔE*ab. Inks this far from a colour are another one's; what paper can't show is nearer."""
Lab = tuple[float, float, float]
XYZ = (
    ((0.4124, 0.3576, 0.1805), 0.9505),
    ((0.2126, 0.7152, 0.0722), 1.0),
    ((0.0193, 0.1192, 0.9505), 1.089),
)
"""From linear sRGB to XYZ, each row with its white."""


class Printer:
    """Turns colours and pictures into inks."""

    def __init__(self, style: PressStyle) -> None:
        self.profile = style.profile
        self.unlike = [t for rgb, t in style.tokens.items() if self._far(rgb, t.inks) > UNLIKE]
        """The tokens whose inks are of another colour: press.css didn't follow tokens.css."""
        self._tokens = {rgb: t.inks for rgb, t in style.tokens.items() if t not in self.unlike}
        self.of_rgb = cache(self._of_rgb)

    def _of_rgb(self, red: float, green: float, blue: float) -> Inks:
        """The inks of an sRGB colour, 0 to 1 each."""
        rgb = (round(red * 255), round(green * 255), round(blue * 255))
        if rgb in self._tokens:
            return self._tokens[rgb]
        lightness, a, b = _lab(red, green, blue)
        chroma = math.hypot(a, b)
        dull = any(lightness < light and chroma < colourful for light, colourful in DULL)
        if chroma < GREY or dull:
            return (0.0, 0.0, 0.0, 1.0) if lightness < FULL else self._black(lightness)
        dots = self.of_picture(Image.new("RGB", (1, 1), rgb)).tobytes()
        c, m, y, k = (round(dot / 255, 4) for dot in dots)
        return c, m, y, k

    def of_grey(self, grey: float) -> Inks:
        """Black ink alone, as light as an sRGB grey is: 0 is black, 1 is paper."""
        return self._black(_lab(grey, grey, grey)[0])

    def _black(self, lightness: float) -> Inks:
        nearest = min(range(101), key=lambda k: abs(self._ramp[k] - lightness))
        return 0.0, 0.0, 0.0, nearest / 100

    def of_picture(self, picture: Image.Image, profile: bytes | None = None) -> Image.Image:
        """A picture's pixels as inks; `profile` is the one that it came with, else it is sRGB.

        Raises ImageCms.PyCMSError when its profile can't be used.
        """
        transform = self._transform(picture.mode, profile)
        made = ImageCms.applyTransform(picture, transform)
        if made is None:
            raise ImageCms.PyCMSError("the picture can’t be converted")
        return made

    @cache  # noqa: B019 -- one printer lives as long as one file is made
    def _transform(self, mode: str, profile: bytes | None) -> ImageCms.ImageCmsTransform:
        source: Any = BytesIO(profile) if profile else ImageCms.createProfile("sRGB")
        target: Any = BytesIO(self.profile)
        return ImageCms.buildTransform(source, target, mode, "CMYK", INTENT, FLAGS)

    @cached_property
    def _ramp(self) -> list[float]:
        """The lightness of black ink in steps of 1 %, from 100 (paper) to 0 (full black)."""
        tints = self._look(*((0.0, 0.0, 0.0, k / 100) for k in range(101)))
        paper, black = tints[0][0], tints[100][0]
        return [100 * (tint[0] - black) / (paper - black) for tint in tints]

    def _far(self, rgb: RGB, inks: Inks) -> float:
        """How far from a colour its inks are (CIE 1976 ΔE*ab)."""
        red, green, blue = rgb
        (look,) = self._look(inks)
        return math.dist(_lab(red / 255, green / 255, blue / 255), look)

    def _look(self, *colours: Inks) -> list[Lab]:
        """What inks look like, paper being white."""
        lab: Any = ImageCms.createProfile("LAB")
        printer: Any = BytesIO(self.profile)
        transform = ImageCms.buildTransform(printer, lab, "CMYK", "LAB", INTENT)
        strip = Image.new("CMYK", (len(colours), 1))
        strip.putdata([tuple(round(ink * 255) for ink in inks) for inks in colours])
        made = ImageCms.applyTransform(strip, transform)
        assert made is not None  # only a transform in place gives nothing
        return [(light / 2.55, _signed(a), _signed(b)) for light, a, b in _threes(made)]


def _signed(dot: int) -> float:
    return float(dot - 256 if dot > 127 else dot)


def _threes(picture: Image.Image) -> Iterator[tuple[int, ...]]:
    data = picture.tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def _lab(*srgb: float) -> Lab:
    """CIE L*a*b* of an sRGB colour, 0 to 1 each (IEC 61966-2-1; CIE 15, for D65)."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in srgb]
    x, y, z = (
        sum(weight * value for weight, value in zip(row, linear, strict=True)) / white
        for row, white in XYZ
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
