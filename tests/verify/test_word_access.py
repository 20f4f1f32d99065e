"""Each rule of accessibility is kept by a good file and found broken in a bad one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.problems import Problem
from briefbuild.verify.proof import verify
from briefbuild.verify.word_access import NAME, RULES, check_access
from tests.validators.seeding import with_changed_parts
from tests.verify import sample
from tests.verify.sample import Sample, said

Change = Callable[[str], str]
DOCUMENT, STYLES, SETTINGS = r"word/document\.xml", r"word/styles\.xml", r"word/settings\.xml"
HEADER, CORE = r"word/header1\.xml", r"docProps/core\.xml"
PICTURE = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="x"/></w:pict></w:r>'
SPAN = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'


def put(old: str, new: str, count: int = 1) -> Change:
    return lambda text: text.replace(old, new, count)


def change(pattern: str, new: str, count: int = 1) -> Change:
    return lambda text: re.sub(pattern, new, text, count=count)


def paragraphs(*xml: str) -> Change:
    """Paragraphs put in before the last section's settings."""
    return put("<w:sectPr", "".join(f"<w:p>{one}</w:p>" for one in xml) + "<w:sectPr")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def shaded(fill: str, color: str) -> str:
    shade = f'<w:pPr><w:shd w:val="clear" w:fill="{fill}"/></w:pPr>'
    return shade + run("Pale words", f'<w:color w:val="{color}"/>')


def hyperlink(text: str) -> str:
    return f'<w:hyperlink w:anchor="sec_of_springs">{run(text)}</w:hyperlink>'


def nested(document: str) -> str:
    """The table within its own first cell."""
    table = document[document.index("<w:tbl>") : document.index("</w:tbl>") + len("</w:tbl>")]
    return document.replace("<w:tcPr/><w:p>", f"<w:tcPr/>{table}<w:p>", 1)


CONTROLS: dict[str, list[tuple[str, Change, str]]] = {
    "alternatives": [
        (DOCUMENT, change(r' descr="[^"]*"', ' descr=""'), "“Picture 1” has none"),
        (DOCUMENT, paragraphs(PICTURE.replace(' alt="x"', "")), "a drawing has none"),
    ],
    "descriptions": [
        (DOCUMENT, change(r' descr="[^"]*"', ' descr="delta.PNG"'), "“delta.PNG” names a file"),
    ],
    "inline": [
        (DOCUMENT, change(r"<(/?)wp:inline", r"<\1wp:anchor", 2), "word/document.xml has a anchor"),
        (DOCUMENT, paragraphs(PICTURE), "word/document.xml has a pict"),
    ],
    "watermarks": [
        (HEADER, put("</w:p>", f"{PICTURE}</w:p>"), "word/header1.xml holds a picture"),
    ],
    "destinations": [
        (DOCUMENT, paragraphs(hyperlink("Click here:")), "“Click here:” leads to sec_of_springs"),
        (DOCUMENT, paragraphs(hyperlink("mehr")), "“mehr” leads to"),
        (DOCUMENT, paragraphs(hyperlink(" ")), "“” leads to"),
    ],
    "protection": [
        (
            SETTINGS,
            put("<w:compat>", '<w:documentProtection w:edit="readOnly"/><w:compat>'),
            "settings.xml has documentProtection",
        ),
    ],
    "heads": [
        (DOCUMENT, change(r"<w:tblHeader[^>]*/>", ""), "“River Flow Long much Short little” is in"),
        (DOCUMENT, change(r'w:firstRow="1"', 'w:firstRow="0"'), "that the first row is special"),
        (
            DOCUMENT,
            put("</w:tr></w:tbl>", "</w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr></w:tbl>"),
            "has header rows further down",
        ),
    ],
    "simple": [
        (DOCUMENT, put("<w:tcPr/>", SPAN), "has merged or split cells"),
        (DOCUMENT, put("<w:tcPr/>", "<w:tcPr><w:vMerge/></w:tcPr>"), "has merged or split cells"),
        (DOCUMENT, nested, "stands in another table"),
    ],
    "titles": [(DOCUMENT, change(r"<w:tblCaption[^>]*/>", ""), "has no title in its properties")],
    "headings": [
        (
            DOCUMENT,
            put('w:val="Heading2"', 'w:val="Heading3"'),
            "of level 3 follows one of level 1",
        ),
        (STYLES, change(r"<w:outlineLvl[^>]*/>", "", 99), "there is none"),
        (DOCUMENT, put("Heading1", "Heading2"), "the first, “"),
        (DOCUMENT, paragraphs('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'), "one is empty"),
    ],
    "lists": [
        (DOCUMENT, paragraphs(run("• One"), run("•\tTwo")), "“• One” is typed sign by sign"),
        (DOCUMENT, paragraphs(run("a) One"), run("b) Two")), "“a) One” is typed"),
    ],
    "blanks": [
        (DOCUMENT, paragraphs(run("Far     apart")), "“Far     apart” holds several blanks"),
    ],
    "empties": [(DOCUMENT, paragraphs("<w:r><w:t> </w:t></w:r>", ""), "one stands after “")],
    "title": [
        (CORE, change("<dc:title>.*</dc:title>", ""), "the properties have none"),
        (DOCUMENT, put('w:val="Title"', 'w:val="BodyText"'), "no paragraph has the style Title"),
    ],
    "languages": [
        (STYLES, change("<w:lang [^>]*/>", ""), "that of the text is “”"),
        (CORE, change("<dc:language>.*</dc:language>", ""), "of the properties “”"),
        (
            DOCUMENT,
            paragraphs(run("Mots", '<w:lang w:val="fr_FR"/>')),
            "has words of the language “fr_FR”",
        ),
    ],
    "contrast": [
        (DOCUMENT, paragraphs(shaded("FFFFFF", "949494")), "“Pale words” is #949494 on #ffffff"),
        (DOCUMENT, paragraphs(shaded("444444", "000000")), "a contrast of 2.16, where 4.5"),
        (DOCUMENT, paragraphs(run("Dark", '<w:shd w:fill="333333"/>')), "is #1b1f24 on #333333"),
        (
            STYLES,
            change(r'(<w:name w:val="caption"/>.*?<w:color w:val=")\w+', r"\1AAAAAA"),
            "is #aaaaaa on #ffffff",
        ),
    ],
}
"""By the rule's function: parts changed on purpose, and what must be told of them."""


