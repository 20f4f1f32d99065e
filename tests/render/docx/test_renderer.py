"""What the Word file holds: notes, fields, pictures, tables, components, languages."""

from __future__ import annotations

import copy
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefbuild import pandoc
from briefbuild.render.docx.inlines import bookmark_names
from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.notes import style_of
from briefbuild.tokens import points
from briefbuild.tree import (
    Node,
    Nodes,
    attr,
    div,
    has_class,
    link,
    node,
    pairs_of,
    para,
    plain,
    rewrite,
    span,
    string,
    text_of,
    walk,
    words,
)
from briefbuild.verify.words import words_in
from tests.render.docx.word_file import (
    N,
    W,
    Word,
    components,
    dangling,
    fields,
    make,
    table,
    text,
)
from tests.render.sample_edition import back, body, edition, figure, front, header, note_call

TABLE = table("tbl-prices", ("Country", "Price"), ("China", "162.62"), ("Japan", "30.1"))
TO_TABLE = link(
    [string("Table\u00a01")], "#tbl-prices", "", ["cross-reference"], kind="table", number="1"
)
TO_FIGURE = link(
    [string("Figure\u00a01")], "#fig-bay", "", ["cross-reference"], kind="figure", number="1"
)
BERLIN = span(words("Guten Tag"), lang="de")


def everything() -> Nodes:
    references = para([*words("See"), TO_FIGURE, TO_TABLE, node("Space"), BERLIN])
    return [*front(), *body(), references, TABLE, *components(), *back()]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("docx")


@pytest.fixture(scope="module")
def word(work: Path) -> Word:
    return make(edition(work, everything()), "everything.docx")


def calls(word: Word) -> list[etree._Element]:
    return list(word.document.iter(f"{W}footnoteReference"))


# ── notes ──────────────────────────────────────────────────────────────────────────────────────


def test_notes_are_native_footnotes_in_the_order_of_their_calls(word: Word) -> None:
    bodies = ["Ana studies tides.", "On summaries.", "In a heading.", "A first body."]
    bodies += ["A deep body.", "In a caption."]
    assert [call.get(f"{W}id") for call in calls(word)] == ["1", "2", "3", "4", "5", "6"]
    assert [text(word.notes[str(n)]).lstrip("* ") for n in range(1, 7)] == bodies


def test_a_symbol_is_the_notes_own_mark_and_takes_no_number(word: Word) -> None:
    first, *others = calls(word)
    assert first.get(f"{W}customMarkFollows") == "1"
    following = first.getnext()
    assert following is not None
    assert dict(following.attrib) == {f"{W}font": "Source Sans 3 Semibold", f"{W}char": "002A"}
    assert not list(word.notes["1"].iter(f"{W}footnoteRef"))
    assert len(list(word.notes["1"].iter(f"{W}sym"))) == 1
    raised = first.xpath("../w:rPr/w:vertAlign/@w:val", namespaces=N)
    assert raised == ["baseline"]  # the font's asterisk is a superior already
    assert text(word.notes["1"]).strip() == "Ana studies tides."
    assert all(call.get(f"{W}customMarkFollows") is None for call in others)
    assert all(len(list(word.notes[str(n)].iter(f"{W}footnoteRef"))) == 1 for n in range(2, 7))


def test_a_numbered_authors_note_is_counted_with_the_others(work: Path) -> None:
    title = div([div([plain([*words("Ana"), note_call("1", "Ana.")])], "", ["author"])])
    word = make(edition(work, [title, para([*words("Text"), note_call("2", "Two.")])]))
    assert [call.get(f"{W}customMarkFollows") for call in calls(word)] == [None, None]
    assert [text(body).strip() for body in word.notes.values()] == ["Ana.", "Two."]


def test_without_an_authors_note_the_text_has_note_1(work: Path) -> None:
    title = div([div([plain(words("Ana"))], "", ["author"])])
    word = make(edition(work, [title, para([*words("Text"), note_call("1", "One.")])]))
    assert [call.get(f"{W}id") for call in calls(word)] == ["1"]


def test_nothing_starts_the_numbers_anew(word: Word) -> None:
    for name in ("word/document.xml", "word/settings.xml", "word/footnotes.xml"):
        assert b"numRestart" not in word.parts[name]
        assert b"numStart" not in word.parts[name]


