"""The lines of a PDF's paragraphs, found again on its pages, and what a typographer counts in them.

The paragraphs are those of pandoc's reading of the manuscript; a paragraph's lines are those whose
letters make it up, one after another, whatever stands between them on the page (notes, running
heads, a figure). Digits are left out of the comparison: notes' calls stand in the lines and not in
the paragraphs. Every tool's file is read in this one way.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from bench.notes import letters, paragraphs, read

HYPHENS = "-\u00ad\u2010\u0002\ufffe"
"""What a line that ends within a word ends with; the last two are PDFium's own marks."""
LONGEST = 120  # lines that may stand between two lines of a paragraph: a page of notes
TELLING = 15  # letters that a paragraph's first line must have in common with it
LONG = 120  # letters from which a paragraph is measured: headings and terms are none
CRUMB = 5  # letters that a paragraph's last line must have
GAP = 0.1  # of the type's size: from here on a gap between two letters is a word space


class Letter(NamedTuple):
    """A character on the page; edges in points, `y` its baseline's height."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True)
class Line:
    """A line as it stands on a page."""

    page: int
    characters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def key(self) -> str:
        """Its letters, without digits."""
        return unfigured(letters(self.text))

    @property
    def divided(self) -> bool:
        return self.text.rstrip()[-1:] in HYPHENS

    @property
    def widest_space(self) -> float:
        """The widest word space, as a part of the type's size."""
        shown = [c for c in self.characters if not c.text.isspace()]
        size = statistics.median(c.size for c in shown)
        gaps = ((b.left - a.right) / size for a, b in pairwise(shown))
        return max((gap for gap in gaps if gap > GAP), default=0.0)


def unfigured(text: str) -> str:
    return re.sub(r"\d", "", text)


def lines_of(pdf: Path) -> list[Line]:
    """Every line, in the order in which the file has them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            Line(number, tuple(characters))
            for number, page in enumerate(document)
            for characters in _rows(page.get_textpage())
        ]


def _rows(page: pypdfium2.PdfTextPage) -> Iterator[list[Letter]]:
    """The characters of each line: a new one begins where they go back to the left."""
    row: list[Letter] = []
    for letter in (_letter(page, index) for index in range(page.count_chars())):
        if letter is None:
            continue
        last = next((c for c in reversed(row) if not c.text.isspace()), None)
        if last and not letter.text.isspace() and letter.left < last.left - last.size:
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _letter(page: pypdfium2.PdfTextPage, index: int) -> Letter | None:
    """A character with its advance's edges, or None for the ends of lines that PDFium makes up."""
    code = pdfium.FPDFText_GetUnicode(page, index)
    if chr(code) in "\r\n":
        return None
    left, bottom, right, _ = page.get_charbox(index, loose=True)
    size = pdfium.FPDFText_GetFontSize(page, index)
    return Letter(chr(code), left, right, bottom, size)


def texts_of(document: dict[str, Any]) -> list[str]:
    """The letters of pandoc's long paragraphs of text, without numbers, notes and captions."""
    blocks = [block for block in document["blocks"] if block["t"] != "Figure"]
    found = (unfigured(read(content, "", [])) for content in paragraphs(blocks))
    return [text for text in found if len(text) >= LONG]


def set_paragraphs(texts: Sequence[str], lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph that is found whole."""
    found = (_lines_of_text(text, lines) for text in texts)
    return [made for made in found if made]


def _lines_of_text(text: str, lines: Sequence[Line]) -> list[Line]:
    for start, line in enumerate(lines):
        if len(line.key) >= TELLING and text.startswith(line.key):
            made, rest = [line], text[len(line.key) :]
            for other in lines[start + 1 : start + LONGEST]:
                if other.key and rest.startswith(other.key):
                    made.append(other)
                    rest = rest[len(other.key) :]
                if not rest:
                    return made
    return []


@dataclass(frozen=True)
class Setting:
    """What is counted in the paragraphs of one file."""

    paragraphs: int
    full_line: float
    """Characters in a full line, the median."""
    divided: int
    """Lines that end within a word."""
    stack: int
    """The most such lines in a row."""
    widest: float | None
    """The widest word space in a justified line, in ems; None where lines are not justified."""
    crumbs: int
    """Paragraphs whose last line has fewer than five letters."""
    single: int
    """Single lines of a paragraph at the head or foot of a page."""


def setting(made: Sequence[Sequence[Line]]) -> Setting:
    """Count in the paragraphs of one file, each given by its lines."""
    full = [line for lines in made for line in lines[:-1]]
    runs = [
        len(list(group))
        for lines in made
        for ends, group in groupby(lines, key=lambda line: line.divided)
        if ends
    ]
    return Setting(
        len(made),
        statistics.median(len(line.text.strip()) for line in full),
        sum(runs),
        max(runs, default=0),
        max(line.widest_space for line in full) if _justified(full) else None,
        sum(len(lines[-1].key) < CRUMB and lines[-1].text.strip().isalpha() for lines in made),
        sum(_single(lines) for lines in made),
    )


def _justified(full: Sequence[Line]) -> bool:
    """Whether the lines end below each other: nearly all as far to the right as the farthest."""
    ends = [max(c.right for c in line.characters if not c.text.isspace()) for line in full]
    edge = statistics.quantiles(ends, n=10)[-1]
    return sum(abs(end - edge) < 6 for end in ends) > len(ends) / 2


def _single(lines: Sequence[Line]) -> int:
    """How many of a paragraph's pages have a single line of it."""
    pages = [len(list(group)) for _, group in groupby(lines, key=lambda line: line.page)]
    return sum(count == 1 for count in pages) if len(pages) > 1 else 0
