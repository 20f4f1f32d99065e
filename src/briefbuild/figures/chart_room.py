"""Room for a chart's lettering: no letter stands beyond the picture's edge, where it would be cut.

A chart of a given size keeps it whatever its words need, and a house's sans serif may be wider than
the one it was drawn for. So the lettering alone is drawn, with much space around it; where its ink
passes an edge, the picture's box grows to hold it, and on the page the whole becomes a little
smaller.
"""

from __future__ import annotations

import math
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image

from briefbuild.figures.raster import draw_png
from briefbuild.svg.read import SvgPicture

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = tuple(f"{_SVG}{name}" for name in "path rect line circle image use".split())  # noqa: SIM905
_ASIDE = f"{_SVG}clipPath"
INK = 64
"""Of 255: what is paler is the edge of a letter."""
EDGE = 1
"""Pixels of the chart between a letter and the new edge."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def with_room(svg: bytes, fonts: Path) -> bytes:
    """A chart of Vega's, in a box that holds its lettering; the same bytes where it does already.

    Raises ValueError for what can't be drawn.
    """
    root = etree.fromstring(svg)
    left, top, width, height = map(float, str(root.get("viewBox")).split())
    right, bottom = left + width, top + height
    ink = _ink(root, (left, top, right, bottom), fonts)
    if ink is None:
        return svg
    made = (
        left if ink[0] >= left else ink[0] - EDGE,
        top if ink[1] >= top else ink[1] - EDGE,
        right if ink[2] <= right else ink[2] + EDGE,
        bottom if ink[3] <= bottom else ink[3] + EDGE,
    )
    if made == (left, top, right, bottom):
        return svg
    ground = root.find(f"{_SVG}rect")  # Vega paints it first, in the picture's size
    _set_box(root, made, ground)
    return etree.tostring(root, encoding="utf-8")


def _ink(root: etree._Element, box: Box, fonts: Path) -> Box | None:
    """What the lettering covers, to the pixel, up to the picture's size beyond each edge."""
    alone = deepcopy(root)
    for element in [*alone.iter(*_DRAWN)]:
        parent = element.getparent()
        if parent is not None and parent.tag != _ASIDE:
            parent.remove(element)
    for text in alone.iter(f"{_SVG}text"):
        text.attrib.pop("stroke", None)  # a halo may be cut
    width, height = math.ceil(box[2] - box[0]), math.ceil(box[3] - box[1])
    left, top = box[0] - width, box[1] - height
    alone.set("viewBox", f"{left:g} {top:g} {3 * width} {3 * height}")
    picture = SvgPicture(etree.tostring(alone, encoding="unicode"), 3 * width, 3 * height)
    with Image.open(BytesIO(draw_png(picture, 3 * width, fonts))) as drawn:
        found = drawn.getchannel("A").point(lambda alpha: 255 if alpha > INK else 0).getbbox()
    return found and (left + found[0], top + found[1], left + found[2], top + found[3])


def _set_box(root: etree._Element, box: Box, ground: etree._Element | None) -> None:
    """Give the picture another box, and its ground too."""
    left, top = f"{box[0]:g}", f"{box[1]:g}"
    width, height = f"{box[2] - box[0]:g}", f"{box[3] - box[1]:g}"
    if ground is not None and ground.get("width") == root.get("width"):
        for name, value in (("x", left), ("y", top), ("width", width), ("height", height)):
            ground.set(name, value)
    root.set("viewBox", f"{left} {top} {width} {height}")
    root.set("width", width)
    root.set("height", height)
