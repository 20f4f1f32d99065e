"""The page list: a mark before the first word of each printed page, wherever that stands."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from briefbuild.house import default_styles, load_house
from briefbuild.render.edition import Edition
from briefbuild.render.epub import renderer as epub
from briefbuild.render.epub.package import ROOT, Package
from briefbuild.render.epub.page_list import put_page_list
from briefbuild.render.pages.printed import printed
from briefbuild.render.pdf import renderer as pdf
from briefbuild.render.running_text import PageStarts, Spot, pieces
from briefbuild.tree import Nodes, para, words
from briefbuild.verify.page_list import page_list_problems
from tests.render.sample_edition import X, body, edition, figure, front, header, make, opened
from tests.validators import seeding

WORDS = {"page": "page"}
DAYS = [" ".join(f"Tide {t} of day {day} turns the trade." for t in range(9)) for day in range(80)]
LONG = [para(words(text)) for text in DAYS]
WORD_MARK_WORD = r'(\w+ )(<span id="page-\d+"[^>]*></span>)(\w+ )'


def package(body: str) -> Package:
    page = etree.fromstring(f'<html xmlns="{X["x"]}"><body>{body}</body></html>')
    nav = etree.fromstring(f'<html xmlns="{X["x"]}"><body></body></html>')
    return Package({f"{ROOT}/text/a.xhtml": page}, nav, {})


def marked(text: str, *spots: Spot) -> str:
    """The body with |2| where page 2 is marked; the first page is marked at its beginning."""
    made = package(text)
    (page,) = made.pages.values()
    starts = PageStarts((Spot(0, 0), *spots), pieces(page)[1])
    assert put_page_list(made, starts, WORDS) == []
    written = etree.tostring(page, encoding="unicode").partition("<body>")[2]
    return re.sub(r'<span [^>]*id="page-(\d+)"[^>]*></span>', r"|\1|", written).removesuffix(
        "</body></html>"
    )


@pytest.mark.parametrize(
    ("text", "spot", "expected"),
    [
        ("<p>One two.</p>", Spot(3, 0), "<p>|1|One |2|two.</p>"),
        ("<p>One (“two”).</p>", Spot(3, 0), "<p>|1|One |2|(“two”).</p>"),
        ("<p>One-two</p>", Spot(3, 0), "<p>|1|One-|2|two</p>"),
        ("<p>One <em>two</em></p>", Spot(3, 0), "<p>|1|One |2|<em>two</em></p>"),
        ("<p>One <a><em>two</em></a></p>", Spot(3, 0), "<p>|1|One |2|<a><em>two</em></a></p>"),
        ("<p>One <em>two tea</em></p>", Spot(6, 0), "<p>|1|One <em>two |2|tea</em></p>"),
        ("<p>One</p><h1>Two</h1>", Spot(3, 0), "<p>|1|One</p>|2|<h1>Two</h1>"),
        ("<p>One</p><p>Two</p>", Spot(3, 0), "<p>|1|One</p><p>|2|Two</p>"),
        ("<p>One</p><figure/><p>Two</p>", Spot(3, 0), "<p>|1|One</p>|2|<figure/><p>Two</p>"),
        ("<p>One</p><figure/><p>Two</p>", Spot(3, 1), "<p>|1|One</p><figure/><p>|2|Two</p>"),
        ("<p>One</p>", Spot(3, 0), "<p>|1|One|2|</p>"),
    ],
)
def test_a_mark_stands_before_its_word_and_what_the_word_opens(
    text: str, spot: Spot, expected: str
) -> None:
    assert marked(text, spot) == expected


def test_two_pages_may_begin_in_one_text_and_at_one_place() -> None:
    spots = [Spot(3, 0), Spot(6, 0), Spot(6, 0)]
    found = marked("<p>One two three four</p>", *spots)
    assert found == "<p>|1|One |2|two |3||4|three four</p>"
    found = marked("<p>One two</p><h1>three four</h1>", *spots)
    assert found == "<p>|1|One |2|two</p>|3||4|<h1>three four</h1>"


def test_the_list_leads_to_the_marks() -> None:
    made = package("<p>One two</p>")
    put_page_list(made, PageStarts((Spot(0, 0), Spot(3, 0)), Spot(6, 0)), WORDS)
    entries = [(a.text, a.get("href")) for a in made.nav.iter("{*}a")]
    assert entries == [("1", "text/a.xhtml#page-1"), ("2", "text/a.xhtml#page-2")]
    (page,) = made.pages.values()
    assert [e.get("aria-label") for e in page.iter("{*}span")] == ["page 1", "page 2"]


def test_another_text_is_a_problem_and_is_not_marked() -> None:
    made = package("<p>One two</p>")
    (found,) = put_page_list(made, PageStarts((Spot(0, 0),), Spot(9, 0)), WORDS)
    assert found.code == "page-list-text"
    assert len(made.nav.findall(".//{*}li")) == 0


def test_a_template_that_prints_words_of_its_own_is_told(tmp_path: Path) -> None:
    house = tmp_path / "house"
    shutil.copytree(default_styles(), house)
    text = (default_styles() / "templates" / "print.html.j2").read_text(encoding="utf-8")
    changed = text.replace("{{ body }}", "<p>Confidential</p>{{ body }}")
    (house / "templates/print.html.j2").write_text(changed, encoding="utf-8")
    loaded, problems = load_house(house, "house")
    assert loaded, problems
    rendered = epub.render(replace(edition(tmp_path / "e"), house=loaded), tmp_path / "b.epub")
    assert [p.code for p in rendered.problems] == ["page-list-text"]


# --- The finished files


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of several pages, with what is hard to find the pages in."""
    folder = tmp_path_factory.mktemp("long")
    blocks = [*front(), *body(), header(1, "Third"), *LONG[:40], header(1, "Fourth"), *LONG[40:]]
    return edition(folder, blocks)


