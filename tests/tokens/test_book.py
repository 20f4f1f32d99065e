"""Colors, sizes and families of tokens.css in the EPUB."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from tests.building import ROOT, Built
from tests.tokens.changed import COLORS, IN_BOOK, PICTURED, SIZES, in_browser, rgb

COLORED = (".masthead", ".date", ".figure img", ".author-bio", "section > p")


@pytest.fixture(scope="module")
def books(
    changed: Built, specimen: Built, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Mapping[str, Mapping[str, str]], ...]:
    """How the two EPUBs look in a browser."""
    looks = []
    for book in (changed, specimen):
        folder = tmp_path_factory.mktemp("book")
        with zipfile.ZipFile(book.epub) as archive:
            archive.extractall(folder)
        pages = sorted((folder / "EPUB" / "text").glob("ch*.xhtml"))
        looks.append(in_browser(chromium, pages, [*IN_BOOK.values(), *COLORED]).screen)
    return tuple(looks)


def style_in(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read("EPUB/styles/stylesheet1.css").decode()


@pytest.mark.parametrize(
    ("name", "selector", "property"),
    [
        ("rule", ".masthead", "borderBottomColor"),
        ("paper", ".figure img", "backgroundColor"),
    ],
)
def test_a_color_is_the_book_s(name: str, selector: str, property: str, books: Any) -> None:
    now, before = books
    assert now[selector][property] == rgb(COLORS[name]) != before[selector][property]


def test_three_tenths_of_an_accent_are_the_reader_s_color_in_the_book(books: Any) -> None:
    now, before = books
    assert now[".masthead"]["borderTopColor"] != before[".masthead"]["borderTopColor"]
    mixed = map(float, re.findall(r" (\d[\d.]*)", now[".masthead"]["borderTopColor"]))
    accent = bytes.fromhex(COLORS["accent"][1:])  # the reader's color is black here
    assert [255 * m for m in mixed] == pytest.approx([0.7 * a for a in accent], abs=1)


def test_tint_is_a_veil_in_the_book(books: Any) -> None:
    now, before = books
    assert now[".author-bio"]["backgroundColor"] != before[".author-bio"]["backgroundColor"]
    *color, alpha = map(float, re.findall(r"[\d.]+", now[".author-bio"]["backgroundColor"]))
    paper = bytes.fromhex(COLORS["paper"][1:])
    seen = [c * alpha + p * (1 - alpha) for c, p in zip(color, paper, strict=True)]
    assert seen == pytest.approx(list(bytes.fromhex(COLORS["tint"][1:])), abs=1)


def test_muted_is_how_pale_a_text_is_in_the_book(books: Any) -> None:
    now, before = books
    ink, muted, paper = (sum(bytes.fromhex(COLORS[n][1:])) for n in ("ink", "muted", "paper"))
    assert float(now[".date"]["opacity"]) == pytest.approx(
        (paper - muted) / (paper - ink), abs=0.01
    )
    assert now[".date"]["opacity"] != before[".date"]["opacity"]


def test_text_has_the_reader_s_color_in_the_book(changed: Built, books: Any) -> None:
    style = style_in(changed.epub)
    assert re.findall(r"[;{ ]color:(?! inherit)", style) == []
    assert COLORS["ink"] not in style
    assert {look["color"] for look in books[0].values()} == {"rgb(0, 0, 0)"}


@pytest.mark.parametrize("value", [COLORS["ink"], COLORS["paper"], *PICTURED.values()])
def test_a_color_is_drawn_in_the_book_s_pictures(
    value: str, changed: Built, specimen: Built
) -> None:
    def drawings(file: Path) -> str:
        with zipfile.ZipFile(file) as archive:
            names = [n for n in archive.namelist() if re.search(r"/file\d+\.svg$", n)]
            return "".join(archive.read(n).decode() for n in names)

    assert value in drawings(changed.epub)
    assert value not in drawings(specimen.epub)


@pytest.mark.parametrize("name", IN_BOOK)
def test_a_size_is_a_ratio_in_the_book(name: str, books: Any) -> None:
    """As epub.css says: seven tenths of the way to print's; headings are larger."""
    now, before = (float(book[IN_BOOK[name]]["fontSize"][:-2]) / 16 for book in books)
    ratio = SIZES[name] / SIZES["text"]
    larger = {"heading": 1.25 * ratio, "subheading": max(1.05, 1.15 * ratio)}
    assert now == pytest.approx(larger.get(name, 0.3 + 0.7 * ratio), abs=0.001)
    assert now != pytest.approx(before, abs=0.001)


def test_no_size_of_the_book_is_fixed_or_too_small(changed: Built, books: Any) -> None:
    assert "calc(" not in style_in(changed.epub)
    for look in books[0].values():
        assert float(look["fontSize"][:-2]) >= 0.75 * 16


@pytest.mark.parametrize(
    ("name", "selector", "file"),
    [
        ("text", "section > p", "SourceSans3-Regular"),
        ("note", ".note", "SourceSans3-Regular"),
        ("display", "h1.title", "SourceSerif4-Semibold"),
        ("sans", "h1:not(.title)", "SourceSerif4-Semibold"),
    ],
)
def test_a_family_sets_its_text_in_the_book(
    name: str, selector: str, file: str, changed: Built, specimen: Built, books: Any
) -> None:
    weight = "bold" if file.endswith("Semibold") else "normal"
    wanted = advances((ROOT / "styles" / "fonts" / f"{file}.ttf").read_bytes())
    for book, look, same in zip((changed, specimen), books, (True, False), strict=True):
        family = look[selector]["fontFamily"].split(",")[0].strip('"')
        (rule,) = re.findall(
            rf'"{family}"; font-weight: {weight}; font-style: normal; src: url\(../(.*?)\)',
            style_in(book.epub),
        )
        with zipfile.ZipFile(book.epub) as archive:
            assert (advances(archive.read(f"EPUB/{rule}")) == wanted) is same


def advances(font: bytes) -> list[int]:
    """How wide a font's letters are: what tells two faces apart."""
    with TTFont(BytesIO(font)) as read:
        names, widths = read.getBestCmap(), read["hmtx"]
        return [widths[names[ord(letter)]][0] for letter in "aegnostw"]
