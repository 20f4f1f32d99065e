"""One source of truth: each color, family and size of tokens.css shows in every finished file.

The specimen, which shows every component, is built in a style that has another value for each of
these tokens, no two alike; each is looked for where docs/designers.md says that it shows. Beside
it stands the same specimen in the style that ships, in which none of the values may be found.
"""

from __future__ import annotations

import ctypes
import re
import zipfile
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser

from briefbuild.render.docx.styles import style_id
from briefbuild.verify.judges.axe import Screen, browser, shown
from tests.building import ROOT, Built, build

COLORS = {
    "ink": "#2a1020",
    "muted": "#4a5a10",
    "accent": "#6a1050",
    "rule": "#c0a080",
    "tint": "#f0e8d0",
    "paper": "#fffdf5",
}
PICTURED = {
    "chart-1": "#a01010",
    "chart-2": "#10a0a0",
    "chart-3": "#b0a010",
    "chart-4": "#6060f0",
    "map-land": "#e0c0e0",
    "map-land-focus": "#a0d090",
    "map-sea": "#d0f0f8",
}
SERIF, SANS = "Source Serif 4", "Source Sans 3"
FAMILIES = {"text": SANS, "note": SANS, "display": SERIF, "sans": SERIF}
SIZES = {
    "text": 10.0,
    "note": 9.0,
    "caption": 8.5,
    "small": 7.0,
    "table": 9.5,
    "title": 24.0,
    "subtitle": 14.5,
    "quote": 16.5,
    "heading": 11.5,
    "subheading": 11.0,
}
"""Points. Word knows half points only."""
SCREEN = Screen(1440, "light")
FIRST = """selectors => Object.fromEntries(selectors
  .map(selector => [selector, document.querySelector(selector)])
  .filter(([, element]) => element)
  .map(([selector, element]) => [selector, {...getComputedStyle(element)}]))"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Painted(NamedTuple):
    """What a PDF is painted with."""

    colors: frozenset[str]
    fonts: Mapping[float, Counter[str]]
    """The fonts of each size of type, in points, and how many pieces of text are set in them."""


class Looks(NamedTuple):
    """What a browser makes of the first element of each selector: its computed style."""

    screen: Mapping[str, Mapping[str, str]]
    paper: Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The specimen in a style with other tokens."""
    folder = tmp_path_factory.mktemp("tokens") / "style"
    folder.mkdir()
    house = "based_on: default\ninstitute:\n  name: Institute for Examples\n  short_name: IfE\n"
    (folder / "house.yaml").write_text(house, encoding="utf-8")
    tokens = {f"color-{name}": value for name, value in COLORS.items()} | PICTURED
    tokens |= {f"font-{name}": f'"{family}", serif' for name, family in FAMILIES.items()}
    tokens |= {f"size-{name}": f"{size}pt" for name, size in SIZES.items()}
    rules = "".join(f"  --{name}: {value};\n" for name, value in tokens.items())
    (folder / "tokens.css").write_text(f":root {{\n{rules}}}\n", encoding="utf-8")
    return build(ROOT / "styles" / "specimen", folder.parent / "out", styles=folder)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


# --- The print PDF


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


# --- The EPUB


def in_browser(running: Browser, files: Sequence[Path], selectors: Sequence[str]) -> Looks:
    """How the first element of each selector looks, on a screen and on paper."""
    screen: dict[str, Mapping[str, str]] = {}
    paper: dict[str, Mapping[str, str]] = {}
    for file in files:
        with shown(running, file, SCREEN) as page:
            screen = page.evaluate(FIRST, selectors) | screen
            page.emulate_media(media="print")
            paper = page.evaluate(FIRST, selectors) | paper
    return Looks(screen, paper)


IN_BOOK = {
    "note": ".note",
    "caption": "figcaption",
    "small": ".masthead",
    "table": "table",
    "title": "h1.title",
    "subtitle": ".subtitle",
    "quote": ".pull-quote",
    "heading": "h1:not(.title)",
    "subheading": "h2",
}
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


def rgb(color: str) -> str:
    return f"rgb({', '.join(map(str, bytes.fromhex(color[1:])))})"


# --- The web page

ON_WEB = {
    **IN_BOOK,
    "title": "h1",
    "heading": "main > h2",
    "subheading": "main > h3",
    "text": "main > p",
}


@pytest.fixture(scope="module")
def webs(changed: Built, specimen: Built, chromium: Browser) -> tuple[Looks, ...]:
    """How the two web pages look."""
    asked = [*ON_WEB.values(), "html", ".box", ".masthead > .date"]
    return tuple(in_browser(chromium, [page.html], asked) for page in (changed, specimen))


@pytest.mark.parametrize(
    ("name", "selector", "property"),
    [
        ("ink", "main > p", "color"),
        ("muted", ".masthead > .date", "color"),
        ("accent", "h1", "color"),
        ("rule", ".masthead", "borderBottomColor"),
        ("tint", ".box", "backgroundColor"),
        ("paper", "html", "backgroundColor"),
    ],
)
def test_a_color_is_the_web_page_s(
    name: str, selector: str, property: str, webs: tuple[Looks, ...]
) -> None:
    now, before = webs
    assert now.screen[selector][property] == rgb(COLORS[name])
    assert before.screen[selector][property] != rgb(COLORS[name])


@pytest.mark.parametrize("value", PICTURED.values())
def test_a_color_is_drawn_in_the_web_page_s_pictures(
    value: str, changed: Built, specimen: Built
) -> None:
    def drawings(file: Path) -> str:
        data = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", file.read_text("utf-8"))
        return "".join(b64decode(d).decode() for d in data)

    assert value in drawings(changed.html)
    assert value not in drawings(specimen.html)


@pytest.mark.parametrize("name", ON_WEB)
def test_a_size_is_the_web_page_s_on_paper_alone(name: str, webs: tuple[Looks, ...]) -> None:
    """On screens web.css has sizes of its own."""
    now, before = webs
    selector = ON_WEB[name]
    assert pixels(now.paper[selector]) == pytest.approx(SIZES[name] * 4 / 3, abs=0.01)
    assert pixels(before.paper[selector]) != pytest.approx(SIZES[name] * 4 / 3, abs=0.01)
    assert now.screen[selector]["fontSize"] == before.screen[selector]["fontSize"]


def pixels(look: Mapping[str, str]) -> float:
    return float(look["fontSize"].removesuffix("px"))


@pytest.mark.parametrize(
    ("name", "selector", "before"),
    [
        ("text", "main > p", SERIF),
        ("display", "h1", "Source Serif 4 Display"),
        ("sans", "main > h2", SANS),
        ("text", ".note", SERIF),  # larger than in print: --font-note isn't for it
    ],
)
def test_a_family_sets_its_text_on_the_web_page(
    name: str, selector: str, before: str, webs: tuple[Looks, ...]
) -> None:
    families = [look.screen[selector]["fontFamily"].split(",")[0].strip('"') for look in webs]
    assert families == [FAMILIES[name], before]


# --- The Word file


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