def test_a_further_call_shows_the_number_of_the_first(word: Word) -> None:
    noterefs = [field for field in fields(word.document) if field[0].startswith("NOTEREF")]
    assert noterefs == [("NOTEREF call_3 \\f \\h", "3")] * 2
    start = word.document.xpath("//w:bookmarkStart[@w:name='call_3']", namespaces=N)[0]
    assert list(start.getnext().iter(f"{W}footnoteReference"))
    assert start.getnext().getnext().tag == f"{W}bookmarkEnd"
    shown = word.document.xpath(
        "//w:r[w:t='3'][w:rPr/w:rStyle/@w:val='FootnoteReference']", namespaces=N
    )
    assert len(shown) == 2


def test_only_calls_that_are_repeated_have_bookmarks(word: Word) -> None:
    """Word shows them all where a user chooses what to refer to."""
    names = word.document.xpath("//w:bookmarkStart/@w:name", namespaces=N)
    assert [name for name in names if name.startswith("call")] == ["call_3"]
    assert len(calls(word)) > 1


def test_a_notes_second_paragraph_does_not_hang(work: Path) -> None:
    note = node("Note", [para(words("One.")), para(words("Two."))])
    call = span([note], "call-1", ["note-call"], key="1", mark="1")
    word = make(edition(work, [para([*words("Text"), call])]))
    styles = word.notes["1"].xpath("w:p/w:pPr/w:pStyle/@w:val", namespaces=N)
    assert styles == ["FootnoteText", "FootnoteContinued"]


# ── captions and references ────────────────────────────────────────────────────────────────────


def test_captions_count_with_seq_fields_in_bookmarks(word: Word) -> None:
    seq = [field for field in fields(word.document) if field[0].startswith("SEQ")]
    assert seq == [("SEQ Figure \\* ARABIC", "1"), ("SEQ Table \\* ARABIC", "1")]
    assert marked(word, "fig_bay") == marked(word, "tbl_prices") == "1"


def marked(word: Word, name: str) -> str:
    """The text between a bookmark's start and end."""
    (start,) = word.document.xpath("//w:bookmarkStart[@w:name=$name]", namespaces=N, name=name)
    shown = []
    for sibling in start.itersiblings():
        if sibling.tag == f"{W}bookmarkEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
            break
        shown.append(text(sibling))
    return "".join(shown)


def test_references_to_what_is_counted_are_fields_that_show_the_number(word: Word) -> None:
    refs = [field for field in fields(word.document) if field[0].startswith("REF")]
    assert refs == [
        ("REF fig_bay \\h \\* MERGEFORMAT", "1"),
        ("REF tbl_prices \\h \\* MERGEFORMAT", "1"),
    ]
    assert "SeeFigure\u00a01Table\u00a01" in text(word.document)


def quoting(id: str, *text: Node) -> Node:
    return link(list(text), f"#{id}", "", ["cross-reference"], kind="section")


def test_a_reference_to_a_section_is_a_field_that_shows_its_heading(work: Path) -> None:
    emphasis = node("Emph", [string("Deeper")])
    heading = node("Header", [1, attr("sec-deeper"), [emphasis, node("Space"), string("still")]])
    quoted = (string("“"), emphasis, node("Space"), string("still”"))
    word = make(edition(work, [heading, para([quoting("sec-deeper", *quoted)])]))
    assert fields(word.document) == [("REF sec_deeper \\h \\* MERGEFORMAT", "Deeper still")]
    assert marked(word, "sec_deeper") == "Deeper still"
    (said,) = word.paragraphs("FirstParagraph")
    assert text(said) == "“Deeper still”"
    assert said.xpath("w:r[w:rPr/w:i]/w:t/text()", namespaces=N) == ["Deeper"]
    assert not list(word.document.iter(f"{W}hyperlink"))


@pytest.mark.parametrize("marks", ["“{}”", "„{}“", "« {} »", "»{}«"])
def test_the_quotation_marks_stand_outside_the_field(work: Path, marks: str) -> None:
    blocks = [header(1, "Deeper"), para([quoting("sec-deeper", string(marks.format("Deeper")))])]
    word = make(edition(work, blocks))
    assert fields(word.document) == [("REF sec_deeper \\h \\* MERGEFORMAT", "Deeper")]
    assert text(word.paragraphs("FirstParagraph")[0]) == marks.format("Deeper")


