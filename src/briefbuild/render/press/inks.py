"""From the screen's colours to inks, through the printer's ICC profile.

A colour of the house's tokens is printed as press.css says. A grey, and a black that leans to a
hue, are black ink alone, in the tint that comes nearest to their lightness: four inks that make a
grey drift as soon as one of them runs fat, and small type gets coloured edges. Anything else goes
through the profile, relative colorimetric with black-point compensation.
"""

from __future__ import annotations

import math
from functools import cache, cached_property
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from briefbuild.press_style import Inks, PressStyle

INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
GREY = 3.0
"""CIE C*ab. A colour with less is a grey."""
BLACK, BLACKISH = 35.0, 12.0
"""CIE L* and C*ab. A colour below both is a black."""
XYZ = (
    ((0.4124, 0.3576, 0.1805), 0.9505),
    ((0.2126, 0.7152, 0.0722), 1.0),
    ((0.0193, 0.1192, 0.9505), 1.089),
)
"""From linear sRGB to XYZ, each row with its white."""


class Printer:
    """Turns colours and pictures into inks."""

    def __init__(self, style: PressStyle) -> None:
        self._tokens = style.inks
        self._profile = style.profile
        self.of_rgb = cache(self._of_rgb)

    def _of_rgb(self, red: float, green: float, blue: float) -> Inks:
        """The inks of an sRGB colour, 0 to 1 each."""
        rgb = (round(red * 255), round(green * 255), round(blue * 255))
        if rgb in self._tokens:
            return self._tokens[rgb]
        lightness, chroma = _lightness_and_chroma(red, green, blue)
        if chroma < GREY or (lightness < BLACK and chroma < BLACKISH):
            return self._black(lightness)
        dots = self.of_picture(Image.new("RGB", (1, 1), rgb)).tobytes()
        c, m, y, k = (round(dot / 255, 4) for dot in dots)
        return c, m, y, k

    def of_grey(self, grey: float) -> Inks:
        """Black ink alone, as light as an sRGB grey is: 0 is black, 1 is paper."""
        return self._black(_lightness_and_chroma(grey, grey, grey)[0])

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
        target: Any = BytesIO(self._profile)
        return ImageCms.buildTransform(source, target, mode, "CMYK", INTENT, FLAGS)

    @cached_property
    def _ramp(self) -> list[float]:
        """The lightness of black ink in steps of 1 %, from 100 (paper) to 0 (full black)."""
        lab: Any = ImageCms.createProfile("LAB")
        printer: Any = BytesIO(self._profile)
        transform = ImageCms.buildTransform(printer, lab, "CMYK", "LAB", INTENT)
        strip = Image.new("CMYK", (101, 1))
        strip.putdata([(0, 0, 0, round(k * 2.55)) for k in range(101)])
        made = ImageCms.applyTransform(strip, transform)
        assert made is not None  # only a transform in place gives nothing
        lightness = [float(dot) / 2.55 for dot in made.getchannel(0).tobytes()]
        paper, black = lightness[0], lightness[100]
        return [100 * (value - black) / (paper - black) for value in lightness]


def _lightness_and_chroma(*srgb: float) -> tuple[float, float]:
    """CIE L* and C*ab of an sRGB colour, 0 to 1 each (IEC 61966-2-1; CIE 15, for D65)."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in srgb]
    x, y, z = (
        sum(weight * value for weight, value in zip(row, linear, strict=True)) / white
        for row, white in XYZ
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, math.hypot(500 * (x - y), 200 * (y - z))
