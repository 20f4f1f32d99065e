"""The tags: what a screen reader meets, on a page with every component."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import tinyhtml5

from briefbuild.house import default_styles
from briefbuild.render.pages.link_lines import edges_of
from briefbuild.render.pages.structure import Part, Structure
from tests.render.pdf.printing import ALTERNATIVE, Element, File, printed
from tests.validators.judges import verapdf_says

PAGES = Path(__file__).parents[1] / "pages"
EVERYTHING = (PAGES / "everything.md").read_text(encoding="utf-8")
NOTES = 17
DIVIDED = "\x02"  # PDFium's sign for a word that a hyphen divides at a line's end
CONTENTS = """<nav class="contents"><ul><li><a href="#a">A</a></li>
<li><a href="#b">B</a><ul><li><a href="#c">C</a></li></ul></li></ul></nav>"""
LONG_TABLE = "\n".join(["| Head | Other |", "|---|---|", *(f"| row{i} | x |" for i in range(90))])


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> File:
    return printed(EVERYTHING, tmp_path_factory.mktemp("everything"))


def test_verapdf_finds_nothing_but_a_seeded_fault(everything: File, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.pdf"
    with pikepdf.open(everything.path) as pdf:
        tree = Element("Document", pdf.Root.StructTreeRoot.K[0], None)
        del tree.all("Note")[0].data["/ID"]
        pdf.save(faulty)
    found = verapdf_says([everything.path, faulty])
    assert [(finding.file, finding.rule) for finding in found] == [(faulty, "PDF/UA-1 7.9-1")]


def test_each_note_follows_its_calls_reference(everything: File) -> None:
    notes = everything.tree.all("Note")
    assert [note.id for note in notes] == [f"note-{n}" for n in range(1, NOTES + 1)]
    for note in notes:
        assert note.parent is not None
        siblings = note.parent.elements
        reference = siblings[siblings.index(note) - 1]
        assert reference.tag == "Reference"
        assert destinations(reference) == [note.id]
        label = note.elements[0]
        assert label.tag == "Lbl"
        assert destinations(label) == [note.id.replace("note-", "call-")]


def test_the_notes_are_found_by_their_ids(everything: File) -> None:
    names = everything.pdf.Root.StructTreeRoot.IDTree.Names
    ids = [str(name) for name in list(names)[::2]]
    assert ids == sorted(f"note-{n}" for n in range(1, NOTES + 1))
    assert [str(element.ID) for element in list(names)[1::2]] == ids


def test_a_second_call_leads_to_the_same_note(everything: File) -> None:
    called = Counter(d for r in everything.tree.all("Reference") for d in destinations(r))
    assert called["note-5"] == 2
    assert sum(called.values()) == NOTES + 1


def test_links_say_where_they_lead_and_lead_somewhere(everything: File) -> None:
    links = everything.tree.all("Link")
    annotations = [a for link in links for a in link.annotations]
    assert len(annotations) == len(everything.annotations) == len(links)
    for annotation in annotations:
        assert str(annotation.Contents)
        assert int(annotation.F) == 4
    contents = {str(a.Contents) for a in annotations}
    assert {"Note 5", "Back to text", "Figure 1", "https://example.org/a"} <= contents
    names = {str(name) for name in list(everything.pdf.Root.Names.Dests.Names)[::2]}
    assert {str(a.Dest) for a in annotations if "/Dest" in a} <= names


def test_a_link_over_lines_has_one_annotation_that_covers_them(tmp_path: Path) -> None:
    long = "[" + "linked " * 40 + "](https://example.org/long)"
    file = printed(f"# Links\n\n[One](https://example.org/one) and {long} and so on.\n", tmp_path)
    below, above = file.annotations
    assert str(below.A.URI) == "https://example.org/long"
    assert "/QuadPoints" not in above
    left, bottom, right, top = (float(edge) for edge in below.Rect)
    edges = [float(edge) for edge in below.QuadPoints]
    quads = [edges[i : i + 8] for i in range(0, len(edges), 8)]
    assert len(quads) > 2
    for x1, y1, x2, y2, x3, y3, x4, y4 in quads:  # upper left and right, lower left and right
        assert left <= x1 == x3 < x2 == x4 <= right
        assert bottom <= y3 == y4 < y1 == y2 <= top
    assert [quad[1] for quad in quads] == sorted((quad[1] for quad in quads), reverse=True)
    assert len(file.tree.all("Link")) == 2


def test_links_that_meet_in_a_line_are_each_opened_where_they_stand(tmp_path: Path) -> None:
    """By PDFium, which heeds a link's whole rectangle and no QuadPoints."""
    links = " and ".join(f"[{'linked ' * 30}{i}](https://example.org/{i})" for i in range(4))
    file = printed(f"# Links\n\n{links}\n", tmp_path)
    assert len(file.tree.all("Link")) == 4
    assert all("/QuadPoints" not in annotation for annotation in file.annotations)
    assert len(file.annotations) > 8
    document = pypdfium2.PdfDocument(file.path)
    for annotation in file.annotations:
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        middle = ((left + right) / 2, (bottom + top) / 2)
        opened, edges = pdfium.FPDFLink_GetLinkAtPoint(document[0], *middle), pdfium.FS_RECTF()
        assert pdfium.FPDFLink_GetAnnotRect(opened, edges)
        assert (edges.left, edges.top) == pytest.approx((left, top), abs=0.01)