@pytest.fixture(scope="module")
def files(long: Edition, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Its EPUB and its PDF, made from one layout."""
    folder = tmp_path_factory.mktemp("files")
    pages = pdf.render(long, folder / "book.pdf")
    assert pages.starts
    book = epub.render(replace(long, starts=pages.starts), folder / "book.epub")
    assert [str(p) for m in (pages, book) for p in m.problems if p.severity == "error"] == []
    return book.path, pages.path


def test_every_page_of_the_pdf_is_marked_where_it_begins(files: tuple[Path, Path]) -> None:
    with pypdfium2.PdfDocument(files[1]) as document:
        pages = len(document)
    assert pages > 5
    entries = opened(files[0]).pages["nav.xhtml"].iterfind(".//x:nav[@id='page-list']//x:a", X)
    assert [a.text for a in entries] == [str(n) for n in range(1, pages + 1)]
    assert page_list_problems(*files) == []


@pytest.mark.parametrize("moved", [r"\1\3\2", r"\2\1\3"])
def test_a_mark_that_is_a_word_off_is_found(
    moved: str, files: tuple[Path, Path], tmp_path: Path
) -> None:
    bad = seeding.with_changed_parts(
        files[0],
        tmp_path / "bad.epub",
        r".*\.xhtml",
        lambda text: re.sub(
            r'(\w+ )(<span id="page-\d+"[^>]*></span>)(\w+ )', moved, text, count=1
        ),
    )
    assert {p.code for p in page_list_problems(bad, files[1])} == {"proof-page"}


def test_a_lost_mark_is_found(files: tuple[Path, Path], tmp_path: Path) -> None:
    bad = seeding.with_changed_parts(
        files[0],
        tmp_path / "bad.epub",
        r".*\.xhtml",
        lambda text: re.sub(r'<span id="page-5".*?</span>', "", text),
    )
    (found,) = page_list_problems(bad, files[1])
    assert (found.code, "PDF has" in found.message) == ("proof-page", True)


@pytest.mark.parametrize(
    ("facts", "source"),
    [({}, "Tides and Trade (PDF)"), ({"doi": "10.1234/tides"}, "doi:10.1234/tides")],
)
def test_the_book_says_whose_pages_it_marks(
    facts: dict[str, Any], source: str, tmp_path: Path
) -> None:
    opf = make(tmp_path, **facts).opf
    assert opf.findtext(".//dc:source", namespaces=X) == source
    said = [(e.get("property"), e.text) for e in opf.iterfind(".//opf:meta", X)]
    for entry in [
        ("pageBreakSource", source),
        ("source-of", "pagination"),
        ("schema:accessibilityFeature", "pageBreakMarkers"),
        ("schema:accessibilityFeature", "pageNavigation"),
    ]:
        assert entry in said


@pytest.mark.parametrize(
    ("more", "begins"),
    [([], Spot(5, 0)), ([para(words("More text."))], Spot(13, 1))],
    ids=["in its place", "put off past text"],
)
def test_a_page_of_a_figure_begins_with_it_unless_it_was_put_off(
    more: Nodes, begins: Spot, tmp_path: Path
) -> None:
    blocks = [header(1, "A"), para(words("Text.")), figure("fig-bay", "figures/bay.png", "A bay")]
    blocks[-1]["c"][0][1].append("full-page")
    blocks[-1]["c"][2][0]["c"][0]["c"][0][1].append("full-page")
    starts = printed(edition(tmp_path, [*blocks, *more])).starts
    assert starts
    assert starts.spots == (Spot(0, 0), begins)
