"""What readers see of a web page, in Chromium: side notes, letters, narrow screens, paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser

from briefbuild.verify.judges.axe import SCHEMES, Screen, browser, shown
from tests.building import Built

WIDE, NARROW = Screen(1440, "light"), Screen(390, "light")
NAMES = ("commentary", "specimen")
BOXES = """() => [...document.querySelectorAll('.note')].map(note => {
  const mark = note.querySelector('.note-mark'), call = document.querySelector(mark.hash)
  const main = document.querySelector('main')
  const box = e => e.getBoundingClientRect()
  return {top: box(note).top, bottom: box(note).bottom, left: box(note).left,
          right: box(note).right, call: box(call).top, text: box(main).right}
})"""

COUNTS = """() => [...document.querySelectorAll('main > p')].flatMap(p => {
  const texts = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), lines = new Map()
  for (let text; text = texts.nextNode();)
    for (let at = 0; at < text.length; at++) {
      const range = document.createRange()
      range.setStart(text, at)
      range.setEnd(text, at + 1)
      const box = range.getClientRects()[0]
      if (box && box.height > 14) {
        const line = Math.round(box.bottom / 12)
        lines.set(line, (lines.get(line) || 0) + 1)
      }
    }
  return [...lines.values()].slice(0, -1)
})"""
"""How many characters each line of the text has, the last one of a paragraph left out."""
PARTED = """() => [...document.querySelectorAll('h1, h2, h3, .subtitle')].flatMap(heading => {
  const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), parted = []
  for (let text; text = texts.nextNode();)
    for (const word of text.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange()
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      if (word[0].length < 13 && range.getClientRects().length > 1) parted.push(word[0])
    }
  return parted
})"""
"""The words of headings that stand on two lines, but for very long ones, which may be divided."""
LARGE = {"fontSizes": {"standard": 32}}
"""What a reader has set who wants letters twice as large."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, publications: dict[str, Built]) -> Path:
    return publications[request.param].html


def boxes(chromium: Browser, file: Path, screen: Screen) -> list[dict[str, float]]:
    """Where each note stands, and its call."""
    with shown(chromium, file, screen) as page:
        found: list[dict[str, float]] = page.evaluate(BOXES)
    return found


def test_side_notes_stand_at_their_calls_in_order_and_never_overlap(
    chromium: Browser, page: Path
) -> None:
    notes = boxes(chromium, page, WIDE)
    assert len(notes) > 10
    assert all(note["left"] > note["text"] for note in notes)
    assert all(note["right"] < WIDE.width for note in notes)
    for before, note in pairwise(notes):
        assert note["top"] >= before["bottom"]
        beside = abs(note["top"] - note["call"]) < 12
        assert beside or note["top"] - before["bottom"] < 16  # else right below the one before
    assert abs(notes[0]["top"] - notes[0]["call"]) < 12


def test_on_a_narrow_screen_notes_stand_behind_the_text(chromium: Browser, page: Path) -> None:
    notes = boxes(chromium, page, NARROW)
    assert all(note["left"] < note["text"] for note in notes)
    assert min(n["top"] for n in notes) > max(n["call"] for n in notes)


def test_a_call_leads_to_its_note_and_back(chromium: Browser, page: Path) -> None:
    with shown(chromium, page, NARROW) as opened:
        opened.click("#call-2")
        assert opened.evaluate("location.hash") == "#note-2"
        assert (
            opened.evaluate("document.querySelector('#note-2').getBoundingClientRect().top") < 800
        )
        opened.click("#note-2 .note-mark")
        assert opened.evaluate("location.hash") == "#call-2"


def test_the_first_key_shows_the_way_to_the_text(chromium: Browser, page: Path) -> None:
    with shown(chromium, page, NARROW) as opened:
        opened.keyboard.press("Tab")
        box = opened.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert opened.evaluate("document.activeElement.className") == "skip-link"
        assert box["left"] >= 0


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_screen_is_too_narrow_for_the_page(chromium: Browser, page: Path, width: int) -> None:
    """WCAG 2.2, 1.4.10: at 320 px nothing but a table scrolls sideways, and that in its frame."""
    with shown(chromium, page, Screen(width, "light")) as opened:
        assert opened.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [768, 1440])
