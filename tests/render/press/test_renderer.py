"""The press PDF: the screen PDF's pages, in inks, on sheets; what it refuses."""

from __future__ import annotations

import random
import shutil
import time
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from briefbuild.house import default_styles
from briefbuild.verify.preflight.painting import Mark, painted
from briefbuild.verify.preflight.rules import preflight
from briefbuild.verify.preflight.sheet import Demands
from tests.render.pdf.printing import printed
from tests.render.press.pressing import attempt, drawing, photograph, pressed

TEXT = """
::: title-block
::: title
A title with *emphasis*[^t]
:::
:::

# First {#sec-first}

Some words.[^1] And [a link](https://example.org), and more of them.

![Caption](figures/a.svg){.figure}

[^t]: On the title.
[^1]: A note.
"""
FIGURE = "\n![Caption](figures/b.png){.figure}\n"
SQUARE = drawing("figures/a.svg", '<rect width="300" height="200" fill="#0f3d5e"/>')
MM = 72 / 25.4


def marks(path: Path) -> list[Mark]:
    with pikepdf.open(path) as pdf:
        return [mark for mark in painted(pdf) if mark.colour.space != "Separation All"]


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))


def failed(path: Path, demands: Demands | None = None) -> list[str]:
    return [r.rule for r in preflight(path, demands or Demands()) if r.found]


def test_pages_break_where_those_of_the_screen_pdf_do(tmp_path: Path) -> None:
    long = TEXT.replace("figures/a.svg", "figures/square.svg")
    long += "".join(f"\n\nParagraph {n} has some words.[^n{n}]\n" for n in range(150))
    long += "".join(f"\n[^n{n}]: And note {n} has some as well.\n" for n in range(150))
    screen = printed(long, tmp_path / "screen")
    press = pypdfium2.PdfDocument(pressed(long, tmp_path / "press"))
    pages = [page.get_textpage().get_text_bounded() for page in press]
    assert len(pages) > 3
    assert pages == screen.pages


def test_it_says_what_it_is(tmp_path: Path) -> None:
    path = pressed(TEXT, tmp_path, SQUARE, date="2023-05")
    with pikepdf.open(path) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "A title with emphasis",
            "/Author": "Ann Author",
            "/Creator": "briefbuild",
            "/Producer": "briefbuild",
            "/CreationDate": "D:20230501000000Z",
            "/ModDate": "D:20230501000000Z",
            "/Trapped": "/False",
        }
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        vendored = default_styles() / "press" / "ISOcoated_v2_300_bas.icc"
        assert intent.DestOutputProfile.read_bytes() == vendored.read_bytes()
        assert str(pdf.Root.Lang) == "en-US"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert metadata["pdf:Trapped"] == "False"
            assert metadata["xmpMM:DocumentID"].startswith("uuid:")


def test_the_sheet_has_room_for_bleed_and_marks(tmp_path: Path) -> None:
    with pikepdf.open(pressed(TEXT, tmp_path, SQUARE)) as pdf:
        for page in pdf.pages:
            trim, bleed, media = (
                [float(edge) / MM for edge in page.obj[key]]
                for key in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert trim == pytest.approx([0, 0, 210, 297], abs=0.01)
            assert bleed == pytest.approx([-3, -3, 213, 300], abs=0.01)
            assert media == pytest.approx([-10, -10, 220, 307], abs=0.01)


def test_text_is_black_ink_alone_and_tokens_have_their_inks(tmp_path: Path) -> None:
    found = marks(pressed(TEXT, tmp_path, SQUARE))
    assert {mark.colour.space for mark in found} == {"DeviceCMYK"}
    texts = {mark.colour.values for mark in found if mark.what == "text"}
    assert texts <= {(0, 0, 0, 1), (0, 0, 0, 0.75), (1, 0.6, 0, 0.5)}
    assert (0, 0, 0, 1) in texts
    assert any(mark.colour.values == (1, 0.6, 0, 0.5) for mark in found if mark.what == "fill")


def test_the_same_bytes_in_any_folder_and_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = photograph("figures/b.png", noise((1600, 1000)))
    first = pressed(TEXT + FIGURE, tmp_path / "one", SQUARE, photo).read_bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    second = pressed(TEXT + FIGURE, tmp_path / "two" / "deeper", SQUARE, photo).read_bytes()
    monkeypatch.undo()
    time.tzset()
    assert first == second
    other = pressed(TEXT + "\nOne more.\n", tmp_path / "three", SQUARE).read_bytes()
    assert other != first


def test_nothing_in_it_acts(tmp_path: Path) -> None:
    with pikepdf.open(pressed(TEXT, tmp_path, SQUARE)) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert not {"/Outlines", "/Names", "/Dests", "/OpenAction"} & set(pdf.Root.keys())
        kinds = {
            str(item.get("/Type", item.get("/S", "")))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary)
        }
        assert not {"/Annot", "/OBJR", "/Action", "/Link"} & kinds


