"""PNG and JPEG: drawn whole, letters included, and never read further than is safe."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from briefbuild.figures.raster import Raster, draw_png, read_raster
from briefbuild.problems import Place, Problem
from briefbuild.svg.read import SvgPicture, read_svg
from tests.building import ROOT

FONTS = ROOT / "styles" / "fonts"
BOX = '<rect width="200" height="80" fill="#eee"/>'
SANS = '<text x="5" y="40" font-family="\'Source Sans 3\'" font-size="20">East Sea</text>'


def svg(*parts: str) -> SvgPicture:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">{"".join(parts)}</svg>'
    picture, problems = read_svg(text.encode(), "p.svg", FONTS)
    assert not problems
    assert picture
    return picture


def encoded(kind: str, width: int = 40, height: int = 30) -> bytes:
    stream = BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(stream, kind)
    return stream.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing (PNG 3rd edition, §11.2.1)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        total = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + total

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def read(data: bytes, name: str = "figures/p.png") -> tuple[Raster | None, list[Problem]]:
    return read_raster(data, name, Place("brief.yaml", 3))


def codes(data: bytes, name: str = "figures/p.png") -> list[str]:
    raster, problems = read(data, name)
    assert raster is None
    return [p.code for p in problems]


def test_letters_are_drawn(tmp_path: Path) -> None:
    """A renderer without the family drops letters without a word: so compare with none."""
    bare = draw_png(svg(BOX), 400, FONTS)
    assert draw_png(svg(BOX, SANS), 400, FONTS) != bare
    assert draw_png(svg(BOX, SANS), 400, tmp_path) == bare, "the fault this test must see"


def test_the_shipped_map_has_letters_in_its_pixels(shipped_map: SvgPicture) -> None:
    mute = SvgPicture(re.sub(r"<text.*?</text>", "", shipped_map.text), 484, 380)
    with_text, without = (
        Image.open(BytesIO(draw_png(p, 968, FONTS))).convert("L") for p in (shipped_map, mute)
    )
    dark = [sum(image.histogram()[:64]) for image in (with_text, without)]
    assert dark[0] > 3 * dark[1]


@pytest.fixture
def shipped_map() -> SvgPicture:
    from briefbuild.figures.charts import Studio, draw_chart
    from briefbuild.house import load_house

    house, _ = load_house(ROOT / "styles", "styles")
    assert house
    path = ROOT / "brief" / "figures" / "korea-japan-map.vl.json"
    picture, _ = draw_chart(
        path.read_bytes(), path, ROOT / "brief", "map", Studio(house.tokens, house.fonts)
    )
    assert picture
    return picture


def test_a_drawing_has_the_width_asked_for_and_the_same_bytes() -> None:
    first = draw_png(svg(BOX, SANS), 1890, FONTS)
    assert first == draw_png(svg(BOX, SANS), 1890, FONTS)
    raster, problems = read(first)
    assert not problems
    assert raster
    assert (raster.width, raster.height) == (1890, 756)


def test_sizes_in_millimetres_are_drawn() -> None:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="20mm">{BOX}</svg>'
    picture, _ = read_svg(text.encode(), "p.svg", FONTS)
    assert picture
    assert picture.aspect == pytest.approx(2.5)
    assert Image.open(BytesIO(draw_png(picture, 500, FONTS))).size == (500, 200)


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "a.JPEG")]
)
def test_pictures_are_taken_as_they_are(kind: str, name: str) -> None:
    data = encoded(kind)
    assert read(data, name) == (Raster(data, kind.lower(), 40, 30), [])  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "height"), [(9400, 9400), (20_000, 20_000), (65_000, 65_000)])
def test_a_bomb_is_refused_by_its_header(width: int, height: int) -> None:
    assert codes(bomb(width, height)) == ["picture-too-large"]


def test_the_limit_is_forty_million() -> None:
    assert codes(bomb(8000, 5001)) == ["picture-too-large"]
    assert codes(bomb(8000, 5000)) == ["picture-damaged"], "within the limit, but empty"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.5, 0.9])
@pytest.mark.parametrize("lenient", [False, True], ids=["", "as WeasyPrint leaves Pillow"])
def test_a_cut_file_is_refused(
    kind: str, part: float, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    data = encoded(kind, 400, 300)
    ending = {"PNG": "a.png", "JPEG": "a.jpg"}[kind]
    assert codes(data[: int(len(data) * part)], ending) == ["picture-damaged"]


def test_a_file_of_another_kind_is_refused() -> None:
    assert codes(encoded("PNG"), "a.jpg") == ["picture-mislabelled"]
    assert codes(encoded("JPEG"), "a.png") == ["picture-mislabelled"]
    assert codes(b"GIF89a" + bytes(40)) == ["picture-damaged"]
    assert codes(b"") == ["picture-damaged"]
