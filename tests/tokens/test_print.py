"""Colors, sizes and families of tokens.css in the print PDF."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.building import Built
from tests.tokens.changed import COLORS, FAMILIES, PICTURED, SIZES


class Painted(NamedTuple):
    """What a PDF is painted with."""

    colors: frozenset[str]
    fonts: Mapping[float, Counter[str]]
    """The fonts of each size of type, in points, and how many pieces of text are set in them."""


@cache
def painted(file: Path) -> Painted:
    """Colors and type of a PDF's pages."""
    colors, fonts = set(), dict[float, Counter[str]]()
    document = pypdfium2.PdfDocument(file)
    for page in document:
        for item in page.get_objects(max_depth=15):
            for ask in (pdfium.FPDFPageObj_GetFillColor, pdfium.FPDFPageObj_GetStrokeColor):
                channels = [ctypes.c_uint() for _ in range(4)]
                ask(item.raw, *channels)
                colors.add("#" + bytes(c.value for c in channels[:3]).hex())
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(item.raw, size)
                points = round(size.value * abs(item.get_matrix().d), 1)
                fonts.setdefault(points, Counter())[font_name(item.raw)] += 1
    return Painted(frozenset(colors), fonts)


def font_name(text: Any) -> str:
    """The font of a text object, with spaces: “Source Serif 4 Semi Bold”."""
    font, name = pdfium.FPDFTextObj_GetFont(text), ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode().partition("+")[2].replace("-", " ")


@pytest.mark.parametrize("value", [*COLORS.values(), *PICTURED.values()])
def test_a_color_is_painted_in_print(value: str, changed: Built, specimen: Built) -> None:
    assert value in painted(changed.pdf).colors
    assert value not in painted(specimen.pdf).colors


@pytest.mark.parametrize("name", SIZES)
def test_a_size_is_set_in_print(name: str, changed: Built, specimen: Built) -> None:
    assert SIZES[name] in painted(changed.pdf).fonts
    assert SIZES[name] not in painted(specimen.pdf).fonts


@pytest.mark.parametrize(
    ("size", "family", "before"),
    [
        ("text", "text", "Source Serif 4"),
        ("note", "note", "Source Serif 4 Caption"),
        ("title", "display", "Source Serif 4 Display"),
        ("heading", "sans", "Source Sans 3"),
    ],
)
def test_a_family_sets_its_text_in_print(
    size: str, family: str, before: str, changed: Built, specimen: Built
) -> None:
    shipped = {"text": 10.4, "note": 8.2, "title": 25.5, "heading": 12.0}
    assert common(painted(changed.pdf).fonts[SIZES[size]]).startswith(FAMILIES[family])
    assert common(painted(specimen.pdf).fonts[shipped[size]]).startswith(before)


def common(fonts: Counter[str]) -> str:
    return fonts.most_common(1)[0][0]