def test_a_notes_call_can_be_clicked(tmp_path: Path) -> None:
    """Its line is 0 high, lest it part the lines; what a pointer meets is as high as its figure."""
    file = printed("# Calls\n\nText.[^a].\n\n[^a]: Body.\n", tmp_path)
    document = pypdfium2.PdfDocument(file.path)
    text = document[0].get_textpage()
    found = [a for a in file.annotations if str(a.get("/Contents", "")).startswith("Note")]
    assert found
    for annotation in found:
        left, bottom, right, top = edges_of([float(edge) for edge in annotation.Rect])
        assert 7 < top - bottom < 16
        assert text.get_text_bounded(left, bottom, right, top).strip() == "1"
        middle = ((left + right) / 2, (bottom + top) / 2)
        assert pdfium.FPDFLink_GetLinkAtPoint(document[0], *middle)


def test_a_link_over_pages_has_an_annotation_on_each(tmp_path: Path) -> None:
    long = "[" + "linked " * 900 + "](https://example.org/long)"
    file = printed(f"# Links\n\n{long}\n", tmp_path)
    (link,) = file.tree.all("Link")
    counts = [len(page.get("/Annots", [])) for page in file.pdf.pages]
    assert len(link.annotations) == len(counts) > 1
    assert set(counts) == {1}