@pytest.mark.parametrize(("binding", "count"), [("loose", 1), ("saddle-stitch", 4)])
def test_a_saddle_stitched_print_has_pages_by_fours(
    binding: str, count: int, tmp_path: Path
) -> None:
    path = pressed(TEXT, tmp_path, SQUARE, binding=binding)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == count
    assert failed(path, Demands(multiple=count)) == []


def test_a_photograph_is_printed_in_inks_without_loss(tmp_path: Path) -> None:
    picture = noise((1600, 1000))
    path = pressed(TEXT + FIGURE, tmp_path, SQUARE, photograph("figures/b.png", picture))
    (mark,) = [mark for mark in marks(path) if mark.what == "picture"]
    assert mark.colour.space == "DeviceCMYK"
    assert failed(path) == []


def images(path: Path) -> list[dict[str, Any]]:
    """The entries of each image in a file, with its data as they are there."""
    with pikepdf.open(path) as pdf:
        return [
            {**dict(item.items()), "data": item.read_raw_bytes()}
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]


def test_a_grey_picture_is_black_ink(tmp_path: Path) -> None:
    grey = photograph("figures/b.png", noise((1600, 1000)).convert("L"))
    (image,) = images(pressed(TEXT + FIGURE, tmp_path, SQUARE, grey))
    assert str(image["/ColorSpace"]) == "/DeviceGray"


def test_a_picture_of_inks_stays_as_it_is(tmp_path: Path) -> None:
    inks = Image.new("CMYK", (1600, 1000), (10, 200, 100, 0))
    jpeg = photograph("figures/b.jpg", inks, quality=95)
    path = pressed(TEXT + FIGURE.replace("png", "jpg"), tmp_path, SQUARE, jpeg)
    (image,) = images(path)
    assert str(image["/ColorSpace"]) == "/DeviceCMYK"
    assert str(image["/Filter"]) == "/DCTDecode"


def other_press() -> bytes:
    """The vendored profile as another file."""
    data = bytearray((default_styles() / "press" / "ISOcoated_v2_300_bas.icc").read_bytes())
    data[44] ^= 1  # a flag of the header that changes no color (ICC.1:2010, 7.2.11)
    return bytes(data)


def test_inks_of_another_press_are_converted_without_loss(tmp_path: Path) -> None:
    inks = Image.new("CMYK", (1600, 1000), (10, 200, 100, 0))
    jpeg = photograph("figures/b.jpg", inks, quality=95, icc_profile=other_press())
    path = pressed(TEXT + FIGURE.replace("png", "jpg"), tmp_path, SQUARE, jpeg)
    (image,) = images(path)
    assert str(image["/ColorSpace"]) == "/DeviceCMYK"
    assert str(image["/Filter"]) == "/FlateDecode"
    assert failed(path) == []


