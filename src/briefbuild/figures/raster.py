"""Pictures of pixels: SVG drawn to PNG, and the size and kind of PNG and JPEG.

Readers that can't draw SVG (Word before 2016, many e-readers) get the PNG. resvg draws it with the
house's fonts alone, so that it is the same everywhere. A picture's header is read before its
pixels: a file of half a megabyte can claim a hundred million.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import resvg_py
from lxml import etree
from PIL import Image, ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from briefbuild.limits import PIXELS
from briefbuild.problems import Place, Problem, problem
from briefbuild.svg.read import SvgPicture

RASTER_ENDINGS: dict[str, Literal["png", "jpeg"]] = {
    ".png": "png",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
}

# The first bytes of each kind (PNG 3rd edition, §5.2; JPEG, ISO 10918-1, B.1.1.3) and its reader.
# The readers are called by class, since Image.open stops at a size of its own without naming it.
_KINDS = {
    "png": (b"\x89PNG\r\n\x1a\n", PngImageFile),
    "jpeg": (b"\xff\xd8\xff", JpegImageFile),
}
DAMAGE = (OSError, SyntaxError, ValueError, IndexError, TypeError, struct.error)


@dataclass(frozen=True)
class Raster:
    """A PNG or JPEG as it was read, and its size in pixels."""

    data: bytes
    kind: Literal["png", "jpeg"]
    width: int
    height: int


def draw_png(picture: SvgPicture, width: int, fonts: Path) -> bytes:
    """The picture as PNG, `width` pixels wide. Raises ValueError for what resvg can't draw.

    The size in pixels is written into the SVG: resvg rounds a size in mm to whole px first, which
    left a strip of nothing at an edge.
    """
    root = etree.fromstring(picture.text.encode())
    root.set("width", str(width))
    root.set("height", str(max(1, round(width / picture.aspect))))
    return resvg_py.svg_to_bytes(
        svg_string=etree.tostring(root, encoding="unicode"),
        dpi=96,  # of CSS px; without it resvg fails on sizes in mm
        skip_system_fonts=True,
        font_dirs=[str(fonts)],
    )


def read_raster(data: bytes, name: str, place: Place) -> tuple[Raster | None, list[Problem]]:
    """A PNG's or JPEG's bytes, every pixel proved readable; `name` is its path in the brief."""
    named = RASTER_ENDINGS[Path(name).suffix.lower()]
    found = next((kind for kind, (magic, _) in _KINDS.items() if data.startswith(magic)), None)
    if found is None:
        reason = f"it does not begin as a {named.upper()} does"
        return None, [problem("picture-damaged", place, file=name, reason=reason)]
    if found != named:
        facts = {"found": found.upper(), "ending": ".png" if found == "png" else ".jpg"}
        return None, [problem("picture-mislabelled", place, file=name, **facts)]
    try:
        with _whole_only(), _KINDS[named][1](BytesIO(data)) as image:
            width, height = image.size
            if width * height <= PIXELS.most:
                image.load()
    except DAMAGE as error:
        return None, [problem("picture-damaged", place, file=name, reason=error)]
    if width * height > PIXELS.most:
        size = {"width": width, "height": height, "limit": PIXELS.most // 1_000_000}
        return None, [problem("picture-too-large", place, file=name, **size)]
    return Raster(data, named, width, height), []


@contextmanager
def opened(raster: Raster) -> Iterator[Image.Image]:
    """A picture that has been read before, for work on its pixels."""
    with _whole_only(), _KINDS[raster.kind][1](BytesIO(raster.data)) as image:
        yield image


@contextmanager
def _whole_only() -> Iterator[None]:
    """Pillow as it is by itself: WeasyPrint, once loaded, has it fill up cut files with grey."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
