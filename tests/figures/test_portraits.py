"""An author's photograph: turned, cut, made as large as print needs, and nothing but its pixels."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import pytest
from PIL import Image, ImageCms

from briefbuild.figures.portraits import MOST, cut_portrait, window
from briefbuild.house import House, load_house
from briefbuild.problems import Place
from tests.building import ROOT

PLACE = Place("brief.yaml", 3, 9)
HOUSE = cast("House", load_house(ROOT / "styles", "styles")[0])
RED, BLUE = (200, 20, 20), (20, 20, 200)
TURNED = 6  # Exif 2.32, 4.6.4: what is seen on the right is the upper side of what is stored
ORIENTATION, GPS = 0x0112, 0x8825


def halves(width: int, height: int) -> Image.Image:
    """A picture whose upper half is red and whose lower half is blue."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (0, height // 2, width, height))
    return picture


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def cut(data: bytes, name: str = "a.jpg") -> Image.Image:
    made, problems = cut_portrait(data, name, PLACE, HOUSE)
    assert made
    assert problems == []
    picture = Image.open(BytesIO(made.data))
    assert picture.size == (made.width, made.height)
    return picture


def near(found: Any, color: tuple[int, int, int], tolerance: int = 12) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(found, color, strict=True))


@pytest.mark.parametrize("size", [(800, 1000), (800, 3000), (3000, 1000), (333, 401), (1, 1)])
def test_the_window_is_the_largest_of_four_to_five_within_the_picture(
    size: tuple[int, int],
) -> None:
    left, upper, right, lower = window(*size)
    assert 0 <= left < right <= size[0]
    assert 0 <= upper < lower <= size[1]
    assert abs((right - left) * 5 - (lower - upper) * 4) <= 5
    side = size[0] * 5 > size[1] * 4  # the side that stays whole
    assert (right - left, lower - upper)[side] == size[side]


def test_of_a_high_picture_less_is_cut_above_than_below() -> None:
    _, upper, _, lower = window(400, 800)
    assert (upper, 800 - lower) == (100, 200)


def test_a_large_photograph_is_made_smaller_and_a_small_one_never_larger() -> None:
    assert cut(encoded(halves(2400, 3000))).size == MOST
    assert cut(encoded(halves(400, 500))).size == (400, 500)


def test_a_photograph_turned_by_its_mark_stands_upright() -> None:
    stored = halves(800, 1000).rotate(90, expand=True)
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED
    upright = cut(encoded(stored, exif=exif, quality=95))
    assert near(upright.getpixel((300, 20)), RED)
    assert near(upright.getpixel((300, 700)), BLUE)
    plain = cut(encoded(stored, quality=95))  # the control: without the mark it lies on its side
    assert near(plain.getpixel((580, 375)), BLUE)
    assert near(plain.getpixel((20, 375)), RED)


def test_where_it_was_taken_is_not_told() -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    data = encoded(halves(400, 500), exif=exif)
    assert Image.open(BytesIO(data)).getexif()
    assert not cut(data).getexif()


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (400, 500), (0, 0, 0, 0))
    assert near(cut(encoded(clear, "PNG"), "a.png").getpixel((9, 9)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_colours_become_rgb(mode: str) -> None:
    assert cut(encoded(halves(400, 500).convert(mode))).mode == "RGB"


def test_a_profile_is_applied_and_left_out() -> None:
    """CIE Lab's lightness in a profile of its own would print grey as another grey."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = cut(encoded(halves(400, 500), icc_profile=profile, quality=95))
    assert "icc_profile" not in picture.info
    assert near(picture.getpixel((9, 9)), RED)


def test_a_damaged_profile_is_told_and_counts_for_nothing() -> None:
    data = encoded(halves(400, 500), icc_profile=b"no profile", quality=95)
    made, (found,) = cut_portrait(data, "a.jpg", PLACE, HOUSE)
    assert (found.code, found.severity, found.place) == ("picture-profile", "warning", PLACE)
    assert made
    plain, _ = cut_portrait(encoded(halves(400, 500), quality=95), "a.jpg", PLACE, HOUSE)
    assert plain == made


def test_too_few_pixels_for_print_are_a_warning() -> None:
    made, (found,) = cut_portrait(encoded(halves(290, 900)), "a.jpg", PLACE, HOUSE)
    assert made
    assert (found.code, found.severity, found.place) == ("photo-small", "warning", PLACE)
    assert "290 × 362 pixels" in str(found)


def test_what_is_no_picture_is_a_problem() -> None:
    made, problems = cut_portrait(b"no picture", "a.jpg", PLACE, HOUSE)
    assert made is None
    assert [p.code for p in problems] == ["picture-damaged"]


def test_same_in_same_out() -> None:
    data = encoded(halves(900, 1000))
    first = cut_portrait(data, "a.jpg", PLACE, HOUSE)
    assert first == cut_portrait(data, "a.jpg", PLACE, HOUSE)
