"""An author's photograph: cut to one shape, so that portraits from anywhere stand alike.

Cameras and telephones turn a picture by a mark in its file, which some readers ignore, and write
down where it was taken. So the photograph is turned, cut to 4:5, made as large as print needs and
no larger, and written anew without anything but its pixels, in sRGB: one file for every format.
"""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from PIL import Image

from briefbuild.figures.raster import DAMAGE, opened, read_raster
from briefbuild.figures.screen import in_srgb, upright
from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem

WIDTH_MM = 25.4
"""How wide a portrait is printed."""
SHAPE = 4, 5
LEAST = 300, 375
"""Pixels for 300 dpi at that width, what offset printing asks of pictures."""
MOST = 600, 750
"""Pixels for 600 dpi, more than print shows."""
HEADROOM = 1 / 3
"""Of what a picture is too high, how much is cut above: a face stands in its upper half."""
QUALITY = 92


class Portrait(NamedTuple):
    """The photograph as it is printed."""

    data: bytes
    """JPEG."""
    width: int
    height: int


def cut_portrait(
    data: bytes, name: str, place: Place, house: House
) -> tuple[Portrait | None, list[Problem]]:
    """The photograph `name` as JPEG of 4:5, at most `MOST` pixels, or what is wrong with it."""
    raster, problems = read_raster(data, name, place)
    if raster is None:
        return None, problems
    try:
        with opened(raster) as file:
            file.load()
            made, found = in_srgb(upright(file), name, place, house)
            picture = _on_white(made)
    except DAMAGE as error:
        return None, [*problems, problem("picture-damaged", place, file=name, reason=error)]
    problems = [*problems, *found]
    cut = picture.crop(window(*picture.size))
    if cut.width < LEAST[0]:
        facts = {"width": cut.width, "height": cut.height, "least": LEAST[0], "high": LEAST[1]}
        problems = [*problems, problem("photo-small", place, file=name, **facts)]
    if cut.width > MOST[0]:
        cut = cut.resize(MOST, Image.Resampling.LANCZOS)
    written, cut.info = BytesIO(), {}
    cut.save(written, "JPEG", quality=QUALITY, subsampling=0, dpi=(300, 300))
    return Portrait(written.getvalue(), *cut.size), problems


def window(width: int, height: int) -> tuple[int, int, int, int]:
    """The largest part of 4:5 as left, upper, right and lower edge: as much is cut on the left as
    on the right, and twice as much below as above."""
    wide = min(width, max(1, height * SHAPE[0] // SHAPE[1]))
    high = min(height, max(1, width * SHAPE[1] // SHAPE[0]))
    left, upper = (width - wide) // 2, int((height - high) * HEADROOM)
    return left, upper, left + wide, upper + high


def _on_white(picture: Image.Image) -> Image.Image:
    layer = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
