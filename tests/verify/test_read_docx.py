"""What Word shows is not always what the XML holds: hidden runs, deletions, fields, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbuild.verify.proof import verify
from briefbuild.verify.read_docx import read
from tests.validators.seeding import with_changed_parts
from tests.verify.sample import Sample, said, with_swapped_pictures

DOCUMENT = r"word/document\.xml"


@pytest.fixture(scope="module")
def document(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "good.docx"
    path.write_bytes(good.file("docx").read_bytes())
    return path


def run(properties: str = "", around: tuple[str, str] = ("", "")) -> str:
    """A run with an extra word."""
    return f"{around[0]}<w:r>{properties}<w:t> Extra</w:t></w:r>{around[1]}"


def with_run(document: Path, tmp_path: Path, xml: str) -> Path:
    """The document with XML put in at the end of its first paragraph."""
    return with_changed_parts(
        document,
        tmp_path / "changed.docx",
        DOCUMENT,
        lambda t: t.replace("</w:p>", xml + "</w:p>", 1),
    )


@pytest.mark.parametrize(
    "xml",
    [
        run("<w:rPr><w:vanish/></w:rPr>"),
        run('<w:rPr><w:sz w:val="2"/></w:rPr>'),
        run(around=('<w:del w:id="900" w:author="A">', "</w:del>")),
        '<w:del w:id="900" w:author="A"><w:r><w:delText>Extra</w:delText></w:r></w:del>',
        run(around=('<w:moveFrom w:id="900" w:author="A">', "</w:moveFrom>")),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>Extra</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_what_is_not_shown_does_not_count(
    good: Sample, document: Path, tmp_path: Path, xml: str
) -> None:
    changed = with_run(document, tmp_path, xml)
    assert verify(changed, "docx", good.inventory).problems == ()


@pytest.mark.parametrize(
    "xml",
    [
        run(),
        run('<w:rPr><w:vanish w:val="0"/></w:rPr>'),
        run(around=('<w:ins w:id="900" w:author="A">', "</w:ins>")),
        run(around=('<w:fldSimple w:instr=" TITLE ">', "</w:fldSimple>")),
        run(around=("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")),
    ],
)
def test_what_is_shown_counts(good: Sample, document: Path, tmp_path: Path, xml: str) -> None:
    changed = with_run(document, tmp_path, xml)
    assert "“Extra” stands after" in said(verify(changed, "docx", good.inventory).problems)


def test_hidden_style_hides_its_paragraphs(good: Sample, document: Path, tmp_path: Path) -> None:
    hidden = with_changed_parts(
        document,
        tmp_path / "hidden.docx",
        r"word/styles\.xml",
        lambda text: text.replace(
            '<w:name w:val="Credit"/>', '<w:name w:val="Credit"/><w:rPr><w:vanish/></w:rPr>'
        ),
    )
    assert "Survey Office" in said(verify(hidden, "docx", good.inventory).problems)


def test_notes_are_numbered_as_word_does(document: Path) -> None:
    reading = read(document)
    assert [call.mark for call in reading.calls] == ["1", "2", "3", "2", "4"]
    assert [note.mark for note in reading.notes] == ["1", "2", "3", "4"]


def test_restarting_numbers_are_a_fault(good: Sample, document: Path, tmp_path: Path) -> None:
    restart = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    changed = with_changed_parts(
        document,
        tmp_path / "restart.docx",
        DOCUMENT,
        lambda text: text.replace(
            "</w:body>", f"<w:p><w:pPr><w:sectPr>{restart}</w:sectPr></w:pPr></w:p></w:body>"
        ),
    )
    assert "changes the numbers of the notes" in said(
        verify(changed, "docx", good.inventory).problems
    )


def test_reference_to_a_lost_bookmark_is_a_fault(
    good: Sample, document: Path, tmp_path: Path
) -> None:
    changed = with_changed_parts(
        document,
        tmp_path / "lost.docx",
        DOCUMENT,
        lambda t: t.replace('w:name="fig_delta"', 'w:name="x"'),
    )
    assert "“fig_delta”: is referred to" in said(verify(changed, "docx", good.inventory).problems)


def test_swapped_pictures_are_caught(good: Sample, document: Path, tmp_path: Path) -> None:
    bad = with_swapped_pictures(document, tmp_path / "bad.docx", ".png", ".svg")
    found = [p.message for p in verify(bad, "docx", good.inventory).problems]
    assert len(found) == 2
    assert all("another picture here" in message for message in found)
