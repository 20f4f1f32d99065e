"""Colors, sizes and families of tokens.css in the Word file."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from briefbuild.render.docx.styles import style_id
from tests.building import Built
from tests.tokens.changed import COLORS, FAMILIES, PICTURED, SANS, SERIF, SIZES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def styles_in(file: Path) -> etree._Element:
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read("word/styles.xml"))


def in_style(file: Path, name: str, path: str) -> str | None:
    """What a style of a Word file says itself: `rPr/color/val`."""
    *elements, attribute = path.split("/")
    for style in styles_in(file).iterfind(f"{W}style"):
        if style.get(f"{W}styleId") == style_id(name):
            found = style.find("/".join(W + element for element in elements))
            return None if found is None else found.get(W + attribute)
    return None


@pytest.mark.parametrize(
    ("name", "style", "path"),
    [
        ("ink", "Normal", "rPr/color/val"),
        ("muted", "Subtitle", "rPr/color/val"),
        ("accent", "heading 1", "rPr/color/val"),
        ("rule", "Recommendation Term", "pPr/pBdr/top/color"),
        ("tint", "Box", "pPr/shd/fill"),
    ],
)
def test_a_color_is_the_word_style_s(
    name: str, style: str, path: str, changed: Built, specimen: Built
) -> None:
    value = COLORS[name][1:].upper()
    assert in_style(changed.docx, style, path) == value
    assert in_style(specimen.docx, style, path) != value


@pytest.mark.parametrize("value", [COLORS["paper"], *PICTURED.values()])
def test_a_color_is_drawn_in_the_word_file_s_pictures(
    value: str, changed: Built, specimen: Built
) -> None:
    assert value in pictured(changed.docx)
    assert value not in pictured(specimen.docx)


@cache
def pictured(file: Path) -> frozenset[str]:
    """The colors of a Word file's charts."""
    seen: set[str] = set()
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(".png"):
                picture = Image.open(BytesIO(archive.read(name))).convert("RGB")
                colors = picture.getcolors(picture.width * picture.height) or []
                seen |= {"#" + bytes(color).hex() for _, color in colors}  # type: ignore[arg-type]
    return frozenset(seen)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("note", "footnote text"),
        ("caption", "caption"),
        ("small", "Masthead"),
        ("table", "Table Text"),
        ("title", "Title"),
        ("subtitle", "Subtitle"),
        ("quote", "Pull Quote"),
        ("heading", "heading 1"),
        ("subheading", "heading 2"),
    ],
)
def test_a_size_is_the_word_style_s(name: str, style: str, changed: Built, specimen: Built) -> None:
    value = str(round(SIZES[name] * 2))
    assert in_style(changed.docx, style, "rPr/sz/val") == value
    assert in_style(specimen.docx, style, "rPr/sz/val") != value


def test_the_size_and_the_family_of_text_are_the_word_file_s_own(
    changed: Built, specimen: Built
) -> None:
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
    said = []
    for file in (changed.docx, specimen.docx):
        default = styles_in(file).find(path)
        assert default is not None
        size, fonts = default.find(f"{W}sz"), default.find(f"{W}rFonts")
        assert size is not None
        assert fonts is not None
        said.append((size.get(f"{W}val"), fonts.get(f"{W}ascii")))
    assert said == [("20", SANS), ("21", SERIF)]


@pytest.mark.parametrize(
    ("name", "style", "before"),
    [
        ("note", "footnote text", "Source Serif 4 Caption"),
        ("display", "Pull Quote", "Source Serif 4 Display"),
        ("sans", "Box", SANS),
    ],
)
def test_a_family_is_the_word_style_s(
    name: str, style: str, before: str, changed: Built, specimen: Built
) -> None:
    found = [in_style(f.docx, style, "rPr/rFonts/ascii") for f in (changed, specimen)]
    assert found == [FAMILIES[name], before]
