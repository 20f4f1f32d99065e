"""What of a Word file only its layout shows, as LibreOffice lays it out."""

from __future__ import annotations

import re
from pathlib import Path

from briefbuild.render.docx.renderer import render
from briefbuild.tree import Node, link, para, string, words
from tests.render.docx.word_file import table
from tests.render.sample_edition import edition, header, note_call
from tests.validators.libreoffice import converted
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
