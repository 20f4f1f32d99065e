"""Pictures for the screen: upright, in sRGB, nothing but their pixels, and no more changed."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image, ImageCms

from briefbuild.figures.screen import Shown, for_screen
from briefbuild.house import House, load_house
from briefbuild.problems import Place, Problem
from tests.building import ROOT

HOUSE = cast("House", load_house(ROOT / "styles", "styles")[0])
PLACE = Place("b/a.jpg")
RED, BLUE = (200, 20, 20), (20, 20, 200)
ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
INKS = (ROOT / "styles" / "press" / "ISOcoated_v2_300_bas.icc").read_bytes()


def swapped() -> bytes:
    """An RGB profile with other primaries: red and green change places."""
    red, green = SRGB.index(b"rXYZ"), SRGB.index(b"gXYZ")
    changed = bytearray(SRGB)
    changed[red : red + 4], changed[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(changed)


def halves(width: int = 60, height: int = 80) -> Image.Image:
    """A picture whose upper half is red and whose lower half is blue."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (0, height // 2, width, height))
    return picture


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    stream = BytesIO()
    if kind == "JPEG":
        options = {"quality": 95, "subsampling": 0, **options}
    picture.save(stream, kind, **options)
    return stream.getvalue()


def attempt(
    data: bytes, name: str = "a.jpg", house: House = HOUSE
) -> tuple[Shown | None, list[Problem]]:
    return for_screen(data, name, PLACE, house)


def shown(data: bytes, name: str = "a.jpg") -> Shown:
    made, problems = attempt(data, name)
    assert problems == []
    assert made
    return made


def pixels(made: Shown) -> Image.Image:
    picture = Image.open(BytesIO(made.raster.data))
    assert picture.size == (made.raster.width, made.raster.height)
    assert not {"exif", "icc_profile", "comment", "XML:com.adobe.xmp"} & set(picture.info)
    return picture


def near(found: Any, color: tuple[int, ...], tolerance: int = 6) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(found, color, strict=True))


def exif(**tags: Any) -> Image.Exif:
    made = Image.Exif()
    made[ARTIST] = "Ann Author"
    made.get_ifd(GPS)[1] = "N"
    if "turn" in tags:
        made[ORIENTATION] = tags["turn"]
    return made


STORED = {  # how each orientation of Exif 2.32, 4.6.4, stores what is upright
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("turn", STORED)
def test_a_turned_picture_stands_upright(turn: int, kind: str) -> None:
    way = STORED[turn]
    stored = halves() if way is None else halves().transpose(way)
    made = shown(encoded(stored, kind, exif=exif(turn=turn)), f"a.{kind.lower()}")
    assert (made.raster.width, made.raster.height) == (60, 80)
    picture = pixels(made)
    assert near(picture.getpixel((30, 10)), RED)
    assert near(picture.getpixel((30, 70)), BLUE)
    assert bool(made.original) == (kind == "JPEG" and turn != 1)


def test_a_mark_that_is_no_orientation_turns_nothing() -> None:
    for data in (exif(turn=9).tobytes(), b"Exif\0\0no TIFF at all"):
        made = shown(encoded(halves(), exif=data))
        assert pixels(made).size == (60, 80)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_that_needs_no_change_keeps_its_data(mode: str, options: dict[str, Any]) -> None:
    noise = Image.effect_noise((300, 200), 90).convert(mode)
    bare = encoded(noise, **options)
    full = encoded(noise, exif=exif(), icc_profile=SRGB, comment=b"Seoul, at home", **options)
    made = shown(full + b"\xff\xd8 a second picture \xff\xd9")
    assert made == shown(bare)
    assert made.original is None
    assert made.raster.data == bare
    assert b"Ann Author" in full
    assert b"Seoul" not in made.raster.data
    assert pixels(made).tobytes() == Image.open(BytesIO(full)).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_that_needs_no_change_keeps_its_data(mode: str) -> None:
    picture = halves().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    picture = picture.convert(mode)
    made = shown(encoded(picture, "PNG", exif=exif(), icc_profile=SRGB), "a.png")
    assert made.raster.data == encoded(picture, "PNG")
    assert made.original is None


def test_transparency_of_a_palette_is_kept() -> None:
    picture = Image.new("P", (60, 80), 1)
    picture.putpalette([0, 0, 0, 200, 20, 20])
    picture.putpixel((0, 0), 0)
    plain = encoded(picture, "PNG", transparency=0)
    for data in (plain, encoded(picture, "PNG", transparency=0, icc_profile=swapped())):
        made = pixels(shown(data, "a.png")).convert("RGBA")
        assert made.getpixel((0, 0))[3] == 0  # type: ignore[index]
        assert made.getpixel((9, 9))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_of_another_profile_become_srgb(kind: str) -> None:
    data = encoded(halves(), kind, icc_profile=swapped())
    made = shown(data, f"a.{kind.lower()}")
    assert made.original == data
    red, green, _ = cast("tuple[int, ...]", pixels(made).getpixel((30, 10)))
    assert green > red, "red and green change places"


def test_alpha_stays_when_colours_change() -> None:
    picture = halves().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    made = pixels(shown(encoded(picture, "PNG", icc_profile=swapped()), "a.png"))
    assert made.mode == "RGBA"
    assert made.getchannel("A").tobytes() == picture.getchannel("A").tobytes()


def test_sixteen_bits_become_eight() -> None:
    deep = Image.new("I;16", (60, 80), 257 * 100)
    made = shown(encoded(deep, "PNG"), "a.png")
    assert (pixels(made).mode, pixels(made).getpixel((9, 9))) == ("L", 100)
    assert made.original is None


@pytest.mark.parametrize("options", [{}, {"icc_profile": INKS}], ids=["untagged", "tagged"])
def test_inks_become_srgb_through_a_profile(options: dict[str, Any]) -> None:
    cyan = Image.new("CMYK", (60, 80), (255, 0, 0, 0))
    data = encoded(cyan, **options)
    made = shown(data)
    assert made.original == data
    assert pixels(made).mode == "RGB"
    assert near(pixels(made).getpixel((9, 9)), (0, 158, 224), 12), "FOGRA39’s cyan"


def test_inks_without_any_profile_are_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(ROOT / "styles", tmp_path / "styles"))
    (style / "press.css").unlink()
    house = cast("House", load_house(style, "styles")[0])
    data = encoded(Image.new("CMYK", (60, 80), (255, 0, 0, 0)))
    made, (found,) = attempt(data, house=house)
    assert (found.code, found.severity, found.place) == ("picture-inks", "warning", PLACE)
    assert made
    assert pixels(made).mode == "RGB"


@pytest.mark.parametrize("profile", [b"no profile", INKS], ids=["damaged", "of inks"])
def test_a_profile_that_cannot_be_used_is_told(profile: bytes) -> None:
    made, (found,) = attempt(encoded(halves(), icc_profile=profile))
    assert (found.code, found.severity, found.place) == ("picture-profile", "warning", PLACE)
    assert made == shown(encoded(halves()))


def test_grey_stays_grey() -> None:
    grey = Image.new("L", (60, 80), 90)
    made = shown(encoded(grey, exif=exif(turn=6)))
    assert (pixels(made).mode, pixels(made).size) == ("L", (80, 60))


def test_same_in_same_out() -> None:
    data = encoded(halves(), exif=exif(turn=6), icc_profile=swapped())
    assert shown(data) == shown(data)
