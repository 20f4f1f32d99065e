"""The characters of a PDF's pages: by the marked content they belong to, and whether they show.

PDFium gives each character its box, and the text object that painted it, which carries the number
of its marked content (ISO 32000-1, 14.7.4). A word that is off the page, tiny, as pale as the
paper or covered reads perfectly in extracted text; so each one is looked for on the drawn page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from briefbuild.verify.looks import look_of_picture

SMALLEST = 4.0
"""Points. Characters whose box from ascender to descender is lower are not meant to be read."""
LOOK = 600.0
"""Pixels across a figure, drawn to be compared by its looks."""
OVERHANG = 0.5
"""Points by which a letter's box may stick out of the page."""
SCALE = 1.5
"""Pixels per point of the drawn page on which words are looked for."""
FAINTEST = 24
"""The least difference of grey, of 255, between the ink and the paper of a word that shows."""
OUTLINE_HYPHEN = "\x02"
"""What PDFium makes of a hyphen at a line's end."""


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

    def holds(self, other: Box) -> bool:
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def cuts(self, other: Box) -> bool:
        """Whether the other one sticks out by more than a letter's own overhang."""
        over = max(self.left - other.left, other.right - self.right)
        return max(over, self.bottom - other.bottom, other.top - self.top) > OVERHANG


@dataclass(frozen=True)
class Character:
    text: str
    box: Box


@dataclass
class Page:
    """What one page shows, without artifacts: the characters by their marked-content number."""

    content: dict[int, list[Character]] = field(default_factory=dict)
    loose: list[Character] = field(default_factory=list)
    """Characters in no marked content and in no artifact."""


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

    def unseen(self, number: int) -> Iterator[tuple[str, str]]:
        """The words of a page's marked content that a reader can't see, each with the reason."""
        page = self.document[number]
        drawn, edges = Box(*page.get_cropbox()), Box(*page.get_trimbox())
        picture = _draw(page, SCALE, (0, 0, 0, 0)).convert("L")
        for characters in self.pages[number].content.values():
            for word in _words(characters):
                reason = _hidden(word, edges, drawn, picture)
                if reason:
                    yield "".join(c.text for c in word), reason


def _draw(page: Any, scale: float, crop: tuple[float, ...]) -> Image.Image:
    picture: Image.Image = page.render(scale=scale, crop=crop).to_pil()
    return picture


def _characters(page: Any) -> Page:
    """The page's characters as they were painted, with the spaces that PDFium sees between them
    (in a stretched line it puts its own in place of the painted ones)."""
    made = Page()
    textpage = page.get_textpage()
    kinds: dict[int, int | None] = {}
    said: set[int] = set()
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        owner = pdfium.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(owner, ctypes.c_void_p).value
        if address is None:  # PDFium's line ends
            continue
        if address not in kinds:
            kinds[address] = _content_number(owner)
            if _speaks(owner):
                said.add(address)
        number = kinds[address]
        if number is None:
            continue
        group = made.loose if number < 0 else made.content.setdefault(number, [])
        text = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        box = _box(textpage, index)
        if address in said:
            box = _as_high(box, textpage, index, owner)
        group.append(Character("-" if text == OUTLINE_HYPHEN else text, box))
    textpage.close()
    return made


def _content_number(owner: Any) -> int | None:
    """The marked-content number of a text object; -1 for none, None within an artifact."""
    number: int = pdfium.FPDFPageObj_GetMarkedContentID(owner)
    if number >= 0:
        return number
    buffer = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    for mark in _marks(owner):
        target = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFPageObjMark_GetName(mark, target, len(buffer), length)
        if buffer.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace") == "Artifact":
            return None
    return -1


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


def _words(characters: list[Character]) -> Iterator[list[Character]]:
    word: list[Character] = []
    for character in characters:
        if character.text.isspace():
            if word:
                yield word
            word = []
        else:
            word.append(character)
    if word:
        yield word


def _hidden(word: list[Character], edges: Box, drawn: Box, picture: Image.Image) -> str:
    """Why a reader can't see the word; nothing for one that shows.

    `edges` are the page's when it is trimmed; `drawn` is what `picture` shows, a press PDF's sheet.
    """
    if not any(c.text.isalnum() for c in word):
        return ""
    if any(not edges.holds(c.box) for c in word):
        return "is off the page"
    if any(edges.cuts(c.box) for c in word):
        return "is cut by the page’s edge"
    if any(c.box.height < SMALLEST for c in word):
        return "is too small to be read"
    left, right = min(c.box.left for c in word), max(c.box.right for c in word)
    bottom, top = min(c.box.bottom for c in word), max(c.box.top for c in word)
    area = (
        int((left - drawn.left) * SCALE),
        int((drawn.top - top) * SCALE),
        int((right - drawn.left) * SCALE) + 1,
        int((drawn.top - bottom) * SCALE) + 1,
    )
    darkest, lightest = cast(tuple[int, int], picture.crop(area).getextrema())
    return "can’t be seen on the page" if lightest - darkest < FAINTEST else ""