def test_a_note_in_a_heading_is_not_repeated_by_references(work: Path) -> None:
    """Word would put a second note in the reference's place, LibreOffice its number."""
    noted = header(1, "Deeper", note_call("1", "A note."))
    word = make(edition(work, [noted, para([quoting("sec-deeper", string("“Deeper”"))])]))
    assert marked(word, "sec_deeper") == "Deeper"
    assert len(fields(word.document)) == 1
    between = header(1, "Deeper", note_call("1", "A note."), node("Space"), string("still"))
    word = make(edition(work, [between, para([quoting("sec-deeper", string("“Deeper still”"))])]))
    assert fields(word.document) == []
    assert word.document.xpath("//w:hyperlink/@w:anchor", namespaces=N) == ["sec_deeper"]


def test_links_within_lead_to_bookmarks(word: Word) -> None:
    assert word.document.xpath("//w:hyperlink/@w:anchor", namespaces=N) == ["fig_bay", "sec_deeper"]
    assert marked(word, "sec_deeper") == "Deeper"


def test_every_reference_has_its_bookmark(word: Word) -> None:
    assert dangling(word.document) == []


@pytest.mark.parametrize("name", ["call_3", "fig_bay", "tbl_prices", "sec_deeper"])
def test_a_lost_bookmark_would_be_noticed(word: Word, name: str) -> None:
    broken = copy.deepcopy(word.document)
    for start in broken.xpath("//w:bookmarkStart[@w:name=$name]", namespaces=N, name=name):
        start.getparent().remove(start)
    assert name in dangling(broken)


def test_bookmarks_have_names_that_word_takes_and_numbers_of_their_own(word: Word) -> None:
    names = word.document.xpath("//w:bookmarkStart/@w:name", namespaces=N)
    starts = word.document.xpath("//w:bookmarkStart/@w:id", namespaces=N)
    assert all(n[0].isalpha() and n.replace("_", "").isalnum() and len(n) <= 40 for n in names)
    assert len(set(names)) == len(names)
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(word.document.xpath("//w:bookmarkEnd/@w:id", namespaces=N))


def test_whatever_has_an_id_can_be_linked_to(work: Path) -> None:
    uncounted = figure("fig-bay", "figures/bay.png", "A bay")
    uncounted["c"][1][1][0] = plain(words("Image: A bay."))
    blocks = [
        uncounted,
        div([para(words("In a box."))], "a-box", ["box"]),
        para([span(words("some words"), "some-words"), node("Code", [attr("code"), "x"])]),
        node("CodeBlock", [attr("block", ["python"]), "y = 1"]),
    ]
    ids = ["fig-bay", "a-box", "some-words", "code", "block"]
    links = [para([link(words(id), f"#{id}") for id in ids])]
    word = make(edition(work, [*blocks, *links]))
    assert len(word.document.xpath("//w:hyperlink/@w:anchor", namespaces=N)) == len(ids)
    assert dangling(word.document) == []


def test_ids_that_differ_in_signs_or_after_40_letters_keep_bookmarks_apart() -> None:
    ids = ["a-b", "a_b", "1st", "x" * 50, "x" * 60]
    names = bookmark_names([span([], id) for id in ids])
    assert list(names) == ids
    assert len(set(names.values())) == len(ids)
    assert all(name[0].isalpha() and len(name) <= 40 for name in names.values())


def test_a_caption_without_number_is_not_counted(work: Path) -> None:
    n = figure("fig-bay", "figures/bay.png", "A bay")
    label = span([string("Image"), string(":")], "", ["caption-label"])
    n["c"][1][1][0] = plain([label, node("Space"), *words("A bay.")])
    word = make(edition(work, [n]))
    assert fields(word.document) == []
    assert [text(p) for p in word.paragraphs("FigureCaption")] == ["Image: A bay."]


# ── pictures and tables ────────────────────────────────────────────────────────────────────────


def test_a_picture_says_what_it_shows_and_nothing_else(word: Word) -> None:
    (about,) = word.document.iter(f"{{{N['wp']}}}docPr")
    assert dict(about.attrib) == {"id": "1", "name": "Picture 1", "descr": "A map of a bay"}
    (inner,) = word.document.iter(f"{{{N['pic']}}}cNvPr")
    assert dict(inner.attrib) == {"id": "1", "name": "Picture 1"}
    (inline,) = word.document.iter(f"{{{N['wp']}}}inline")
    assert [inline.get(f"dist{side}") for side in "TBLR"] == ["0", "0", "0", "0"]


