"""The numbers under which LibreOffice shows the notes of any Word file, whoever wrote it.

A DOCX does not hold the numbers of its notes; the program that opens it counts them. So each
file is laid out as PDF and its text read: every note must stand there with the number that its
place in the document gives it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from lxml import etree

from briefbuild.verify.judges.libreoffice import converted
from tests.validators.finding import Finding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Enough of a note to know it by, short enough to stand on its first line.
TELLING = 18


def note_numbers(files: Sequence[Path], folder: Path) -> list[Finding]:
    """Return the notes of Word files that LibreOffice does not show under their number.

    `folder` takes the PDFs and LibreOffice's profile. The files' names must differ.
    Raises RuntimeError when LibreOffice does not write a PDF.
    """
    printed = converted(files, folder, "pdf")
    return [
        finding
        for file, pages in zip(files, printed, strict=True)
        for finding in wrong_numbers(file, text_of(pages), note_bodies(file))
    ]


def wrong_numbers(file: Path, text: str, bodies: Sequence[str]) -> list[Finding]:
    """Return the notes that do not begin a line of the text with their number, from 1."""
    findings = []
    for number, body in enumerate(bodies, start=1):
        start = solid(body)[:TELLING]
        seen = re.findall(rf"^(\d*)\n?{re.escape(start)}", text, re.MULTILINE)
        if str(number) not in seen:
            shown = ", ".join(digits or "no number" for digits in seen) or "nowhere"
            message = f"“{start}…” stands at {shown}"
            findings.append(Finding(file, "note-number", message, f"note {number}"))
    return findings


def note_bodies(file: Path) -> list[str]:
    """Return the texts of a Word file's numbered notes, in the order of their calls.

    A note with a mark of its own (customMarkFollows: the author's “*”) takes no number.
    """
    with zipfile.ZipFile(file) as package:
        if "word/footnotes.xml" not in package.namelist():
            return []
        document = etree.fromstring(package.read("word/document.xml"))
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    texts = {
        note.get(f"{W}id"): "".join(text.text or "" for text in note.iter(f"{W}t"))
        for note in notes.iter(f"{W}footnote")
    }
    return [
        texts[call.get(f"{W}id")]
        for call in document.iter(f"{W}footnoteReference")
        if call.get(f"{W}customMarkFollows") is None
    ]


def text_of(printed: Path) -> str:
    """Return the text of a PDF, line by line, without empty lines and spaces within a line.

    PDFium joins a line that ends in a hyphen with the next one, be it a note's number.
    """
    with pypdfium2.PdfDocument(printed) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    pages = [re.sub("[\x02\ufffe]", "-\n", text) for text in texts]
    lines = [solid(line) for page in pages for line in page.splitlines()]
    return "\n".join(line for line in lines if line)


def solid(text: str) -> str:
    """Return text without spaces and soft hyphens, which layout adds and takes."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufffe]+", "", text)
