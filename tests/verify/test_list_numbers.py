"""The numbers of lists are the manuscript's in every format; a wrong one is caught in each."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuild.house import load_house
from briefbuild.tree import Node, Nodes
from briefbuild.verify.proof import verify
from briefbuild.verify.read_docx import read as read_docx
from briefbuild.verify.read_epub import read as read_epub
from briefbuild.verify.read_html import read as read_html
from briefbuild.verify.read_pdf import read as read_pdf
from tests.validators.seeding import with_changed_parts
from tests.verify import sample
from tests.verify.sample import NAMES, ROOT, Sample, each, said

LISTS = """
98. ninety-eight[^list]
99. ninety-nine

    With a second paragraph.

100. a hundred

Letters.

a. one
b. two

    i. two, one

       Z)  two, one, one

    ii. two, two

Signs.

c) three
d) four

Text.

(iv) four
(v) five

More.

(II) two
(III) three

- none
  1. one
- none

> 7. quoted

Tables.

E)  | A | B |
    |---|---|
    | 1 | 2 |

F)  six

::: box
3) boxed
:::

[^list]: A note with

    4. the fourth
    5. the fifth
"""
NUMBERS = (
    *("98.", "99.", "100.", "a.", "b.", "i.", "Z)", "ii.", "c)", "d)", "(iv)", "(v)"),
    *("(II)", "(III)", "1.", "7.", "E)", "F)", "3)"),
)
OF_NOTE = ("4.", "5.")
READERS = {
    "pdf": read_pdf,
    "press": read_pdf,
    "epub": read_epub,
    "docx": read_docx,
    "html": read_html,
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    others = {"sections/b.md": sample.SECOND + LISTS}
    return sample.make(tmp_path_factory.mktemp("lists"), others)


@pytest.fixture(scope="module")
def files(listed: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    made = {name: listed.file(name) for name in NAMES}
    return {name: Path(shutil.copy(path, folder / path.name)) for name, path in made.items()}


@pytest.mark.parametrize("format", NAMES)
def test_every_format_has_the_numbers_of_the_manuscript(
    listed: Sample, files: dict[str, Path], format: str
) -> None:
    assert tuple(number.text for number in listed.inventory.numbers) == NUMBERS
    reading = READERS[format](files[format])
    assert tuple(number.text for number in reading.numbers) == NUMBERS
    assert [tuple(n.text for n in note.numbers) for note in reading.notes][-1] == OF_NOTE
    assert said(listed.proof(format).problems) == ""


def beginning(old: int, new: int) -> Callable[[Nodes], Nodes]:
    """A list that begins with another number."""

    def change(n: Node) -> Node | None:
        first, style, signs = n["c"][0]
        return {**n, "c": [[new, style, signs], n["c"][1]]} if first == old else None

    return each("OrderedList", change)


def styled(style: str, signs: str) -> Callable[[Nodes], Nodes]:
    """The list from (iv) on, with other numerals or signs."""

    def change(n: Node) -> Node | None:
        first, kind, around = n["c"][0]
        if (first, kind["t"], around["t"]) != (4, "LowerRoman", "TwoParens"):
            return None
        return {**n, "c": [[first, {"t": style}, {"t": signs}], n["c"][1]]}

    return each("OrderedList", change)


def bulleted(n: Node) -> Node | None:
    return {"t": "BulletList", "c": n["c"][1]} if n["c"][0][0] == 98 else None


FAULTS = {
    "98. printed as 1.": (beginning(98, 1), "“98. ninety eight”: has the number “1.”"),
    "another numeral": (styled("Decimal", "TwoParens"), "“(iv) four”: has the number “(4)”"),
    "a point for a sign": (styled("LowerRoman", "Period"), "“(iv) four”: has the number “iv.”"),
    "one sign for two": (styled("LowerRoman", "OneParen"), "“(v) five More”: has the number “v)”"),
    "no numbers": (each("OrderedList", bulleted), "“99. ninety nine With a”: has no such number"),
    "within a note": (
        sample.on_notes(lambda notes, mark, body: beginning(4, 1)(body)),
        "note 5: list item “5. the fifth”: has the number “2.”",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("format", NAMES)
def test_a_wrong_number_is_caught(listed: Sample, format: str, fault: str) -> None:
    change, wording = FAULTS[fault]
    assert wording in said(listed.proof(format, change).problems)


def test_the_item_is_named_by_its_place(listed: Sample) -> None:
    found = listed.proof("docx", beginning(98, 1)).problems[0]
    assert str(found.place) == "brief/sections/b.md:20:5"


@pytest.mark.parametrize(
    ("css", "number"),
    [
        ("ol { list-style-type: decimal !important }", "4."),
        ("ol { list-style: none !important }", ""),
        ("@counter-style small-roman-parens { system: extends lower-roman; suffix: ':' }", "iv:"),
    ],
)
def test_what_a_style_makes_of_numbers_is_read_from_the_page(
    listed: Sample, tmp_path: Path, css: str, number: str
) -> None:
    styles = tmp_path / "styles"
    shutil.copytree(ROOT / "styles", styles)
    sheet = styles / "base.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + css, encoding="utf-8")
    house, _ = load_house(styles, "styles")
    assert house is not None
    changed = replace(listed, edition=replace(listed.edition, house=house), folder=tmp_path)
    reason = f"“(iv) four”: has the number “{number}”" if number else "“(iv) four”: has no such"
    assert reason in said(changed.proof("pdf").problems)
    assert f"“(iv) four”: has the number “{number}”" in said(changed.proof("html").problems)


EPUB_FAULTS = {
    "start": (r".*xhtml", ' start="98"', "", "“98. ninety eight”: has the number “1.”"),
    "type": (r".*xhtml", ' type="i"', "", "“(iv) four”: has the number “(4)”"),
    "value": (r".*xhtml", '<ol type="a">\n<li>', '<ol type="a">\n<li value="3">', "number “c.”"),
    "marker": (r".*css", 'lower-roman) ")\\a0"', 'lower-roman) "]"', "number “(iv]”"),
    "count": (r".*css", "li {", "li { counter-increment: list-item 2; ", "list-item 2”"),
    "none": (r".*css", "li {", "li { list-style: inside none; ", "has the number “”"),
}


@pytest.mark.parametrize("fault", EPUB_FAULTS)
def test_what_an_epub_shows_is_read_from_page_and_style(
    listed: Sample, files: dict[str, Path], tmp_path: Path, fault: str
) -> None:
    name, old, new, wording = EPUB_FAULTS[fault]

    def change(text: str) -> str:
        return text.replace(old, new)

    changed = with_changed_parts(files["epub"], tmp_path / "changed.epub", name, change)
    assert wording in said(verify(changed, "epub", listed.inventory).problems)


WORD_FAULTS = {
    "start": ('startOverride w:val="98"', 'startOverride w:val="1"', "number “1.”"),
    "format": ('numFmt w:val="lowerRoman"', 'numFmt w:val="decimal"', "number “(4)”"),
    "text": ('lvlText w:val="(%1)"', 'lvlText w:val="%1."', "number “iv.”"),
    "hidden": ("<w:rPr><w:color", "<w:rPr><w:vanish/><w:color", "“98. ninety eight”: has the num"),
    "bullet": ('numFmt w:val="decimal"', 'numFmt w:val="bullet"', "“98. ninety eight”: has no"),
}


@pytest.mark.parametrize("fault", WORD_FAULTS)
def test_what_word_counts_is_read_from_its_numbering(
    listed: Sample, files: dict[str, Path], tmp_path: Path, fault: str
) -> None:
    old, new, wording = WORD_FAULTS[fault]

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    part = re.escape("word/numbering.xml")
    changed = with_changed_parts(files["docx"], tmp_path / "changed.docx", part, change)
    assert wording in said(verify(changed, "docx", listed.inventory).problems)


def test_a_list_of_word_that_goes_on_with_another_counts_on(
    listed: Sample, files: dict[str, Path], tmp_path: Path
) -> None:
    def change(text: str) -> str:
        return re.sub(r"<w:lvlOverride.*?</w:lvlOverride>", "", text, flags=re.DOTALL)

    part = re.escape("word/numbering.xml")
    changed = with_changed_parts(files["docx"], tmp_path / "changed.docx", part, change)
    assert said(verify(changed, "docx", listed.inventory).problems) == ""
    same = re.compile(r'<w:numId w:val="\d+"')
    joined = with_changed_parts(
        files["docx"],
        tmp_path / "joined.docx",
        r"word/document\.xml",
        lambda text: same.sub(same.findall(text)[0], text),
    )
    assert "has no such number" in said(verify(joined, "docx", listed.inventory).problems)