def test_a_picture_that_lost_its_text_does_not_pass_for_decoration(work: Path) -> None:
    word = make(edition(work, [figure("fig-bay", "figures/bay.png", "")]), "lost.docx")
    (about,) = word.document.iter(f"{{{N['wp']}}}docPr")
    assert (about.get("descr"), len(about)) == ("", 0)


def test_a_picture_is_the_built_one_as_wide_as_the_column(word: Word, work: Path) -> None:
    (media,) = [data for name, data in word.parts.items() if name.startswith("word/media/")]
    assert media == edition(work).assets["figures/bay.png"].raster
    (extent,) = word.document.iter(f"{{{N['wp']}}}extent")
    width, height = int(extent.get("cx", 0)), int(extent.get("cy", 0))
    column = Look(edition(work).house.tokens).column
    assert width == pytest.approx(column * 12700, rel=3e-3)  # EMU; pandoc cuts to whole points
    assert width / height == pytest.approx(1.5, rel=5e-3)


def test_a_tall_picture_leaves_room_for_its_caption(work: Path) -> None:
    made = edition(work, [figure("fig-bay", "figures/bay.png", "A tower")])
    (name,) = made.assets
    tall = replace(made.assets[name], aspect=0.4)
    word = make(replace(made, assets={name: tall}))
    (extent,) = word.document.iter(f"{{{N['wp']}}}extent")
    width, height = int(extent.get("cx", 0)), int(extent.get("cy", 0))
    assert height < 0.61 * Look(made.house.tokens).text_height * 12700
    assert width / height == pytest.approx(0.4, rel=5e-3)


def test_a_half_figure_is_half_as_wide(word: Word, work: Path) -> None:
    (whole,) = word.document.iter(f"{{{N['wp']}}}extent")
    (halved,) = make(edition(work, [sized("half")])).document.iter(f"{{{N['wp']}}}extent")
    for side in ("cx", "cy"):
        assert int(halved.get(side, 0)) == pytest.approx(int(whole.get(side, 0)) / 2, rel=1e-2)


def sized(size: str) -> Node:
    made = figure("fig-bay", "figures/bay.png", "A bay")
    made["c"][2][0]["c"][0]["c"][0][1].append(size)  # the Image's classes
    return made


def extent(word: Word) -> tuple[float, float]:
    """The picture's width and height, in points."""
    (found,) = word.document.iter(f"{{{N['wp']}}}extent")
    return int(found.get("cx", 0)) / 12700, int(found.get("cy", 0)) / 12700


@pytest.mark.parametrize("size", ["wide", "full-page"])
def test_a_wide_figure_reaches_to_where_masthead_and_notes_begin(work: Path, size: str) -> None:
    made = edition(work, [sized(size)])
    look, word = Look(made.house.tokens), make(made)
    (picture,) = word.paragraphs("WidePicture")
    assert picture.getnext() is not None
    assert extent(word)[0] == pytest.approx(look.column + look.hang, rel=5e-3)
    assert word.value("Wide Picture", "w:pPr/w:ind/@w:left") == str(-twips(look.hang))


def test_a_high_picture_is_larger_on_a_page_of_its_own(work: Path) -> None:
    heights = []
    for size in ("wide", "full-page"):
        made = edition(work, [sized(size)])
        (name,) = made.assets
        tall = replace(made.assets[name], aspect=0.5)
        heights.append(extent(make(replace(made, assets={name: tall})))[1])
    room = Look(edition(work).house.tokens).text_height
    assert heights[0] == pytest.approx(0.6 * room, rel=5e-3)
    assert 0.8 * room < heights[1] < 0.9 * room


def test_in_a_component_or_a_list_no_figure_reaches_into_the_margin(work: Path) -> None:
    for holder in (div([sized("wide")], "", ["box"]), node("BulletList", [[sized("wide")]])):
        made = edition(work, [holder])
        word = make(made)
        assert not word.paragraphs("WidePicture")
        assert extent(word)[0] == pytest.approx(Look(made.house.tokens).column, rel=5e-3)


