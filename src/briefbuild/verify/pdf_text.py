"""The characters of a PDF's pages: by the marked content they belong to, and whether they show.

PDFium gives each character its box, and the text object that painted it, which carries the number
of its marked content (ISO 32000-1, 14.7.4).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from briefbuild.verify.looks import look_of_picture

LOOK = 600.0
"""Pixels across a figure, drawn to be compared by its looks."""
OUTLINE_HYPHEN = "\x02"
"""What PDFium makes of a hyphen at a line's end."""

LOOSE, MARGIN = -1, -2
"""In the place of a marked-content number."""


@dataclass(frozen=True)
class Box:
    """In points, from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def level_with(self, other: Box) -> bool:
        """Whether the two stand on one line: they share half the height of the lower one."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.height, other.height)

    def above(self, other: Box) -> bool:
        """Whether it stands on a higher line than the other one."""
        higher = self.bottom + self.top > other.bottom + other.top
        return higher and not self.level_with(other)

    def holds(self, other: Box) -> bool:
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True)
class Character:
    text: str
    box: Box
    """From ascender to descender, as the font says."""
    ink: Box
    """As far as its own strokes reach."""
    size: float
    """Of its letters, in points."""
    mirrored: bool = False
    piece: int = 0
    """Which of the page's pieces of text it is painted in."""


@dataclass
class Page:
    """What one page shows, without artifacts: the characters by their marked-content number."""

    content: dict[int, list[Character]] = field(default_factory=dict)
    loose: list[Character] = field(default_factory=list)
    """Characters in no marked content and in no artifact."""
    margins: list[Character] = field(default_factory=list)
    """Those of running heads and page numbers, above and below the text."""


def joined(characters: Sequence[Character]) -> tuple[str, ...]:
    """The text of each piece that characters are painted in, in the pieces' order."""
    ordered = sorted(characters, key=lambda c: c.piece)
    return tuple("".join(c.text for c in own) for _, own in groupby(ordered, lambda c: c.piece))


class Pages:
    """An open PDF. Raises pypdfium2.PdfiumError (a RuntimeError) when it is none."""

    def __init__(self, path: Path) -> None:
        self.document = pypdfium2.PdfDocument(path)
        self.pages = [_characters(page) for page in self.document]

    def __len__(self) -> int:
        return len(self.pages)

    def close(self) -> None:
        self.document.close()

    def look(self, number: int, box: Box) -> bytes:
        """The thumbnail of a part of a page."""
        page = self.document[number]
        left, bottom, right, top = page.get_cropbox()
        cut = (box.left - left, box.bottom - bottom, right - box.right, top - box.top)
        scale = max(1.0, LOOK / max(1.0, box.right - box.left))  # a small figure is seen as well
        return look_of_picture(_draw(page, scale, tuple(max(0.0, side) for side in cut)))

    def drawn(self, number: int, scale: float) -> tuple[Image.Image, Box, Box]:
        """A page in shades of grey, what part of the sheet that is, and the page when trimmed."""
        page = self.document[number]
        picture = _draw(page, scale, (0, 0, 0, 0)).convert("L")
        return picture, Box(*page.get_cropbox()), Box(*page.get_trimbox())


def _draw(page: Any, scale: float, crop: tuple[float, ...]) -> Image.Image:
    picture: Image.Image = page.render(scale=scale, crop=crop).to_pil()
    return picture


def _characters(page: Any) -> Page:
    """The page's characters as they were painted, with the spaces that PDFium sees between them
    (in a stretched line it puts its own in place of the painted ones)."""
    made = Page()
    textpage = page.get_textpage()
    kinds: dict[int, int | None] = {}
    facts: dict[int, tuple[float, bool, int]] = {}
    said: set[int] = set()
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        owner = pdfium.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(owner, ctypes.c_void_p).value
        if address is None:  # PDFium's line ends
            continue
        if address not in kinds:
            kinds[address] = _content_number(owner)
            facts[address] = _size(owner), _mirrored(textpage, index), len(facts)
            if _speaks(owner):
                said.add(address)
        number = kinds[address]
        if number is None:
            continue
        own = {LOOSE: made.loose, MARGIN: made.margins}
        group = own[number] if number < 0 else made.content.setdefault(number, [])
        text = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        box = _box(textpage, index)
        if address in said:
            box = _as_high(box, textpage, index, owner)
        text = "-" if text == OUTLINE_HYPHEN else text
        ink = _ink(textpage, index)
        group.append(Character(text, box, ink, *facts[address]))
    textpage.close()
    return made


def _content_number(owner: Any) -> int | None:
    """The marked-content number of a text object; LOOSE for none, within an artifact MARGIN or
    None: running heads and page numbers say on which side they stand (ISO 32000-1, 14.8.2.2)."""
    number: int = pdfium.FPDFPageObj_GetMarkedContentID(owner)
    if number >= 0:
        return number
    buffer = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    for mark in _marks(owner):
        target = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFPageObjMark_GetName(mark, target, len(buffer), length)
        if buffer.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace") == "Artifact":
            kind = pdfium.FPDFPageObjMark_GetParamValueType(mark, b"Attached")
            return MARGIN if kind == pdfium.FPDF_OBJECT_ARRAY else None
    return LOOSE


def _speaks(owner: Any) -> bool:
    """Whether a text object's characters are said by an `ActualText`."""
    kind = pdfium.FPDFPageObjMark_GetParamValueType
    return any(kind(mark, b"ActualText") == pdfium.FPDF_OBJECT_STRING for mark in _marks(owner))


def _marks(owner: Any) -> list[Any]:
    """The marked-content sequences that an object of a page stands in."""
    count = pdfium.FPDFPageObj_CountMarks(owner)
    return [pdfium.FPDFPageObj_GetMark(owner, index) for index in range(count)]


def _box(textpage: Any, index: int) -> Box:
    """From ascender to descender, as the font says, whatever the character's own height."""
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, rectangle)
    return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _ink(textpage: Any, index: int) -> Box:
    """As far as a character's own strokes reach; empty for one that is said by `ActualText`."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _size(owner: Any) -> float:
    """The size of a text object's letters on the page, in points."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(owner, size)
    pdfium.FPDFPageObj_GetMatrix(owner, matrix)
    return size.value * math.hypot(matrix.c, matrix.d)


def _mirrored(textpage: Any, index: int) -> bool:
    """Whether a character is painted the wrong way round: its matrix turns the plane over."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    return float(matrix.a * matrix.d - matrix.b * matrix.c) < 0


def _as_high(box: Box, textpage: Any, index: int, owner: Any) -> Box:
    """The box of a character that `ActualText` says, from ascender to descender as all others have
    theirs: PDFium gives it the height of its ink."""
    x, y, size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
    up, down, matrix = ctypes.c_float(), ctypes.c_float(), pdfium.FS_MATRIX()
    font = pdfium.FPDFTextObj_GetFont(owner)
    pdfium.FPDFTextObj_GetFontSize(owner, size)
    pdfium.FPDFFont_GetAscent(font, size, up)
    pdfium.FPDFFont_GetDescent(font, size, down)
    pdfium.FPDFPageObj_GetMatrix(owner, matrix)
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    scale = abs(matrix.d)
    return replace(box, bottom=y.value + down.value * scale, top=y.value + up.value * scale)