def test_annotations_know_their_links(everything: File) -> None:
    numbers = list(everything.pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for link in everything.tree.all("Link"):
        for annotation in link.annotations:
            assert owners[int(annotation.StructParent)].objgen == link.data.objgen


def test_a_table_of_contents_is_one() -> None:
    root = tinyhtml5.parse(CONTENTS, namespace_html_elements=False)
    structure = Structure(root)
    for link in root.iter("a"):
        structure.content(link)
    (top,) = (part for part in structure.document.kids if isinstance(part, Part))
    tags = [part.tag for part in top.below()]
    item = ["TOCI", "Reference", "Link"]
    assert tags == ["TOC", *item, *item, "TOC", *item]


def test_lists_are_items_of_labels_and_bodies(everything: File) -> None:
    for items in everything.tree.all("L"):
        assert {item.tag for item in items.elements} == {"LI"}
        for item in items.elements:
            assert [kid.tag for kid in item.elements] == ["Lbl", "LBody"]
    numbering = [str(items.data.A.ListNumbering) for items in everything.tree.all("L")]
    assert numbering == ["/Disc", "/Disc", "/Decimal", "/Disc", "/None"]


def test_headings_descend_without_a_jump(everything: File) -> None:
    levels = [e.tag for e in everything.tree.below() if re.fullmatch(r"H\d", e.tag)]
    assert levels == ["H1", "H2", "H3", "H2"]


def test_a_caption_follows_its_picture_and_is_not_replaced_by_its_alternative(
    everything: File,
) -> None:
    (figure,) = everything.tree.all("Figure")
    assert str(figure.data.Alt) == ALTERNATIVE
    assert figure.elements == []
    assert figure.parent is not None
    assert figure.parent.tag == "Div"
    assert [kid.tag for kid in figure.parent.elements] == ["Figure", "Caption"]
    assert len(figure.parent.all("Note")) == 1
    left, bottom, right, top = (float(edge) for edge in figure.data.A.BBox)
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842


def test_table_heads_have_a_scope_and_empty_cells_are_there(everything: File) -> None:
    (table,) = everything.tree.all("Table")
    assert [kid.tag for kid in table.elements] == ["Caption", "THead", "TBody"]
    assert [str(head.data.A.Scope) for head in table.all("TH")] == ["/Column", "/Column"]
    assert [len(row.elements) for row in table.all("TR")] == [2, 2, 2]


def test_foreign_words_have_their_language(everything: File) -> None:
    assert [str(e.data.Lang) for e in everything.tree.all("Span")] == ["de"]


def test_a_paragraph_over_two_pages_is_one_part(tmp_path: Path) -> None:
    file = printed("# Long\n\n" + "word " * 1500 + "lastword\n", tmp_path)
    (paragraph,) = file.tree.all("P")
    pages = {k.Pg.objgen for k in paragraph.kids if hasattr(k, "keys")}
    assert len(pages) == len(file.pages) - 1 >= 1


def test_divided_words_are_read_whole_and_hyphens_are_searchable(tmp_path: Path) -> None:
    long = ["Korea-Japan", "internationally", "considerations", "unquestionably", "and so on"]
    file = printed("# Words\n\n" + " ".join(long[i % 5] for i in range(200)), tmp_path)
    text = "".join(file.pages)
    assert "\u2010" not in text
    assert text.count(DIVIDED) > 3
    assert text.count("Korea-Japan") > 30
    whole = text.replace(DIVIDED, "")
    assert [whole.count(word) for word in long[1:4]] == [40, 40, 40]
    for page in file.pdf.pages:
        opened = [i.operands for i in pikepdf.parse_content_stream(page) if divides(i.operands)]
        texts = [str(operands[1].ActualText) for operands in opened]
        assert texts
        assert set(texts) == {"\u00ad"}


def test_running_heads_and_rules_are_no_part_of_the_text(tmp_path: Path) -> None:
    file = printed("# Long\n\n" + "word " * 1500 + "[^1]\n\n[^1]: Note.\n", tmp_path)
    operators = [op for page in file.pdf.pages for op in marked(page)]
    kinds = Counter(kind for tag, kind in operators if tag == "/Artifact")
    assert kinds["/Pagination"] >= len(file.pages)
    assert kinds["/Layout"] >= 1
    assert set(kinds) == {"/Pagination", "/Layout"}
    contents = sum(1 for tag, _ in operators if tag != "/Artifact")
    assert contents == sum(pieces(e) for e in file.tree.below())


def test_the_dots_of_a_leader_are_not_read(tmp_path: Path) -> None:
    style = tmp_path / "styles"
    shutil.copytree(default_styles(), style)
    with (style / "base.css").open("a", encoding="utf-8") as sheet:
        sheet.write('\nh2::after { content: leader(".") "7" }\n')
    file = printed("# Heading\n\nText.\n", tmp_path / "out", style=style)
    (heading,) = file.tree.all("H2")
    assert pieces(heading) == 2
    assert re.search(r"Heading ?\.{20,} ?7", "".join(file.pages))


def test_a_repeated_table_head_is_read_once(tmp_path: Path) -> None:
    file = printed(f"# Table\n\n{LONG_TABLE}\n", tmp_path)
    assert sum(page.count("Head") for page in file.pages) == len(file.pages) > 1
    assert len(file.tree.all("Table")) == 1
    assert len(file.tree.all("TH")) == 2
    assert sum(pieces(head) for head in file.tree.all("TH")) == 2


def divides(operands: Any) -> bool:
    """Whether an instruction opens the content of a hyphen that divides a word."""
    return len(operands) == 2 and hasattr(operands[1], "keys") and "/ActualText" in operands[1]


def destinations(element: Element) -> list[str]:
    """Where the links in an element lead within the file."""
    return [str(a.Dest) for link in element.all("Link") for a in link.annotations]


def pieces(element: Element) -> int:
    """How many pieces of painted content belong to an element itself."""
    return sum(
        1
        for kid in element.kids
        if not isinstance(kid, Element) and (not hasattr(kid, "keys") or "/MCID" in kid)
    )


def marked(page: pikepdf.Page) -> list[tuple[str, str]]:
    """Tag and type of each marked-content sequence on a page."""
    found = []
    for instruction in pikepdf.parse_content_stream(page):
        assert str(instruction.operator) != "BMC"
        if str(instruction.operator) == "BDC":
            tag, properties = instruction.operands
            found.append((str(tag), str(properties.get("/Type", ""))))
    return found


def test_a_figure_that_floated_stands_where_the_text_has_it(tmp_path: Path) -> None:
    before = "\n\n".join(
        [f"Before {i}. " + "Words that fill a line or two. " * 12 for i in range(7)]
    )
    figure = "![Caption](figures/square.svg){#fig-x .figure}"
    file = printed(f"{before}\n\n{figure}\n\n{'Afterwards words go on. ' * 120}", tmp_path)
    kids = [kid for kid in file.tree.elements if kid.tag in ("P", "Div")]
    at = next(i for i, kid in enumerate(kids) if kid.all("Figure"))
    assert [kid.tag for kid in kids] == ["P"] * 7 + ["Div", "P"] == ["P"] * at + ["Div", "P"]
    first, second = (page.objgen for page in file.pdf.pages[:2])
    assert kids[at].data.Pg.objgen == second
    after = kids[at + 1].data
    assert after.Pg.objgen == first  # it begins on the page before
    assert {kid.Pg.objgen for kid in after.K if hasattr(kid, "keys")} == {second}
