"""The finished EPUB: its notes, links, names, cover and bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from briefbuild.house import House
from briefbuild.render.epub.renderer import render
from briefbuild.tree import para, words
from tests.render.sample_edition import (
    EPUB_TYPE,
    Book,
    X,
    broken_links,
    edition,
    header,
    make,
    note_call,
    recall,
)

ROOT = Path(__file__).parents[3]
OPS = "http://www.idpf.org/2007/ops"
PAGES = ["Cover", "Tides and Trade", "Contents", "First", "Second", "About the authors", "Colophon"]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("epub")


@pytest.fixture(scope="module")
def book(work: Path) -> Book:
    return make(work)


def text(element: object) -> str:
    return " ".join("".join(element.itertext()).split())  # type: ignore[attr-defined]


# --- Notes


def test_each_note_stands_once_in_the_file_that_calls_it_first(book: Book) -> None:
    notes = {
        name: [a.get("id") for a in page.iterfind(".//x:aside", X)]
        for name, page in book.pages.items()
    }
    assert list(filter(None, notes.values())) == [
        ["note-a1", "note-1"],
        ["note-2", "note-3", "note-4"],
        ["note-5"],
    ]


def test_a_note_is_a_footnote_to_readers_and_to_assistive_technology(book: Book) -> None:
    asides = [a for page in book.pages.values() for a in page.iterfind(".//x:aside", X)]
    calls = [a for p in book.pages.values() for a in p.xpath("//*[@role='doc-noteref']")]
    assert {(a.get(EPUB_TYPE), a.get("role")) for a in asides} == {("footnote", "doc-footnote")}
    assert {a.get(EPUB_TYPE) for a in calls} == {"noteref"}
    assert [text(a) for a in calls] == ["*", "1", "2", "3", "4", "3", "3", "5"]


def test_notes_close_the_section_after_its_subsections(book: Book) -> None:
    page = book.pages[book.home("note-3")]
    (section,) = page.findall("x:body/x:section", X)
    assert section[-1].get("class") == "notes"


def test_a_note_leads_back_to_its_first_call_and_says_so(book: Book) -> None:
    for key, mark, name in [("3", "3", "note 3"), ("a1", "*", "note *")]:
        page = book.pages[book.home(f"note-{key}")]
        (back,) = page.xpath(f"//*[@id='note-{key}']//*[@role='doc-backlink']")
        assert back.get("href") == f"#call-{key}"
        assert back.get("aria-label") == f"Back to text, {name}"
        assert text(back) == mark


def test_a_second_call_in_another_file_leads_to_the_same_note(book: Book) -> None:
    first, second = book.home("call-3"), book.home("call-3-3")
    assert first != second
    (call,) = book.pages[second].xpath("//*[@id='call-3-3']")
    assert call.get("href") == f"{Path(first).name}#note-3"


def test_a_note_that_begins_with_a_list_keeps_its_way_back(tmp_path: Path) -> None:
    call = note_call("1", "")
    call["c"][1][0]["c"] = [{"t": "BulletList", "c": [[para(words("Point"))]]}]
    made = make(tmp_path, [header(1, "Only"), para([*words("Text"), call])])
    (note,) = made.pages[made.home("note-1")].xpath("//*[@id='note-1']")
    assert text(note) == "1 Point"


# --- Links, names, navigation


def test_every_link_leads_somewhere(book: Book) -> None:
    assert broken_links(book.files) == []


def test_a_link_into_another_file_names_it(book: Book) -> None:
    page = book.pages[book.home("call-3")]
    targets = page.xpath("//x:a[@class='cross-reference']/@href", namespaces=X)
    assert targets == [f"{Path(book.home('fig-bay')).name}#fig-bay"]


@pytest.mark.parametrize(("lost", "missed"), [(b'id="fig-bay"', 1), (b'id="note-3"', 3)])
def test_the_link_checker_misses_what_is_lost(book: Book, lost: bytes, missed: int) -> None:
    spoilt = {name: data.replace(lost, b"") for name, data in book.files.items()}
    assert len(broken_links(spoilt)) == missed


def test_the_link_checker_misses_a_lost_picture(book: Book) -> None:
    spoilt = {name: data for name, data in book.files.items() if "file0" not in name}
    assert len(broken_links(spoilt)) == 2  # the page's and the manifest's


def test_every_file_has_its_own_title_without_notes(book: Book) -> None:
    assert book.titles() == PAGES


def test_headings_begin_at_one_in_every_file_and_skip_none(book: Book) -> None:
    levels = {}
    for page in list(book.pages.values())[1:]:
        tags = [str(e.tag).removeprefix("{" + X["x"] + "}") for e in page.iter()]
        found = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        levels[page.findtext(".//x:title", namespaces=X)] = found
    assert levels["First"] == [1, 2]
    assert all(found[0] == 1 for found in levels.values())


def test_the_title_stands_below_the_masthead(book: Book) -> None:
    page = list(book.pages.values())[1]
    (section,) = page.findall("x:body/x:section", X)
    assert [e.get("class") for e in section][:3] == ["masthead", "title-block", "summary"]
    assert str(section[1][0].tag).endswith("}h1")
    assert not page.xpath("//*[@class='title-place']")


def test_the_contents_list_every_heading_without_notes(book: Book) -> None:
    toc = book.pages["nav.xhtml"].xpath("//x:nav[@role='doc-toc']//x:a", namespaces=X)
    assert [text(a) for a in toc] == [PAGES[1], "First", "Deeper", *PAGES[4:]]
    ncx = book.files["EPUB/toc.ncx"].decode()
    assert "<text>First</text>" in ncx


def test_landmarks_lead_to_contents_cover_title_and_text(book: Book) -> None:
    nav = book.pages["nav.xhtml"]
    marks = nav.xpath("//x:nav[@e:type='landmarks']//x:a", namespaces=X | {"e": OPS})
    assert [(a.get(EPUB_TYPE), a.get("href"), a.text) for a in marks] == [
        ("toc", "nav.xhtml#toc", "Contents"),
        ("cover", "text/cover.xhtml", "Cover"),
        ("titlepage", "text/ch001.xhtml", "Title page"),
        ("bodymatter", "text/ch002.xhtml", "First"),
    ]


def test_back_matter_is_marked_as_such(book: Book) -> None:
    kinds = [page.find("x:body", X) for page in book.pages.values()]
    assert [k.get(EPUB_TYPE) for k in kinds if k is not None] == [
        *["cover", "frontmatter", "frontmatter", "bodymatter", "bodymatter"],
        *["backmatter", "backmatter"],
    ]


def test_a_heading_s_compound_stays_on_one_line(tmp_path: Path) -> None:
    made = make(
        tmp_path, [header(1, "The Korea-Japan Alliance"), header(1, "Long-windedness-free")]
    )
    whole = [e.text for p in made.pages.values() for e in p.xpath("//*[@class='unbroken']")]
    assert whole == ["Korea-Japan", "Korea-Japan"]  # in the heading and in the contents


# --- Figures, cover, fonts, style


def test_a_figure_keeps_alternative_caption_and_picture(book: Book) -> None:
    (figure,) = book.pages[book.home("fig-bay")].iterfind(".//x:figure", X)
    (picture,) = figure.iterfind(".//x:img", X)
    (caption,) = figure.iterfind("x:figcaption", X)
    assert picture.get("alt") == "A map of a bay"
    assert caption.get("aria-hidden") is None
    assert text(caption) == "Figure 1: What it shows.5 Credit: A. Painter"


def test_the_cover_has_role_and_words(book: Book) -> None:
    (image,) = book.pages["text/cover.xhtml"].iterfind(".//x:img", X)
    assert image.get("role") == "doc-cover"
    assert str(image.get("alt")).startswith("Tides and Trade. Ana María Ruiz, Bo Li. ")
    (item,) = book.opf.xpath("//opf:item[@properties='cover-image']", namespaces=X)
    assert book.files[f"EPUB/{item.get('href')}"].startswith(b"\x89PNG")


def test_fonts_are_cut_to_the_text_and_bear_no_reserved_name(book: Book) -> None:
    fonts = {n: d for n, d in book.files.items() if n.endswith(".ttf")}
    roles = {"Text": 3, "Sans": 3, "Note": 2, "Display": 2}  # these have no bold, no italic
    assert Counter(re.findall(r"Edition([A-Z][a-z]+)-", " ".join(fonts))) == roles
    assert max(map(len, fonts.values())) < 60_000
    assert not [n for n, d in fonts.items() if "Source Se".encode("utf-16-be") in d]
    licences = [n for n in book.files if "OFL" in n]
    assert licences == ["EPUB/fonts/OFL-SourceSans.txt", "EPUB/fonts/OFL-SourceSerif.txt"]


def test_the_style_needs_no_custom_properties(book: Book) -> None:
    css = book.files["EPUB/styles/stylesheet1.css"].decode()
    assert 'font-family: "Edition Text"' in css
    assert "var(" not in css


def test_a_style_without_a_cover_is_a_problem_and_writes_nothing(tmp_path: Path) -> None:
    made = edition(tmp_path)
    bare = tmp_path / "styles"
    bare.mkdir()
    (bare / "epub.css").write_text("body {\n  color: var(--color-unknown) }", encoding="utf-8")
    house = House(bare, "styles", made.house.file, made.house.tokens)
    rendered = render(type(made)(**{**vars(made), "house": house}), tmp_path / "no.epub")
    assert sorted(p.code for p in rendered.problems) == ["style-missing", "style-token"]
    assert "styles/epub.css:2:10" in [str(p.place) for p in rendered.problems]
    assert not rendered.path.exists()


# --- Bytes


def test_mimetype_is_first_and_stored(book: Book, work: Path) -> None:
    with zipfile.ZipFile(work / "book.epub") as archive:
        first, *others = archive.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert (work / "book.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    assert [i.filename for i in others] == sorted(i.filename for i in others)


def test_another_machine_writes_the_same_bytes(book: Book, work: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "être, 100%20 #1 ?"
    environment = os.environ | {"TZ": "Asia/Dhaka", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-m", "tests.render.sample_edition", elsewhere],
        env=environment | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT / "tests",
        check=True,
    )
    assert (elsewhere / "book.epub").read_bytes() == (work / "book.epub").read_bytes()


def test_a_recall_alone_needs_no_second_body(tmp_path: Path) -> None:
    blocks = [header(1, "A"), para([note_call("1", "B"), recall("1", 2), recall("1", 3)])]
    made = make(tmp_path, blocks)
    assert len([a for p in made.pages.values() for a in p.iterfind(".//x:aside", X)]) == 1
