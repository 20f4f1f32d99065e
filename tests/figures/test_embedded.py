"""A picture within a drawing is made for the screen like one beside it."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from io import BytesIO
from typing import Any, cast

import pytest
from PIL import Image

from briefbuild.figures.embedded import with_plain_pictures
from briefbuild.house import House, load_house
from briefbuild.problems import Problem
from briefbuild.svg.read import SvgPicture
from tests.building import ROOT

HOUSE = cast("House", load_house(ROOT / "styles", "styles")[0])
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'


def drawing(data: bytes, kind: str = "jpeg") -> SvgPicture:
    coded = b64encode(data).decode()
    image = f'<image width="20" height="10" href="data:image/{kind};base64,{coded}"/>'
    return SvgPicture(f"{HEAD}{image}</svg>", 20, 10)


def encoded(picture: Image.Image, **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, "JPEG", **options)
    return stream.getvalue()


def plain(picture: SvgPicture) -> tuple[SvgPicture | None, list[Problem]]:
    return with_plain_pictures(picture, "b/a.svg", HOUSE)


def inner(picture: SvgPicture | None) -> Image.Image:
    assert picture
    found = re.search(r'base64,([^"]+)"', picture.text)
    assert found
    return Image.open(BytesIO(b64decode(found[1])))


def test_it_is_upright_and_in_srgb() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made, problems = plain(drawing(encoded(Image.new("CMYK", (10, 20)), exif=exif)))
    assert problems == []
    assert (inner(made).mode, inner(made).size) == ("RGB", (20, 10))


def test_what_it_says_of_its_kind_does_not_matter() -> None:
    made, problems = plain(drawing(encoded(Image.new("L", (20, 10))), kind="png"))
    assert problems == []
    assert made
    assert "data:image/jpeg;" in made.text


@pytest.mark.parametrize("data", [b"", b"no picture", encoded(Image.new("L", (20, 10)))[:99]])
def test_a_damaged_one_is_a_problem(data: bytes) -> None:
    made, (found,) = plain(drawing(data))
    assert made is None
    assert (found.code, found.place and found.place.file) == ("picture-damaged", "b/a.svg")


def test_what_is_not_base64_is_a_problem() -> None:
    image = '<image href="data:image/png;base64,%%%"/>'
    made, (found,) = plain(SvgPicture(f"{HEAD}{image}</svg>", 20, 10))
    assert made is None
    assert found.code == "picture-damaged"


def test_a_drawing_without_one_stays_as_it_is() -> None:
    picture = SvgPicture(f"{HEAD}<rect/></svg>", 20, 10)
    assert plain(picture) == (picture, [])
