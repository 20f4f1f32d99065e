"""Pictures of pixels as readers show them: upright, in sRGB, and nothing but their pixels.

Cameras turn a picture by a mark in its file, give it colours of their own and write down where it
was taken; agencies send inks. Readers heed the mark or don't, few know profiles, a PDF/A for the
screen has no inks (ISO 19005-3, 6.2.4.3), and nobody should learn where an author lives. So each
picture is turned and converted once, for every format on a screen; one that needs neither keeps
its data as they are and loses only what isn't pixels.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image, ImageCms

from briefbuild.figures.raster import DAMAGE, Raster, opened, read_raster
from briefbuild.figures.stripping import stripped
from briefbuild.house import House
from briefbuild.press_style import read_press_style
from briefbuild.problems import Place, Problem, problem

INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
QUALITY = 95
"""Of a JPEG that has to be written anew, with its colours at full size: no loss that is seen."""
ALIKE = 2
"""Levels of 256. A profile that moves no colour further is sRGB, whatever its name."""
ORIENTATION = 0x0112  # Exif 2.32, 4.6.4: how a camera was held
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DEEP = ("I", "I;16", "I;16B", "I;16L")
_LEVELS = range(0, 256, 51)


class Shown(NamedTuple):
    """A picture for the screen."""

    raster: Raster
    original: bytes | None
    """The file as it came, where a press can make more of it: it has other colours, or it was
    turned and had to be compressed anew."""


def for_screen(
    data: bytes, name: str, place: Place, house: House
) -> tuple[Shown | None, list[Problem]]:
    """The picture file upright, in sRGB or grey, 8 bits deep, without metadata; or what is wrong.

    Inks that come without a profile are those of the house's printer.
    """
    raster, problems = read_raster(data, name, place)
    if raster is None:
        return None, problems
    try:
        with opened(raster) as file:
            file.load()
            picture = upright(file)
            turned, deep = picture is not file, _is_deep(raster, file)
            made, found = in_srgb(picture, name, place, house)
    except DAMAGE as error:
        return None, [*problems, problem("picture-damaged", place, file=name, reason=error)]
    problems = [*problems, *found]
    if made is picture and not turned and not deep:
        return Shown(replace(raster, data=stripped(raster.data, raster.kind)), None), problems
    written, bare = BytesIO(), made.copy()
    bare.info = {k: v for k, v in made.info.items() if k == "transparency"}
    if raster.kind == "jpeg":
        bare.save(written, "JPEG", quality=QUALITY, subsampling=0)
    else:
        bare.save(written, "PNG")
    recoloured = made is not picture and picture.mode not in _DEEP
    original = raster.data if recoloured or (turned and raster.kind == "jpeg") else None
    return Shown(Raster(written.getvalue(), raster.kind, *made.size), original), problems


def upright(picture: Image.Image) -> Image.Image:
    """The picture as its camera was held; itself when it needs no turning."""
    try:
        turn = _TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except DAMAGE:  # Exif that can't be read turns nothing
        return picture
    if turn is None:
        return picture
    made = picture.transpose(turn)
    made.info = dict(picture.info)
    return made


def in_srgb(
    picture: Image.Image, name: str, place: Place, house: House
) -> tuple[Image.Image, list[Problem]]:
    """The picture in sRGB or grey, with its alpha, 8 bits deep; itself when that is what it is.

    A profile that can't be used is a warning, and counts for nothing.
    """
    profile = picture.info.get("icc_profile")
    plain = _shallow(picture)
    problems = []
    if profile:
        try:
            if not _is_srgb(profile):
                return _through(profile, plain), []
        except ImageCms.PyCMSError as error:
            problems = [problem("picture-profile", place, file=name, reason=error)]
    if plain.mode != "CMYK":
        return plain, problems
    style, _ = read_press_style(house)
    if style is None:
        inks = problem(
            "picture-inks", place, file=name, reason="the style has no printer’s profile"
        )
        return plain.convert("RGB"), [*problems, inks]
    return _through(style.profile, plain), problems


def _is_deep(raster: Raster, picture: Image.Image) -> bool:
    """Whether a channel has 16 bits: the byte after width and height (PNG 3rd edition, 11.2.1)."""
    return raster.kind == "png" and (picture.mode in _DEEP or raster.data[24] > 8)


def _shallow(picture: Image.Image) -> Image.Image:
    """Eight bits a channel; Pillow would cut off what is lighter than 255 of 65 535."""
    if picture.mode not in _DEEP:
        return picture
    return picture.convert("I").point(lambda level: level * (1 / 257) + 0).convert("L")


def _through(profile: bytes, picture: Image.Image) -> Image.Image:
    """The colours by a profile of theirs as sRGB; grey stays grey. Raises ImageCms.PyCMSError."""
    alpha = None
    if picture.mode in ("P", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if picture.mode in ("LA", "RGBA"):
        alpha = picture.getchannel("A")
        picture = picture.convert(picture.mode[:-1])
    elif picture.mode == "1":
        picture = picture.convert("L")
    made = ImageCms.applyTransform(picture, _transform(profile, picture.mode))
    assert made is not None  # only a transform in place gives nothing
    if picture.mode == "L":
        made = made.convert("L")
    if alpha:
        made.putalpha(alpha)
    return made


@cache
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source: Any = BytesIO(profile)
    target: Any = ImageCms.createProfile("sRGB")
    return ImageCms.buildTransform(source, target, mode, "RGB", INTENT, FLAGS)


@cache
def _is_srgb(profile: bytes) -> bool:
    """Whether a profile leaves all colours where they are. Raises ImageCms.PyCMSError."""
    if profile[16:20] != b"RGB ":  # ICC.1:2010, 7.2.6: the colour space of the data
        return False
    colours = bytes(level for r in _LEVELS for g in _LEVELS for b in _LEVELS for level in (r, g, b))
    strip = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    made = _through(profile, strip).tobytes()
    return all(abs(one - other) <= ALIKE for one, other in zip(colours, made, strict=True))