def test_a_line_has_60_to_75_characters(chromium: Browser, commentary: Built, width: int) -> None:
    with shown(chromium, commentary.html, Screen(width, "light")) as opened:
        counts = sorted(opened.evaluate(COUNTS))
        assert 65 <= counts[len(counts) // 2] <= 72
        assert counts[len(counts) * 9 // 10] <= 76
        opened.add_style_tag(content="body { font-size: 16px }")
        smaller = sorted(opened.evaluate(COUNTS))
        assert smaller[len(smaller) // 2] > 76


def test_summary_and_key_points_are_no_larger_than_the_text(chromium: Browser, page: Path) -> None:
    size = "[...document.querySelectorAll('%s')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    with shown(chromium, page, WIDE) as opened:
        first, *_ = opened.evaluate(size % "main > p")
        assert all(other <= first for other in opened.evaluate(size % ".summary, .key-points"))


@pytest.mark.parametrize("width", [320, 390, 1000, 2100])
def test_large_type_breaks_no_word_of_a_title(chromium: Browser, page: Path, width: int) -> None:
    with shown(chromium, page, Screen(width, "light")) as opened:
        opened.context.new_cdp_session(opened).send("Page.setFontSizes", LARGE)
        assert opened.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert opened.evaluate(PARTED) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == width
        opened.add_style_tag(content="h1 { width: 4em !important }")
        assert opened.evaluate(PARTED) != []


def test_a_root_twice_as_large_breaks_no_word_of_a_title(chromium: Browser, page: Path) -> None:
    """By a style of the reader's own: then the wide layout comes where it has no room."""
    with shown(chromium, page, Screen(1000, "light")) as opened:
        opened.add_style_tag(content="html { font-size: 200% !important }")
        assert opened.evaluate(PARTED) == []


def test_a_full_page_picture_begins_with_its_caption(chromium: Browser, specimen: Built) -> None:
    left = "document.querySelector('.full-page > %s').getBoundingClientRect().left"
    with shown(chromium, specimen.html, WIDE) as opened:
        assert opened.evaluate(left % "img") == opened.evaluate(left % "figcaption")
        opened.add_style_tag(content="figure > img { margin-left: 0 !important }")
        assert opened.evaluate(left % "img") < opened.evaluate(left % "figcaption")


def test_the_note_that_a_call_leads_to_has_a_ground_wider_than_itself(
    chromium: Browser, commentary: Built
) -> None:
    style = "getComputedStyle(document.querySelector('#note-2')).boxShadow"
    with shown(chromium, commentary.html, NARROW) as opened:
        assert opened.evaluate(style) == "none"
        opened.click("#call-2")
        assert opened.evaluate(style).endswith("0px 0px 0px 6px")


def test_code_in_text_of_its_own_face_is_told_by_a_tint(chromium: Browser, specimen: Built) -> None:
    grounds = "[...document.querySelectorAll('%s')].map(e => getComputedStyle(e).backgroundColor)"
    with shown(chromium, specimen.html, WIDE) as opened:
        found = set(opened.evaluate(grounds % "td code, .box code, .key-points code"))
        assert found
        assert "rgba(0, 0, 0, 0)" not in found
        boxed = opened.evaluate(grounds % ".box code")
        assert boxed[0] != opened.evaluate(grounds % ".box")[0]


def test_no_blank_parts_code_from_a_full_stop(chromium: Browser, specimen: Built) -> None:
    script = """[...document.querySelectorAll('.note code')].map(e => {
      const [code, after] = [e, e.nextSibling].map(n => {
        const range = document.createRange()
        range.selectNodeContents(n)
        return range.getBoundingClientRect()
      })
      return after.left - code.right
    })"""
    with shown(chromium, specimen.html, WIDE) as opened:
        assert max(opened.evaluate(script)) < 0.1
        opened.add_style_tag(content="code { margin: 0 !important }")
        assert max(opened.evaluate(script)) > 0.5


def test_notes_have_the_figures_of_the_text(chromium: Browser, specimen: Built) -> None:
    script = "s => getComputedStyle(document.querySelector(s)).fontVariantNumeric"
    with shown(chromium, specimen.html, NARROW) as opened:
        text = opened.evaluate(script, "main > p")
        assert text.startswith("oldstyle-nums")
        assert opened.evaluate(script, ".note") == text
        assert opened.evaluate(script, ".note-mark") == "lining-nums"


@pytest.mark.parametrize(("width", "beside"), [(390, False), (768, True), (1440, True)])
def test_a_caption_stands_beside_half_a_figure_where_there_is_room(
    chromium: Browser, specimen: Built, width: int, beside: bool
) -> None:
    script = (
        "s => (r => [r.left, r.right, r.top])(document.querySelector(s).getBoundingClientRect())"
    )
    with shown(chromium, specimen.html, Screen(width, "light")) as opened:
        left, right, top = opened.evaluate(script, ".half > img")
        caption = opened.evaluate(script, ".half > figcaption")
        assert (caption[0] > right and abs(caption[2] - top) < 2) == beside
        column = opened.evaluate(script, "main > p")
        assert (right - left < 0.5 * (column[1] - column[0])) == beside


def test_every_letter_is_of_a_font_that_the_page_brings(chromium: Browser, page: Path) -> None:
    with shown(chromium, page, WIDE) as opened:
        assert strange_fonts(opened) == {}


def test_a_letter_that_the_page_does_not_bring_is_seen(chromium: Browser, page: Path) -> None:
    with shown(chromium, page, WIDE) as opened:
        opened.evaluate("document.querySelector('h1').append('ж')")
        assert strange_fonts(opened) != {}


def strange_fonts(page: Any) -> dict[str, str]:
    """The machine's own fonts in which a text is shown, each with the text's beginning."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]
    found = {}
    for node in texts(root):
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
        for font in fonts:
            if not font["isCustomFont"]:
                found[font["familyName"]] = node["nodeValue"].strip()[:40]
    return found


def texts(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The nodes of text in a part of the document's tree."""
    if node["nodeType"] == 3 and node["nodeValue"].strip():
        yield node
    for child in node.get("children", []):
        if child["nodeName"] not in ("HEAD", "SCRIPT", "STYLE"):
            yield from texts(child)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_asked_for_and_the_scheme_is_followed(
    chromium: Browser, page: Path, scheme: str
) -> None:
    size: Any = {"width": 820, "height": 900}
    wanted: Any = scheme
    opened = chromium.new_page(viewport=size, color_scheme=wanted, java_script_enabled=False)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(page.as_uri())
    opened.screenshot(full_page=True)
    assert [url for url in asked if not url.startswith("data:")] == [page.as_uri()]
    opened.close()
    with shown(chromium, page, Screen(820, scheme)) as again:
        ground = again.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_paper_has_every_note_at_the_end_in_dark_ink(
    chromium: Browser, commentary: Built, tmp_path: Path
) -> None:
    with shown(chromium, commentary.html, Screen(1440, "dark")) as opened:
        opened.pdf(path=tmp_path / "page.pdf", format="A4")
        opened.emulate_media(media="print")
        ink = opened.evaluate("getComputedStyle(document.body).color")
        aligned = opened.evaluate("getComputedStyle(document.querySelector('main > p')).textAlign")
    assert ink == "rgb(27, 31, 36)"
    assert aligned == "left"
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as paper:
        pages = [" ".join(p.get_textpage().get_text_bounded().split()) for p in paper]
        feet = [p.get_textpage().get_text_bounded(top=60).strip() for p in paper]  # points
    assert feet == [str(number + 1) for number in range(len(pages))]
    first, note, last = (
        next(n for n, text in enumerate(pages) if words in text)
        for words in ("close in geography", "Searching for a new paradigm", "Multilateral Negot")
    )
    assert first < last <= note  # and not on its call's page