def test_figure_caption_and_credit_stay_together(word: Word) -> None:
    (picture,) = word.paragraphs("Picture")
    following = [style_of(p) for p in list(picture.itersiblings())[:2]]
    assert following == ["FigureCaption", "Credit"]
    for style in ("Picture", "Figure Caption"):
        assert word.styles[style].find("w:pPr/w:keepNext", N) is not None


def test_a_table_has_its_caption_above_and_a_header_row(word: Word) -> None:
    (made,) = word.document.iter(f"{W}tbl")
    caption = made.getprevious()
    assert caption is not None
    assert text(caption) == "Table\u00a01: What it lists."
    assert word.styles["Table Caption"].find("w:pPr/w:keepNext", N) is not None
    rows = made.findall("w:tr", N)
    assert [row.find("w:trPr/w:tblHeader", N) is not None for row in rows] == [True, False, False]
    assert all(row.find("w:trPr/w:cantSplit", N) is not None for row in rows)
    assert [text(cell) for cell in rows[1].findall("w:tc", N)] == ["China", "162.62"]


@pytest.mark.parametrize(("count", "kept"), [(3, [1, 2]), (20, [1, 19])])
def test_a_short_table_stays_whole_and_a_long_one_parts_within(
    work: Path, count: int, kept: list[int]
) -> None:
    word = make(edition(work, [table("tbl-x", *[("a", "b")] * count), para(words("Text."))]))
    rows = list(word.document.iter(f"{W}tr"))
    held = [n for n, row in enumerate(rows, 1) if row.findall(".//w:pPr/w:keepNext", N)]
    assert held == kept


def test_a_tables_note_stays_with_it(work: Path) -> None:
    note = div([para(words("Note."))], "", ["table-note"])
    word = make(edition(work, [table("tbl-x", ("a", "b"), ("1", "2")), note]))
    assert all(row.findall(".//w:pPr/w:keepNext", N) for row in word.document.iter(f"{W}tr"))


# ── components and languages ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("style", "content"),
    [
        ("Title", ["Tides and Trade"]),
        ("Masthead", ["The Institute "]),
        ("Author", ["Ana", "Bo"]),
        ("Abstract", ["Tides turn trade."]),
        ("KeyPoints", ["One point.", "Another."]),
        ("KeyPointsTitle", ["Key points"]),
        ("RecommendationTerm", ["Act now"]),
        ("Recommendation", ["Because it helps."]),
        ("PullQuote", ["Said large."]),
        ("BoxTitle", ["Aside"]),
        ("TableNote", ["A note under a table."]),
        ("Quote", ["Quoted."]),
        ("AboutHeading", ["About the authors"]),
        ("Colophon", ["Set in type."]),
    ],
)
def test_each_part_has_the_style_of_its_name(word: Word, style: str, content: list[str]) -> None:
    assert [text(p) for p in word.paragraphs(style)] == content


def part(name: str, *blocks: Node) -> Node:
    return div(list(blocks), "", [name])


INSTITUTE = part("institute", plain(words("The Institute")))
DATE = part("date", plain(words("2023")))


@pytest.mark.parametrize(
    ("parts", "printed", "has_institute"),
    [
        (
            [INSTITUTE, DATE, part("series", para(words("Notes")))],
            "The Institute 2023 · Notes",
            True,
        ),
        ([DATE, INSTITUTE], "2023 The Institute", True),
        ([div([INSTITUTE, div([DATE])])], "The Institute 2023", True),
        ([part("institute", para(words("The")), para(words("Institute")))], "The Institute ", True),
        ([part("institute", part("a", plain(words("The"))), DATE)], "The 2023 ", True),
        ([part("date", plain([])), INSTITUTE], "The Institute ", True),
        ([para(words("No part"))], "No part ", False),
        ([], None, False),
        ([part("institute")], None, False),
    ],
)
def test_the_masthead_takes_its_parts_in_any_order_and_nesting(
    work: Path, parts: Nodes, printed: str | None, has_institute: bool
) -> None:
    word = make(edition(work, [part("masthead", *parts), *front()[1:], *body()]), "head.docx")
    assert [text(p) for p in word.paragraphs("Masthead")] == ([printed] if printed else [])
    styled = word.document.iterfind(f".//{W}rStyle[@{W}val='Institute']")
    assert bool(list(styled)) == has_institute


