"""What readers see of an EPUB's pages, in Chromium, as a reading system on a phone shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from briefbuild.tree import Nodes, attr, div, node, para, words
from briefbuild.verify.judges.axe import browser
from tests.render.sample_edition import back, body, front, header, make, note_call

WIDTH, HEIGHT = 360, 640
# Pages side by side, as reading systems make them; 200 % is what many readers with low vision set.
PAGES = f"""
html {{ height: {HEIGHT}px; box-sizing: border-box; padding: 24px 0; margin: 0;
  column-width: {WIDTH}px; column-gap: 0; column-fill: auto; }}
body {{ padding: 0 20px !important; box-sizing: border-box !important; }}
"""
LARGE = "html { font-size: 200% !important }"
POPUPS = "aside[*|type~='footnote'] { display: none }"
"""Where notes pop up, as in Apple Books, they aren't shown on the page."""
ADD = """css => { const style = document.createElement('style'); style.textContent = css;
  document.head.append(style); return document.fonts.ready.then(() => null) }"""
TIDES = [f"Tide {n} turns the trade." for n in range(20)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of a book, in order."""
    folder = tmp_path_factory.mktemp("book")
    book = make(folder, [*front(), *body(), *notes(), *levels(), *code(), *back()])
    for name, data in book.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return [folder / "EPUB" / name for name in book.pages]


def notes() -> Nodes:
    """A section of notes of various lengths."""
    calls = [note_call(str(n), " ".join(TIDES[: n - 8])) for n in range(10, 18)]
    return [header(1, "Notes that stand below a long heading"), para([*words("Text"), *calls])]


def levels() -> Nodes:
    """A section with a heading of each level."""
    return [header(level, f"Level {level}") for level in range(1, 6)]


def code() -> Nodes:
    """Code that doesn't fit on its line, and code among sans-serif type."""
    made = node("Code", [attr(), "--size-of-a-subheading"])
    box = div([para([*words("Box"), node("Space"), made])], "", ["box"])
    return [header(1, "Code"), para([*words("Now here we see"), node("Space"), made]), box]


@contextmanager
def read(chromium: Browser, files: list[Path], holds: str, css: str = "") -> Iterator[Page]:
    """The first page that holds what a selector finds, with a reading system's style."""
    page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    for file in files:
        page.goto(file.as_uri())
        if page.query_selector(holds):
            break
    add(page, PAGES + css)
    yield page
    page.close()


def first_page_of(page: Page, selector: str) -> list[int]:
    """The number, from 0, of the page on which each element that is found begins."""
    script = f"found => found.map(e => Math.floor(e.getClientRects()[0].left / {WIDTH}))"
    numbers: list[int] = page.eval_on_selector_all(selector, script)
    return numbers


def pieces_of(page: Page, selector: str) -> list[int]:
    """In how many pieces, on as many pages, each element that is found stands."""
    found: list[int] = page.eval_on_selector_all(
        selector, "found => found.map(e => e.getClientRects().length)"
    )
    return found


def add(page: Page, css: str) -> None:
    """Add rules behind all others, once the fonts are there."""
    page.evaluate(ADD, css)


# --- Notes


def test_where_notes_pop_up_nothing_is_left_of_them(chromium: Browser, files: list[Path]) -> None:
    with read(chromium, files, "#note-2", POPUPS) as page:
        assert pieces_of(page, ".notes, .notes *") == [0] * page.locator(".notes, .notes *").count()
        add(page, ".notes { display: block }")  # an empty box, which may take a page for itself
        assert pieces_of(page, ".notes") == [1]
    with read(chromium, files, "#note-2") as page:
        rules = "found => found.map(e => getComputedStyle(e).borderTopWidth != '0px')"
        assert page.eval_on_selector_all(".note", rules) == [True, False, False]


def test_a_note_stands_whole_on_one_page(chromium: Browser, files: list[Path]) -> None:
    with read(chromium, files, "#note-10", LARGE) as page:
        assert set(pieces_of(page, ".note")) == {1}
        add(page, ".note { break-inside: auto !important }")
        assert max(pieces_of(page, ".note")) > 1


# --- Title page


def test_at_200_percent_masthead_and_title_share_a_page(
    chromium: Browser, files: list[Path]
) -> None:
    with read(chromium, files, ".masthead", LARGE) as page:
        # As high as five lines in small type, and six of a title.
        add(page, ".masthead { min-height: 7em } h1.title { min-height: 7.2em }")
        assert first_page_of(page, ".masthead, h1.title") == [0, 0]
        add(page, ".masthead { margin-bottom: 6em !important }")
        assert first_page_of(page, ".masthead, h1.title") == [0, 1]


# --- Faces


@pytest.mark.parametrize("part", [".summary", ".box", ".about-authors p", ".colophon p"])
def test_components_are_in_the_face_and_figures_of_print(
    chromium: Browser, files: list[Path], part: str
) -> None:
    script = "e => (s => [s.fontFamily.split(',')[0], s.fontVariantNumeric])(getComputedStyle(e))"
    with read(chromium, files, part) as page:
        assert page.eval_on_selector(part, script) == ['"Edition Sans"', "lining-nums"]


# --- Headings and contents


def test_each_level_of_heading_looks_otherwise_than_the_one_above(
    chromium: Browser, files: list[Path]
) -> None:
    script = """found => found.map(e => (s => [s.fontSize, s.fontFamily, s.fontStyle, s.fontWeight,
      s.opacity].join())(getComputedStyle(e)))"""
    with read(chromium, files, "h4") as page:
        looks = page.eval_on_selector_all("h1, h2, h3, h4", script)
        assert len(set(looks)) == 4
        add(page, "h3, h4 { font: inherit !important; opacity: 1 !important }")
        looks = page.eval_on_selector_all("h1, h2, h3, h4", script)
        assert len(set(looks)) == 3


def test_a_long_entry_of_the_contents_hangs(chromium: Browser, files: list[Path]) -> None:
    script = "found => found.map(e => [...e.getClientRects()].map(r => Math.round(r.left)))"
    with read(chromium, files, "nav", LARGE) as page:
        lines = page.eval_on_selector_all("nav[role='doc-toc'] a", script)
        long = [line for line in lines if len(line) > 1]
        assert long
        assert all(line[0] < min(line[1:]) for line in long)


# --- Night


def test_a_dark_accent_can_be_seen_on_black(chromium: Browser, files: list[Path]) -> None:
    script = "e => getComputedStyle(e).borderTopColor"
    with read(chromium, files, ".masthead", "html, body { color: #fff; background: #000 }") as page:
        assert contrast_with_black(page.eval_on_selector(".masthead", script)) >= 3
        add(page, ".masthead { border-top-color: #0f3d5e !important }")
        assert contrast_with_black(page.eval_on_selector(".masthead", script)) < 3


def contrast_with_black(color: str) -> float:
    """WCAG 2.2's contrast ratio of a computed color, rgb() or color(srgb), with black."""
    channels = [float(n) for n in re.findall(r"[\d.]+", color)][:3]
    parts = [c if color.startswith("color") else c / 255 for c in channels]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) / 0.05


# --- Code


def test_no_line_ends_in_the_hyphens_that_code_begins_with(
    chromium: Browser, files: list[Path]
) -> None:
    with read(chromium, files, "code", LARGE) as page:
        assert pieces_of(page, "p > code .unbroken") == [1, 1]
        assert page.eval_on_selector("code .unbroken", "e => e.textContent") == "--size"


def test_code_is_in_another_face_than_the_words_around_it(
    chromium: Browser, files: list[Path]
) -> None:
    faces = "found => found.map(e => getComputedStyle(e).fontFamily.split(',')[0])"
    with read(chromium, files, "code") as page:
        assert page.eval_on_selector_all("section > p, .box > p", faces) == [
            '"Edition Text"',
            '"Edition Sans"',
        ]
        assert page.eval_on_selector_all("code", faces) == ['"Edition Sans"', '"Edition Text"']