def test_inks_that_a_camera_turned_are_printed_upright_without_loss(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    inks = Image.new("CMYK", (1000, 1600), (10, 200, 100, 0))
    inks.paste((200, 0, 0, 0), (0, 0, 1000, 800))  # upright, this is on the right
    jpeg = photograph("figures/b.jpg", inks, quality=95, exif=exif)
    (image,) = images(pressed(TEXT + FIGURE.replace("png", "jpg"), tmp_path, SQUARE, jpeg))
    assert (int(image["/Width"]), int(image["/Height"])) == (1600, 1000)
    dots = zlib.decompress(image["data"])
    assert dots[:4] == pytest.approx((10, 200, 100, 0), abs=3)
    assert dots[-4:] == pytest.approx((200, 0, 0, 0), abs=3)


def test_where_a_picture_was_taken_is_not_printed(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Ann Author, at home"
    inks = Image.new("CMYK", (1600, 1000), (10, 200, 100, 0))
    jpeg = photograph("figures/b.jpg", inks, quality=95, exif=exif)
    assert b"at home" in jpeg.raster
    (image,) = images(pressed(TEXT + FIGURE.replace("png", "jpg"), tmp_path, SQUARE, jpeg))
    assert b"at home" not in image["data"]


def test_what_shines_through_keeps_its_mask(tmp_path: Path) -> None:
    layer = noise((1600, 1000))
    layer.putalpha(Image.linear_gradient("L").resize(layer.size))
    path = pressed(TEXT + FIGURE, tmp_path, SQUARE, photograph("figures/b.png", layer))
    spaces = sorted(str(image["/ColorSpace"]) for image in images(path))
    assert spaces == ["/DeviceCMYK", "/DeviceGray"]
    assert failed(path) == []


def test_a_pictures_own_profile_is_used(tmp_path: Path) -> None:
    picture = Image.new("RGB", (1600, 1000), (60, 160, 90))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain, own = (
        images(pressed(TEXT + FIGURE, tmp_path / name, SQUARE, photo))[0]["data"]
        for name, photo in (
            ("plain", photograph("figures/b.png", picture)),
            ("own", photograph("figures/b.png", picture, icc_profile=brighter(lab))),
        )
    )
    assert plain != own


def brighter(profile: bytes) -> bytes:
    """An RGB profile with other primaries: red and green change places."""
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    changed = bytearray(profile)
    changed[red : red + 4], changed[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(changed)


def test_a_damaged_profile_of_a_picture_counts_for_nothing(tmp_path: Path) -> None:
    picture = Image.new("RGB", (1600, 1000), (60, 160, 90))
    plain, damaged = (
        images(pressed(TEXT + FIGURE, tmp_path / name, SQUARE, photo))[0]["data"]
        for name, photo in (
            ("plain", photograph("figures/b.png", picture)),
            ("damaged", photograph("figures/b.png", picture, icc_profile=b"no profile")),
        )
    )
    assert plain == damaged


def test_a_picture_that_a_camera_turned_is_printed_upright_without_loss(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: upright is a quarter turn clockwise
    left = Image.new("RGB", (1000, 1600), (200, 40, 40))
    jpeg = photograph("figures/b.jpg", left, quality=95, exif=exif)
    (image,) = images(pressed(TEXT + FIGURE.replace("png", "jpg"), tmp_path, SQUARE, jpeg))
    assert (int(image["/Width"]), int(image["/Height"])) == (1600, 1000)
    with Image.open(BytesIO(jpeg.raster)) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors() or []}
    dots = zlib.decompress(image["data"])
    assert len({dots[n : n + 4] for n in range(0, len(dots), 4)}) == len(colours)


def test_a_picture_of_too_few_pixels_is_named(tmp_path: Path) -> None:
    small = photograph("figures/b.png", noise((800, 500)))
    (found,) = attempt(TEXT + FIGURE, tmp_path, SQUARE, small).problems
    assert (found.code, found.facts["file"]) == ("press-resolution", "figures/b.png")
    assert not (tmp_path / "t-press.pdf").exists()
    pixels = int(str(found.facts["pixels"]))
    enough = photograph("figures/b.png", noise((pixels, pixels * 5 // 8)))
    assert failed(pressed(TEXT + FIGURE, tmp_path, SQUARE, enough)) == []


GRADIENT = (
    '<defs><linearGradient id="g"><stop stop-color="#0f3d5e"/>'
    '<stop offset="1" stop-color="#f00" stop-opacity="0.3"/></linearGradient>'
    '<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse">'
    '<circle cx="5" cy="5" r="3" fill="#b4652b"/></pattern></defs>'
    '<rect width="140" height="70" fill="url(#g)"/>'
    '<rect y="90" width="140" height="70" fill="url(#p)" opacity="0.5" stroke="#222"/>'
)


def test_gradients_patterns_and_groups_are_inks_too(tmp_path: Path) -> None:
    path = pressed(TEXT, tmp_path, drawing("figures/a.svg", GRADIENT))
    found = marks(path)
    assert {mark.colour.space for mark in found if mark.what == "gradient"} == {"DeviceCMYK"}
    assert (0.1, 0.65, 0.85, 0.1) in {mark.colour.values for mark in found}
    assert failed(path) == []


def test_a_gradient_of_the_style_is_no_fault(tmp_path: Path) -> None:
    """WeasyPrint 70 fails where a gradient has a colour in inks."""
    style = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    css = "h1 { background: linear-gradient(var(--color-accent), var(--color-tint)) }"
    sheet = style / "base.css"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n{css}\n", encoding="utf-8")
    path = pressed(TEXT, tmp_path / "work", SQUARE, style=style)
    assert any(mark.what == "gradient" for mark in marks(path))
    assert failed(path) == []


def test_a_page_with_a_ground_bleeds(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    sheet = style / "page.css"
    css = "@page { background: var(--color-tint) }"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n{css}\n", encoding="utf-8")
    path = pressed(TEXT, tmp_path / "work", SQUARE, style=style)
    assert failed(path) == []
    wide = max(mark.area.right - mark.area.left for mark in marks(path) if mark.what == "fill")
    assert wide == pytest.approx(216 * MM, abs=0.1)


def test_a_house_without_a_press_css_is_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    (style / "press.css").unlink()
    (found,) = attempt(TEXT, tmp_path / "work", SQUARE, style=style).problems
    assert (found.code, found.facts["file"]) == ("style-missing", "press.css")


def test_a_token_that_changed_without_its_inks_is_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    sheet = style / "tokens.css"
    css = sheet.read_text(encoding="utf-8").replace("#0f3d5e", "#8a1538")
    sheet.write_text(css, encoding="utf-8")
    rendered = attempt(TEXT, tmp_path / "work", SQUARE, style=style)
    (found,) = rendered.problems
    assert (found.code, found.facts["name"]) == ("press-ink", "--color-accent")
    assert found.place is not None
    assert found.place.file == "styles/press.css"
    assert failed(rendered.path) == []
