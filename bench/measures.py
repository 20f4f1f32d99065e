"""What is measured on the finished files; each function gives one table row's cells.

A cell is None where a tool did not make the format.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pikepdf
from lxml import etree

from bench.lines import Setting, lines_of, set_paragraphs, setting
from bench.manuscript import Manuscript
from bench.notes import (
    WORD,
    Book,
    Note,
    letters,
    lost,
    on_call_page,
    pages_of,
    read_book,
    text_of_word,
)
from briefbuild.verify.judges.verapdf import verdicts_on
from briefbuild.verify.judges.verdict import Case
from tests.validators.finding import Finding
from tests.validators.judges import epubcheck_says, openxml_says
from tests.validators.note_numbers import note_bodies, note_numbers

Made = Sequence[Mapping[str, Path]]
Cells = list[str | None]
ON_CALL_PAGE = "notes whole on their call's page"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def each(made: Made, format: str, measure: Callable[[Path], str]) -> Cells:
    """Measure every tool's file of one format."""
    return [measure(files[format]) if format in files else None for files in made]


def judged(made: Made, format: str, judge: Callable[[Sequence[Path]], list[Finding]]) -> Cells:
    """A validator's findings on every tool's file, from one run over all of them."""
    found = judge([files[format] for files in made if format in files])
    return each(made, format, lambda path: counted([f for f in found if f.file == path]))


def counted(findings: Sequence[Finding]) -> str:
    """How many findings, and by which rules."""
    rules = sorted({finding.rule for finding in findings})
    shown = ", ".join(rules[:3]) + (", …" if len(rules) > 3 else "")
    return f"{len(findings)} ({shown})" if findings else "0"


def pdf_rows(made: Made, notes: Sequence[Note], manuscript: Manuscript) -> dict[str, Cells]:
    """What is measured on the PDFs."""
    total = len(notes)

    def placed(path: Path) -> str:
        return f"{on_call_page(notes, pages_of(path))} of {total}"

    def missing(path: Path) -> str:
        return str(lost(notes, "".join(pages_of(path))))

    def described(path: Path) -> str:
        return alternatives_held(alternatives_of_pdf(path), manuscript)

    return {
        f"PDF: {ON_CALL_PAGE}": each(made, "pdf", placed),
        "PDF: notes lost": each(made, "pdf", missing),
        "PDF: figures with the ledger's alternative text": each(made, "pdf", described),
        "PDF: veraPDF, PDF/UA-1, failed checks (rules)": judged(made, "pdf", against_ua),
    }


def page_rows(made: Made, texts: Sequence[str]) -> dict[str, Cells]:
    """What a typographer counts on the PDFs' pages; `texts` are the letters of the paragraphs."""
    found = {}
    for path in (files["pdf"] for files in made):
        lines = set_paragraphs(texts, lines_of(path))
        found[path] = setting(lines)

    def row(told: Callable[[Setting], str]) -> Cells:
        return each(made, "pdf", lambda path: told(found[path]))

    return {
        "Pages: how many": each(made, "pdf", pages),
        "Pages: fonts that are embedded": each(made, "pdf", fonts_embedded),
        "Pages: paragraphs of text compared": row(lambda s: f"{s.paragraphs} of {len(texts)}"),
        "Pages: characters in a full line, the median": row(lambda s: f"{s.full_line:.0f}"),
        "Pages: lines that end in a hyphen; most in a row": row(
            lambda s: f"{s.divided}; {s.stack}"
        ),
        "Pages: widest word space, in ems": row(widest_space),
        "Pages: last lines of fewer than five letters": row(lambda s: str(s.crumbs)),
        "Pages: single lines at a page's head or foot": row(lambda s: str(s.single)),
    }


def widest_space(found: Setting) -> str:
    """The widest space of justified lines, or that lines aren't justified, so that none is."""
    return "lines of any length" if found.widest is None else f"{found.widest:.2f}"


def pages(path: Path) -> str:
    """How many pages a PDF has."""
    with pikepdf.open(path) as pdf:
        return str(len(pdf.pages))