def test_headings_of_the_back_matter_are_headings(word: Word) -> None:
    assert word.value("About Heading", "w:basedOn/@w:val") == "Heading1"
    assert [text(p) for p in word.paragraphs("Heading1")] == ["First", "Second"]


BOX = div([para(words("Boxed.")), para(words("More."))], "", ["box"])
ADVICE = node("DefinitionList", [[words("Act now"), [[para(words("Because it helps."))]]]])


@pytest.mark.parametrize(
    ("component", "style"),
    [
        (BOX, "AfterBox"),
        (div([node("BulletList", [[plain(words("A."))]])], "", ["key-points"]), "AfterBox"),
        (div([ADVICE], "", ["recommendations"]), "AfterRecommendations"),
    ],
)
def test_text_keeps_its_distance_from_a_component_by_its_style(
    work: Path, component: Node, style: str
) -> None:
    """Who goes on typing at a component's end would copy direct spacing."""
    word = make(edition(work, [component, para(words("After.")), para(words("Next."))]))
    assert [text(p) for p in word.paragraphs(style)] == ["After."]
    assert [text(p) for p in word.paragraphs("BodyText")] == ["Next."]
    assert not word.document.xpath("//w:p/w:pPr/w:spacing", namespaces=N)
    name = {"AfterBox": "After Box"}.get(style, "After Recommendations")
    assert word.value(name, "w:next/@w:val") == "BodyText"
    line = twips(points(edition(work).house.tokens["--line"]))
    assert int(word.value(name, "w:pPr/w:spacing/@w:before") or 0) >= line


def test_what_is_no_text_keeps_its_distance_from_a_box_itself(work: Path) -> None:
    def spaced(*below: Node) -> list[tuple[str, str | None, str | None]]:
        word = make(edition(work, [BOX, *below]))
        found = word.document.xpath("//w:p/w:pPr/w:spacing", namespaces=N)
        return [
            (text(s.getparent().getparent()), s.get(f"{W}before"), s.get(f"{W}after"))
            for s in found
        ]

    tokens = edition(work).house.tokens
    wanted = str(twips(0.75 * points(tokens["--line"]) + 8))
    assert spaced(header(2, "Below")) == [("Below", wanted, None)]
    assert spaced(header(1, "Below")) == []  # its own distance is enough
    uncaptioned = table("tbl-x", ("a", "b"))
    uncaptioned["c"][1] = [None, []]
    assert ("More.", None, wanted) in spaced(uncaptioned)
    assert spaced(node("BulletList", [[para(words("Item."))]])) == [("Item.", wanted, None)]


def test_a_list_in_a_box_hangs_from_its_edge(word: Word) -> None:
    (first, second) = word.paragraphs("Box")
    for item in (first, second):
        indent = item.find("w:pPr/w:ind", N)
        assert indent is not None
        assert int(indent.get(f"{W}left", 0)) - int(indent.get(f"{W}hanging", 0)) == 8 * 20


def test_all_of_a_list_in_a_box_begins_at_the_boxs_edge(work: Path) -> None:
    """There the tint begins: it would have notches."""
    inner = node("BulletList", [[para(words("Inner.")), para(words("More of it."))]])
    points = node("BulletList", [[para(words("One.")), inner, para(words("More."))]])
    title = div([plain(words("Key points"))], "", ["component-title"])
    word = make(edition(work, [div([title, points], "", ["key-points"])]))
    step = Look(edition(work).house.tokens).length("indent")
    shown = [(8 + n * step, n * step) for n in (1, 2, 2, 1)]
    items = word.paragraphs("KeyPoints")
    indents = [item.find("w:pPr/w:ind", N) for item in items]
    assert [
        (int(i.get(f"{W}left", 0)), int(i.get(f"{W}hanging", 0))) for i in indents if i is not None
    ] == [(twips(left), twips(hanging)) for left, hanging in shown]
    assert [p.find("w:r", N)[0].tag == f"{W}tab" for p in items] == [False, False, True, True]  # type: ignore[index]


def test_a_list_items_second_paragraph_has_no_bullet_of_its_own(work: Path) -> None:
    items = [[para(words("One.")), para(words("More."))], [para(words("Two."))]]
    word = make(edition(work, [node("BulletList", items)]))
    one, more, two = word.paragraphs("ListParagraph")
    assert [p.find("w:pPr/w:numPr", N) is not None for p in (one, more, two)] == [True, False, True]
    indent = more.find("w:pPr/w:ind", N)
    assert indent is not None
    assert indent.get(f"{W}left") == str(twips(Look(edition(work).house.tokens).length("indent")))


