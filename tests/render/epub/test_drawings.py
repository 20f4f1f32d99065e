"""Figures that are drawings: SVG with name, description and letters, pixels for old readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefbuild.figures.assets import Asset
from briefbuild.render.edition import Edition
from briefbuild.render.epub.renderer import render
from tests.render.sample_edition import Book, X, edition, opened, png

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><text x="2" y="20"'
    b" font-family=\"'Source Sans 3'\">A bay</text></svg>"
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    made = edition(tmp_path_factory.mktemp("drawings"))
    file = "figures/bay.png"
    bay = Asset(file, "svg", DRAWING, png(), "image/png", 60, 40, 1.5)
    return replace(made, assets={file: bay})


@pytest.fixture(scope="module")
def book(drawn: Edition) -> Book:
    rendered = render(drawn, drawn.work / "book.epub")
    assert rendered.problems == ()
    return opened(rendered.path)


def test_a_reader_that_can_draw_gets_the_drawing_others_the_pixels(book: Book) -> None:
    (figure,) = book.pages[book.home("fig-bay")].iterfind(".//x:figure", X)
    (source,) = figure.iterfind("x:picture/x:source", X)
    (image,) = figure.iterfind("x:picture/x:img", X)
    assert (source.get("type"), source.get("srcset")) == ("image/svg+xml", "../media/file0.svg")
    assert (image.get("src"), image.get("alt")) == ("../media/file0.png", "A map of a bay")
    assert book.files["EPUB/media/file0.png"] == png()


def test_the_drawing_says_what_it_is_and_shows(book: Book) -> None:
    drawing = etree.fromstring(book.files["EPUB/media/file0.svg"])
    assert drawing.findtext("{*}title") == "What it shows."
    assert drawing.findtext("{*}desc") == "A map of a bay"


def test_the_drawing_brings_its_letters_and_is_else_as_it_was_built(book: Book) -> None:
    data = book.files["EPUB/media/file0.svg"]
    assert b'@font-face { font-family: "Source Sans 3"; font-weight: 400' in data
    assert data.endswith(DRAWING.partition(b'40">')[2])


def test_a_photograph_stays_one_file(tmp_path: Path) -> None:
    made = edition(tmp_path)
    book = opened(render(made, tmp_path / "book.epub").path)
    assert not [name for name in book.files if name.endswith("file0.svg")]
    assert not book.pages[book.home("fig-bay")].findall(".//x:figure/x:picture", X)