@pytest.fixture(scope="module")
def document(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("access") / "good.docx"
    path.write_bytes(good.file("docx").read_bytes())
    return path


def found(path: Path, good: Sample) -> list[Problem]:
    return list(check_access(path, "docx", good.inventory).problems)


def test_a_good_file_keeps_every_rule(document: Path, good: Sample) -> None:
    assert said(found(document, good)) == ""
    proof = verify(document, "docx", good.inventory)
    assert proof.claims == {NAME: f"{len(RULES)} rules checked by briefbuild"}


def test_every_rule_has_a_control() -> None:
    assert sorted(rule.faults.__name__ for rule in RULES) == sorted(CONTROLS)


@pytest.mark.parametrize(
    ("rule", "part", "change", "wording"),
    [(name, *control) for name, controls in CONTROLS.items() for control in controls],
)
def test_a_broken_rule_is_found(
    document: Path, good: Sample, tmp_path: Path, rule: str, part: str, change: Change, wording: str
) -> None:
    bad = with_changed_parts(document, tmp_path / "bad.docx", part, change)
    checked = check_access(bad, "docx", good.inventory)
    told = checked.problems
    assert wording in said(told)
    says = next(r.says for r in RULES if r.faults.__name__ == rule)
    codes = {p.code for p in told if p.facts["rule"] == says}
    assert codes == {next(r.code for r in RULES if r.says == says)}
    assert re.fullmatch(rf"\d+ of {len(RULES)} rules kept.*", checked.claims[NAME])


NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


@pytest.mark.parametrize(
    "text",
    [
        paragraphs(NUMBERED),  # an item that begins with a list
        paragraphs('<w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr>'),  # a rule
        paragraphs("<w:r><w:footnoteRef/></w:r>"),  # a note that begins with code
        paragraphs(run("1. One")),  # no list: a single paragraph
        paragraphs(run("2023. One"), run("2024. Two")),
        paragraphs(run("Dark", '<w:vanish/><w:color w:val="FFFFFF"/>')),
        paragraphs(shaded("333333", "auto")),
        paragraphs('<w:pPr><w:pStyle w:val="SourceCode"/></w:pPr>' + run("a    b")),
        put('<w:t xml:space="preserve">much</w:t>', ""),  # an empty cell
    ],
)
def test_what_only_looks_like_a_fault_is_none(
    document: Path, good: Sample, tmp_path: Path, text: Change
) -> None:
    same = with_changed_parts(document, tmp_path / "same.docx", DOCUMENT, text)
    assert said(found(same, good)) == ""


def test_what_an_editor_wrote_is_told_with_its_place(tmp_path: Path) -> None:
    text = sample.FIRST + sample.NOTES
    text = text.replace("[the register]", "[here]")
    text += "\nDash:\n\n– first item\n\n– second item\n"
    brief = sample.BRIEF.replace("alt: ", "alt: delta.png, ", 1)
    made = sample.make(tmp_path, {"sections/a.md": text, "brief.yaml": brief})
    told = verify(made.file("docx"), "docx", made.inventory).problems
    assert {p.code for p in told} == {"proof-access-text"}
    assert {p.severity for p in told} == {"warning"}
    lines = text.splitlines()
    places = {str(p.facts["text"]): str(p.place) for p in told}
    ford = next(n for n, line in enumerate(lines, 1) if "[here]" in line)
    assert places["here"].startswith(f"brief/sections/a.md:{ford}:")
    dash = lines.index("– first item") + 1
    (typed,) = (place for text, place in places.items() if text.startswith("–"))
    assert typed.startswith(f"brief/sections/a.md:{dash}:")
    assert all(p.place for p in told)


def test_what_the_program_is_answerable_for_is_an_error(
    document: Path, good: Sample, tmp_path: Path
) -> None:
    bad = with_changed_parts(document, tmp_path / "bad.docx", DOCUMENT, paragraphs(""))
    (empty,) = verify(bad, "docx", good.inventory).problems
    assert (empty.code, empty.severity) == ("proof-access", "error")


def test_pale_letters_are_told_with_their_colors(good: Sample, tmp_path: Path) -> None:
    """They are the style's, which the build may warn of, but which it can't mend."""
    shade = paragraphs(shaded("FFFFFF", "949494"))
    bad = with_changed_parts(good.file("docx"), tmp_path / "bad.docx", DOCUMENT, shade)
    (pale,) = found(bad, good)
    assert (pale.code, pale.severity) == ("proof-contrast", "warning")
    assert pale.facts["ratio"] == "3.03"