def test_a_list_after_another_keeps_its_distance(work: Path) -> None:
    inner = node("BulletList", [[plain(words("Inner."))]])
    bullets = node("BulletList", [[plain(words("One.")), inner], [plain(words("Two."))]])
    style = [1, {"t": "Decimal"}, {"t": "Period"}]
    numbers = node("OrderedList", [style, [[plain(words("Three."))], [plain(words("Four."))]]])
    word = make(edition(work, [bullets, numbers, para(words("Text."))]))
    apart = [text(p) for p in word.document.iter(f"{W}p") if _apart(p)]
    assert apart == ["Three."]
    close = word.document.xpath("//w:p[w:pPr/w:spacing/@w:after='0']", namespaces=N)
    assert [text(p) for p in close] == ["Three."]  # the items of one list stay together


def test_lists_in_a_box_have_the_distances_of_its_style_alone(work: Path) -> None:
    style = [1, {"t": "Decimal"}, {"t": "Period"}]
    items = [[plain(words("One."))], [plain(words("Two."))]]
    lists = [node("BulletList", items), node("OrderedList", [style, items])]
    word = make(edition(work, [div(lists, "", ["box"])]))
    assert len(word.paragraphs("Box")) == 4
    found = "//w:p/w:pPr[w:spacing or w:contextualSpacing]"
    assert word.document.xpath(found, namespaces=N) == []


def _apart(paragraph: etree._Element) -> bool:
    return bool(paragraph.xpath("w:pPr/w:contextualSpacing[@w:val='0']", namespaces=N))


def test_every_style_that_is_used_is_defined(word: Word) -> None:
    ids = {style.get(f"{W}styleId") for style in word.styles.values()}
    used: set[str] = set()
    for name, data in word.parts.items():
        if name.endswith(".xml"):
            root = etree.fromstring(data)
            used |= set(
                root.xpath(
                    "//*[self::w:pStyle or self::w:rStyle or self::w:tblStyle]/@w:val", namespaces=N
                )
            )
            used |= set(
                root.xpath(
                    "//*[self::w:basedOn or self::w:next or self::w:link]/@w:val", namespaces=N
                )
            )
    assert used
    assert used <= ids


def test_text_and_foreign_words_say_their_language(word: Word) -> None:
    root = word.xml("word/styles.xml")
    assert root.xpath("w:docDefaults//w:lang/@w:val", namespaces=N) == ["en-GB"]
    german = word.document.xpath("//w:r[w:rPr/w:lang/@w:val='de']", namespaces=N)
    assert "".join(text(run) for run in german) == "Guten Tag"


def test_a_component_in_another_language_says_so(work: Path) -> None:
    word = make(edition(work, [div([para(words("Ein Kasten."))], "", ["box"], lang="de")]))
    assert [text(p) for p in word.paragraphs("Box")] == ["Ein Kasten."]
    (paragraph,) = word.paragraphs("Box")
    assert paragraph.xpath(".//w:lang/@w:val", namespaces=N) == ["de"]


def test_pandoc_reads_every_word_back_in_order(word: Word, work: Path) -> None:
    command = [pandoc.binary(), "--from=docx", "--to=json", str(work / "everything.docx")]
    read = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert block_words(read["blocks"]) == block_words(with_recalls(everything()))


def with_recalls(blocks: Nodes) -> Nodes:
    """The tree with the marks that further calls show."""
    recalled: Nodes = rewrite(
        blocks, lambda n: string(pairs_of(n)["mark"]) if has_class(n, "note-recall") else None
    )
    return recalled


def block_words(blocks: Nodes) -> list[str]:
    """The words, block by block in reading order, a note's after those of its paragraph; without
    alternative texts, whose place within a figure pandoc chooses."""
    found: list[str] = []
    for n in walk(rewrite(blocks, lambda n: [] if n["t"] == "Image" else None)):
        if n["t"] in ("Para", "Plain", "Header"):
            found += words_in(text_of(n["c"] if n["t"] != "Header" else n["c"][2]))
        if n["t"] == "DefinitionList":
            found += [w for term, _ in n["c"] for w in words_in(text_of(term))]
    return found
