"""What of a Word file only its layout shows, as LibreOffice lays it out."""

from __future__ import annotations

import re
from pathlib import Path

from briefbuild.render.docx.renderer import render
from briefbuild.tree import Node, link, node, para, string, words
from briefbuild.verify.judges.libreoffice import converted
from tests.render.docx.word_file import table
from tests.render.sample_edition import edition, figure, header, note_call
from tests.validators.note_numbers import text_of
from tests.validators.seeding import with_changed_parts

DOCUMENT = r"word/document\.xml"
PARTNERS = (
    ("Country", "Share", "Growth", "Value", "Remark"),
    ("Bangladesh", "1.5%", "−0.25", "1,234.5", "grew"),
    ("Korea", "12.25%", "3", "12,345", "fell " + "sharply after the export controls " * 4),
    ("Japan", "100%", "12.5", "7", "n.a."),
    ("China", "n.a.", "–", "0.075", "x"),
)


def partners() -> Node:
    """A table of names, three columns of numbers, and a long remark."""
    made = table("tbl-x", *PARTNERS)
    for row in [made["c"][3][1][0], *made["c"][4][0][3]]:
        for cell in row[1][1:4]:
            cell[1] = {"t": "AlignRight"}
    return made


def one_width(document: str) -> str:
    """A narrow column for each but the last, as shares by letters gave it."""
    return re.sub(r'(?<=<w:gridCol w:w=")\d+(?="/><w:gridCol)', "600", document)


def test_no_word_and_no_number_of_a_table_is_parted(tmp_path: Path) -> None:
    render(edition(tmp_path, [partners(), para(words("Text."))]), tmp_path / "good.docx")
    bad = with_changed_parts(tmp_path / "good.docx", tmp_path / "bad.docx", DOCUMENT, one_width)
    lines = [text_of(f) for f in converted([tmp_path / "good.docx", bad], tmp_path, "pdf")]
    cells = [cell for row in PARTNERS for cell in row[:4]]
    assert [cell for cell in cells if cell not in lines[0]] == []
    assert {"Bangladesh", "1,234.5"} <= {c for c in cells if c not in lines[1]}


def test_a_renamed_heading_is_shown_by_the_references_to_it(tmp_path: Path) -> None:
    quoted = [string("“Deeper”")]
    to_it = link(quoted, "#sec-deeper", "", ["cross-reference"], kind="section")
    call = note_call("1", "A note.")
    blocks = [header(1, "Deeper", call), para([*words("Look into"), to_it, string(" for it.")])]
    render(edition(tmp_path, blocks), tmp_path / "good.docx")
    renamed = with_changed_parts(
        tmp_path / "good.docx",
        tmp_path / "renamed.docx",
        DOCUMENT,
        lambda t: t.replace(">Deeper<", ">Changed<", 1),
    )
    good, changed = converted([tmp_path / "good.docx", renamed], tmp_path, "pdf")
    assert "Lookinto“Deeper”forit." in text_of(good)
    assert "Lookinto“Changed”forit." in text_of(changed)


NUMBER = "Figure\u00a01"


def test_no_line_ends_between_a_figures_label_and_its_number(tmp_path: Path) -> None:
    """Fifty references in a row, so that many stand at the end of a line."""
    to_it = link([string(NUMBER)], "#fig-bay", "", ["cross-reference"], kind="figure", number="1")
    many = [part for n in range(50) for part in (to_it, string("abcdefg"[: n % 8]), node("Space"))]
    made = edition(tmp_path, [figure("fig-bay", "figures/bay.png", "A bay"), para(many)])
    render(made, tmp_path / "good.docx")
    within = with_changed_parts(
        tmp_path / "good.docx", tmp_path / "within.docx", DOCUMENT, labels_within_fields
    )
    good, bad = converted([tmp_path / "good.docx", within], tmp_path, "pdf")
    assert len(re.findall("Figure1[a-g]*", text_of(good))) == 51
    assert len(re.findall("Figure\n1", text_of(bad))) > 1


def labels_within_fields(document: str) -> str:
    """The label of each reference in its field, as Word's own dialog puts it there."""
    number = r'(<w:bookmarkStart [^>]*"fig_bay"/>)'
    label = r"(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>Figure\u00a0</w:t></w:r>)"
    document = re.sub(label + number, r"\2\1", document)
    before = '>([^<]*)Figure\u00a0</w:t></w:r>(<w:r><w:fldChar w:fldCharType="begin"/></w:r>)'
    document = re.sub(before, r">\1</w:t></w:r>\2", document)
    return re.sub(r'("separate"/></w:r><w:r><w:t[^>]*>)1<', "\\1Figure\u00a01<", document)
