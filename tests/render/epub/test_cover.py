"""The cover: every word on it, within its margins, drawn."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from lxml import etree
from PIL import Image

from briefbuild.house import House
from briefbuild.model import Author
from briefbuild.render.epub.cover import HEIGHT, MARGIN, MEASURE, broken, cover_words, draw_cover
from briefbuild.render.epub.fonts import advance
from briefbuild.render.epub.metadata import Book, book_of
from tests.render.sample_edition import edition

DISPLAY = "Source Serif 4 Display"
LONG = " ".join(["Prospects for a Comprehensive Security Architecture in the Indo-Pacific"] * 4)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return edition(tmp_path).house


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return book_of(edition(tmp_path))


def test_shops_get_the_size_that_they_ask_for(book: Book, house: House) -> None:
    cover, _ = draw_cover(book, house)
    assert cover
    assert Image.open(BytesIO(cover.pixels)).size == (1600, 2560)


def test_the_drawing_has_its_name_its_words_and_its_letters(book: Book, house: House) -> None:
    cover, _ = draw_cover(book, house)
    assert cover
    drawing = etree.fromstring(cover.drawing)
    assert drawing.findtext("{*}title") == "Tides and Trade"
    assert drawing.findtext("{*}desc") == cover.words
    rules = str(drawing.findtext("{*}style"))
    assert 'font-family: "Source Serif 4 Display"; font-weight: 600' in rules
    assert "url(data:font/woff" in rules
    shown = " ".join("".join(text.itertext()) for text in drawing.iter("{*}text"))
    assert "Tides and\u00a0Trade" in shown


def test_the_words_are_drawn(book: Book, house: House) -> None:
    one, problems = draw_cover(book, house)
    other, _ = draw_cover(replace(book, title="Tides and Tread"), house)
    assert problems == []
    assert one != other  # as they would be equal, were the family's name not quoted


def test_lines_keep_the_words_and_the_measure(house: House) -> None:
    setting = broken(LONG, house.fonts, DISPLAY, (600,), 120, MEASURE)
    assert " ".join(line.text for line in setting.lines) == LONG
    widths = [advance(house.fonts, DISPLAY, (600,), line.text) * 120 for line in setting.lines]
    assert max(widths) <= MEASURE


def test_a_space_that_does_not_break_holds_its_words_together(house: House) -> None:
    setting = broken("Ana\u00a0María Bo\u00a0Li", house.fonts, DISPLAY, (600,), 120, 500)
    assert [line.text for line in setting.lines] == ["Ana\u00a0María", "Bo\u00a0Li"]


@pytest.mark.parametrize("title", ["Water", LONG])
@pytest.mark.parametrize("authors", [1, 9])
def test_title_and_authors_never_meet(
    title: str, authors: int, book: Book, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    def render(_: jinja2.Template, context: dict[str, object]) -> str:
        given.update(context)
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3"/>'

    monkeypatch.setattr(jinja2.Template, "render", render)
    names = tuple(Author(name=f"Ana María Ruiz {n}") for n in range(authors))
    draw_cover(replace(book, title=title, subtitle="A Study of Bays", authors=names), house)
    depth = {name: vars(given[name])["lines"][-1].drop for name in ("title", "subtitle", "authors")}
    lowest = 700 + depth["title"] + 150 + depth["subtitle"]
    assert lowest < HEIGHT - MARGIN - depth["authors"] - 120


def test_the_alternative_is_what_stands_on_it(book: Book) -> None:
    said = cover_words(replace(book, subtitle="A Study"))
    assert said == (
        "Tides and Trade: A Study. Ana María Ruiz, Bo Li."
        " Bangladesh Institute of Peace and Security Studies"
    )


def test_a_fault_in_the_template_is_a_problem(book: Book, house: House, tmp_path: Path) -> None:
    templates = tmp_path / "house" / "templates"
    templates.mkdir(parents=True)
    (templates / "cover.svg.j2").write_text("<svg>\n{{ unknown }}", encoding="utf-8")
    changed = House(templates.parent, "house", house.file, house.tokens)
    cover, problems = draw_cover(book, changed)
    assert cover is None
    assert [(p.code, str(p.place)) for p in problems] == [
        ("style-template", "house/templates/cover.svg.j2:2")
    ]
