"""Pictures of pixels within an SVG: upright and in sRGB, as those beside it.

WeasyPrint copies an embedded JPEG as it is, inks and all, and turns it; resvg doesn't turn it.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import replace

from lxml import etree

from briefbuild.figures.screen import for_screen
from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem
from briefbuild.svg.read import SvgPicture

_START, _PNG = "data:image/", b"\x89PNG"


def with_plain_pictures(
    picture: SvgPicture, file: str, house: House
) -> tuple[SvgPicture | None, list[Problem]]:
    """The drawing with its embedded pictures made for the screen, or what is wrong with them."""
    if _START not in picture.text:
        return picture, []
    root = etree.fromstring(picture.text.encode())
    problems: list[Problem] = []
    whole = True
    for element in root.iter("{*}*"):
        for key, value in element.attrib.items():
            if str(value).startswith(_START):
                made, found = _plain(str(value), file, house)
                problems += found
                element.set(key, made or "")
                whole = whole and made is not None
    text = etree.tostring(root, encoding="unicode")
    return (replace(picture, text=text) if whole else None), problems


def _plain(address: str, file: str, house: House) -> tuple[str | None, list[Problem]]:
    place = Place(file)
    try:
        data = b64decode("".join(address.partition(",")[2].split()), validate=True)
    except binascii.Error as error:
        return None, [problem("picture-damaged", place, file="a picture in it", reason=error)]
    name = "a picture in it.png" if data.startswith(_PNG) else "a picture in it.jpg"
    shown, problems = for_screen(data, name, place, house)
    if shown is None:
        return None, problems
    made = shown.raster
    coded = b64encode(made.data).decode()
    return f"{_START}{made.kind};base64,{coded}", problems