def fonts_embedded(path: Path) -> str:
    """How many of a PDF's fonts are in the file."""
    with pikepdf.open(path) as pdf:
        held = [
            any(f"/FontFile{kind}" in item for kind in ("", "2", "3"))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
    return f"{sum(held)} of {len(held)}"


def against_ua(files: Sequence[Path]) -> list[Finding]:
    """The failed checks of PDF/UA-1, which every tool was asked for or has an option for."""
    return [
        Finding(verdict.path, failure.rule, failure.message, failure.place)
        for verdict in verdicts_on([Case(file, "PDF/UA-1") for file in files])
        for failure in verdict.failures
    ]


def epub_rows(made: Made, notes: Sequence[Note], manuscript: Manuscript) -> dict[str, Cells]:
    """What is measured on the EPUBs."""

    def author(path: Path) -> str:
        return "no" if lost(notes[:1], read_book(path).text) else "yes"

    def missing(path: Path) -> str:
        return str(lost(notes, read_book(path).text))

    def reached(path: Path) -> str:
        targets = read_book(path).led_to
        return f"{sum(any(n.stands_in(t) for t in targets) for n in notes)} of {len(notes)}"

    def described(path: Path) -> str:
        return alternatives_held(alternatives_of_epub(path), manuscript)

    return {
        "EPUB: the author's note is there": each(made, "epub", author),
        "EPUB: notes lost": each(made, "epub", missing),
        "EPUB: notes that a call leads to": each(made, "epub", reached),
        "EPUB: numbers of the calls": each(made, "epub", lambda path: numbers(read_book(path))),
        "EPUB: figures with the ledger's alternative text": each(made, "epub", described),
        "EPUB: EPUBCheck, errors and warnings (rules)": judged(made, "epub", epubcheck_says),
    }


def numbers(book: Book) -> str:
    """The calls' numbers in few words: “1–21”, or how often they begin again at 1."""
    if list(book.marks) == [str(n) for n in range(1, len(book.marks) + 1)]:
        return f"1–{len(book.marks)}"
    starts = book.marks.count("1")
    return f"{len(book.marks)} calls, from 1 again {starts - 1} times" if starts > 1 else "other"


def word_rows(
    made: Made, notes: Sequence[Note], manuscript: Manuscript, folder: Path
) -> dict[str, Cells]:
    """What is measured on the Word files; `folder` takes LibreOffice's PDFs."""
    misnumbered = note_numbers([files["docx"] for files in made if "docx" in files], folder)

    def missing(path: Path) -> str:
        return str(lost(notes, text_of_word(path)))

    def numbered(path: Path) -> str:
        wrong = sum(finding.file == path for finding in misnumbered)
        return f"{len(note_bodies(path)) - wrong} of {len(notes)}"

    def fields(path: Path) -> str:
        return f"{caption_fields(path)} of {manuscript.numbered}"

    def described(path: Path) -> str:
        return alternatives_held(alternatives_of_word(path), manuscript)

    return {
        "Word: notes lost": each(made, "docx", missing),
        "Word: notes with their own number in LibreOffice": each(made, "docx", numbered),
        "Word: numbered captions that are fields": each(made, "docx", fields),
        "Word: figures with the ledger's alternative text": each(made, "docx", described),
        "Word: openxml-audit, faults (rules)": judged(made, "docx", openxml_says),
    }


def alternatives_held(texts: Sequence[str], manuscript: Manuscript) -> str:
    """How many figures have their alternative text from the ledger, no caption in its place."""
    held = {letters(text) for text in texts}
    wanted = [letters(text) for text in manuscript.alternatives]
    return f"{sum(text in held for text in wanted)} of {len(wanted)}"


def alternatives_of_pdf(path: Path) -> list[str]:
    """The alternative texts in a PDF's structure."""
    with pikepdf.open(path) as pdf:
        return [
            str(item["/Alt"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Alt" in item
        ]


def alternatives_of_epub(path: Path) -> list[str]:
    """The alternative texts of an EPUB's pictures."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith(".xhtml")]
        pages = [etree.fromstring(package.read(name)) for name in names]
    return [image.get("alt") or "" for page in pages for image in page.iter("{*}img")]


def alternatives_of_word(path: Path) -> list[str]:
    """The alternative texts of a Word file's drawings."""
    return [str(found.get("descr", "")) for found in document(path).iter(f"{DRAWING}docPr")]


def caption_fields(path: Path) -> int:
    """How many SEQ fields, which Word numbers captions with, a Word file has."""
    root = document(path)
    codes = [code.text or "" for code in root.iter(f"{WORD}instrText")]
    codes += [str(field.get(f"{WORD}instr", "")) for field in root.iter(f"{WORD}fldSimple")]
    return sum(code.strip().startswith("SEQ ") for code in codes)


def document(path: Path) -> etree._Element:
    """The main part of a Word file."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def digests(files: Mapping[str, Path]) -> dict[str, str]:
    """SHA-256 of each file by its format."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def same(first: Mapping[str, str], second: Mapping[str, str]) -> str:
    """Which formats came out byte for byte the same, of those made."""
    kept = [name for name, digest in first.items() if second[name] == digest]
    return ", ".join(kept) if kept else "none"
