"""The web page's markup: landmarks, notes, tables, pictures; one file, and the same bytes again."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefbuild.house import default_styles, load_house
from briefbuild.render.web.renderer import render
from briefbuild.tree import attr, div, node, para, plain, words
from tests.render.sample_edition import edition, note_call
from tests.render.web.webpage import WebPage, make
from tests.verify import sample
from tests.verify.sample import DELTA


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> WebPage:
    return make(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> WebPage:
    made = sample.make(tmp_path_factory.mktemp("rivers"))
    return WebPage(made.file("html").read_text(encoding="utf-8"))


def test_the_landmarks_follow_each_other_and_the_first_link_skips_to_the_text(
    page: WebPage,
) -> None:
    body = page.one("body")
    assert [child.tag for child in body] == ["a", "header", "main", "footer"]
    assert body[0].get("href") == "#text"
    assert page.one(".//*[@id='text']").tag == "main"
    assert page.one("body/header/div").get("class") == "masthead"
    assert "colophon" in (page.one("body/footer/section").get("class") or "")
    assert [e.tag for e in page.root.iter("h1")] == ["h1"]
    assert page.root.get("lang") == "en-GB"


def test_each_note_stands_once_with_its_number_and_its_way_back(page: WebPage) -> None:
    notes = page.one(".//section[@role='doc-endnotes']")
    assert page.one(f".//*[@id='{notes.get('aria-labelledby')}']").text == "Notes"
    bodies = [e for e in page.root.iter() if e.get("role") == "doc-footnote"]
    assert bodies == list(notes)[1:]
    assert [e.get("id") for e in bodies] == ["note-a1", *(f"note-{n}" for n in range(1, 6))]
    for body in bodies:
        (back,) = (e for e in body.iter("a") if e.get("role") == "doc-backlink")
        call = page.one(f".//*[@id='{(back.get('href') or '')[1:]}']")
        assert call.get("href") == f"#{body.get('id')}"
        assert call.get("role") == "doc-noteref"
        assert back.text == call.text
        assert back.get("aria-label") == f"Back to text, note {call.text}"


def test_a_second_call_leads_to_the_same_note(page: WebPage) -> None:
    again = page.one(".//*[@id='call-3-2']")
    assert (again.get("href"), again.text) == ("#note-3", "3")


def test_notes_stand_behind_the_text_and_before_the_authors(page: WebPage) -> None:
    kinds = [(e.get("class") or e.tag).split()[-1] for e in page.one("body/main")]
    assert kinds[-2:] == ["notes", "about-authors"]


def test_calls_and_notes_are_named_for_the_style(page: WebPage) -> None:
    assert page.one(".//*[@id='call-2']").get("style") == "--anchor: --call-2"
    said = page.one(".//*[@id='note-2']").get("style")
    assert said == "--anchor: --note-2; --call: --call-2; --before: --note-1"
    assert "--before" not in (page.one(".//*[@id='note-a1']").get("style") or "")


def test_calls_behind_each_other_are_told_apart_and_symbols_raised(tmp_path: Path) -> None:
    text = [*words("Twice."), note_call("1", "One."), note_call("2", "Two.", "†")]
    page = make(tmp_path, [para(text)])
    names = {e.get("id"): (e.get("class") or "").split() for e in page.root.iter("a")}
    assert names["call-1"] == ["note-call"]
    assert set(names["call-2"]) == {"note-call", "raised", "further"}


def test_a_brief_without_notes_has_no_place_for_them(tmp_path: Path) -> None:
    page = make(tmp_path, [para(words("Plain."))])
    assert "doc-endnotes" not in page.html


def test_a_table_scrolls_in_a_frame_that_its_caption_names(rivers: WebPage) -> None:
    table = rivers.one(".//table")
    frame = rivers.one(".//div[@class='table-frame']")
    assert list(frame) == [table]
    assert (frame.get("role"), frame.get("tabindex")) == ("region", "0")
    assert rivers.one(f".//*[@id='{frame.get('aria-labelledby')}']").tag == "caption"
    assert {cell.get("scope") for cell in table.iter("th")} == {"col"}


def test_drawings_are_within_as_svg_and_photographs_as_they_are(rivers: WebPage) -> None:
    delta, ford = rivers.root.iter("img")
    assert delta.get("alt") == "A wedge that widens to the right."
    assert (delta.get("src") or "").startswith("data:image/svg+xml;base64,")
    drawn = etree.fromstring(b64decode((delta.get("src") or "").partition(",")[2]))
    assert etree.tostring(drawn, method="c14n") == etree.tostring(
        etree.fromstring(DELTA), method="c14n"
    )
    assert (ford.get("src") or "").startswith("data:image/png;base64,")
    assert ford.get("style") == "--aspect: 1.5"
    assert (ford.get("width"), ford.get("height")) == ("1800", "1200")


def test_no_caption_is_hidden_from_screen_readers(tmp_path: Path) -> None:
    """pandoc hides one that says what the alternative text says."""
    page = make(tmp_path)
    assert not [e for e in page.root.iter("figcaption") if e.get("aria-hidden")]


def test_a_heading_s_compound_stays_on_one_line(tmp_path: Path) -> None:
    title = div([div([plain(words("Korea-Japan Ties"))], "", ["title"])], "", ["title-block"])
    page = make(tmp_path, [title, para(words("A long-standing tie."))])
    assert [e.text for e in page.root.iter("span") if e.get("class") == "unbroken"] == [
        "Korea-Japan"
    ]
    assert "".join(page.one(".//h1").itertext()).strip() == "Korea-Japan Ties"


def test_long_code_keeps_its_leading_hyphens_with_a_word(tmp_path: Path) -> None:
    codes = ("--space-after-heading", "--font-note", "long_description")
    page = make(tmp_path, [para([node("Code", [attr(), code]) for code in codes])])
    said = [[e.text, *(f"{c.text}|{c.tail}" for c in e)] for e in page.root.iter("code")]
    assert said == [[None, "--space|-after-heading"], ["--font-note"], ["long_description"]]


def test_an_address_breaks_at_its_parts_and_is_copied_whole(rivers: WebPage) -> None:
    (link,) = (a for a in rivers.root.iter("a") if "uri" in (a.get("class") or ""))
    assert "".join(link.itertext()) == "https://example.org/springs"
    assert [piece.tail for piece in link] == ["example.org/", "springs"]


def test_nothing_is_asked_for_from_elsewhere(page: WebPage) -> None:
    sources = re.findall(r'(?:src|srcset)="([^"]{0,40})', page.html)
    assert sources
    assert all(source.startswith("data:") for source in sources)
    assert not re.search(r"url\((?!data:)|@import", page.style + page.newer_style)
    assert [s.get("type") for s in page.root.iter("script")] == ["application/ld+json"]


def test_the_style_is_imported_into_the_page_with_the_fonts_licences(page: WebPage) -> None:
    assert "SIL OPEN FONT LICENSE" in page.style
    for rule in (".pull-quote {", "--color-accent: #0f3d5e", "prefers-color-scheme: dark"):
        assert rule in page.style
    assert "anchor(" not in page.style
    assert "anchor(" in page.newer_style


def test_two_pages_are_the_same_bytes(tmp_path: Path, page: WebPage) -> None:
    assert make(tmp_path / "elsewhere").html == page.html


def test_a_sheet_that_is_imported_for_paper_holds_there_alone(tmp_path: Path) -> None:
    house = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    (house / "paper.css").write_text("p { color: black }\n", encoding="utf-8")
    sheet = house / "web.css"
    css = sheet.read_text(encoding="utf-8")
    sheet.write_text(f'@import "paper.css" print and (color);\n{css}', encoding="utf-8")
    read, problems = load_house(house, "styles")
    assert read is not None
    assert problems == []
    made = replace(edition(tmp_path / "work"), house=read)
    html = render(made, tmp_path / "page.html").path.read_text(encoding="utf-8")
    assert "@media print and (color) {\np { color: black }\n}" in html


def test_a_picture_of_the_style_comes_along(tmp_path: Path) -> None:
    house = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"/>'
    (house / "paper.svg").write_text(drawing, "utf-8")
    with (house / "web.css").open("a", encoding="utf-8") as sheet:
        sheet.write('body { background: url("paper.svg") }\n')
    read, problems = load_house(house, "styles")
    assert read is not None
    assert problems == []
    made = replace(edition(tmp_path / "work"), house=read)
    html = render(made, tmp_path / "page.html").path.read_text(encoding="utf-8")
    assert 'background: url("data:image/svg+xml;base64,' in html


def test_a_style_from_before_the_web_page_takes_the_program_s(tmp_path: Path) -> None:
    house = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    (house / "web.css").unlink()
    (house / "templates" / "web.html.j2").unlink()
    box = house / "components" / "box.css"
    box.write_text(".box { border: 3px solid; }\n", encoding="utf-8")
    read, problems = load_house(house, "styles")
    assert read is not None
    assert problems == []
    made = replace(edition(tmp_path / "work"), house=read)
    rendered = render(made, tmp_path / "page.html")
    assert rendered.problems == ()
    page = WebPage(rendered.path.read_text(encoding="utf-8"))
    assert page.one("body/main")
    assert ".box { border: 3px solid; }" in page.style


def test_a_fault_in_the_frame_has_its_place(tmp_path: Path) -> None:
    house = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    (house / "templates" / "web.html.j2").write_text("<p>\n{{ nothing }}", encoding="utf-8")
    read, _ = load_house(house, "styles")
    assert read is not None
    rendered = render(replace(edition(tmp_path / "work"), house=read), tmp_path / "page.html")
    assert [str(p.place) for p in rendered.problems] == ["styles/templates/web.html.j2:2"]
    assert not rendered.path.exists()
