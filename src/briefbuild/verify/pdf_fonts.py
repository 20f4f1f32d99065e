"""Letters for which a PDF's fonts have a box, or nothing: its text says them, and the page doesn't.

A font's ToUnicode table (ISO 32000-1, 9.10.3) says which characters its codes are. Each one that
is seen must be a glyph of the embedded font, other than the one for what it lacks (.notdef), and
have strokes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont, TTLibError

PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
FILES = ("/FontFile2", "/FontFile3")


def boxes(pdf: pikepdf.Pdf) -> Iterator[dict[str, str]]:
    """The characters of each font that are boxes, or blank, on the page."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for font in fonts.values():
            if font.objgen not in seen and "/ToUnicode" in font:
                seen.add(font.objgen)
                yield from _of(font)


def _of(font: Any) -> Iterator[dict[str, str]]:
    name = str(font.get("/BaseFont", "")).rpartition("+")[2].removeprefix("/")
    glyphs = _glyphs(font)
    if glyphs is None:
        return
    for code, text in _characters(font):
        if not text.strip() or not any(c.isalnum() for c in text):
            continue
        if code == 0 or not glyphs.has(code):
            yield {
                "item": text,
                "reason": f"is a box, or nothing, on the page: {name} hasn’t got it",
            }


def _characters(font: Any) -> Iterator[tuple[int, str]]:
    for code, text in PAIR.findall(font.ToUnicode.read_bytes()):
        if len(text) % 4 == 0:
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


class _Glyphs:
    """The glyphs of an embedded font by their codes, which are their numbers in it."""

    def __init__(self, font: TTFont) -> None:
        self.order = font.getGlyphOrder()
        self.set = font.getGlyphSet()

    def has(self, code: int) -> bool:
        """Whether the code is a glyph that has strokes."""
        if code >= len(self.order):
            return False
        pen = ControlBoundsPen(self.set)
        self.set[self.order[code]].draw(pen)
        return pen.bounds is not None


def _glyphs(font: Any) -> _Glyphs | None:
    """The font's file, if its codes are the numbers of its glyphs."""
    below = font.get("/DescendantFonts")
    if below is None or str(font.get("/Encoding")) != "/Identity-H":
        return None
    descriptor = below[0].get("/FontDescriptor", pikepdf.Dictionary())
    data = next((descriptor[key].read_bytes() for key in FILES if key in descriptor), b"")
    if str(below[0].get("/CIDToGIDMap", "/Identity")) != "/Identity":
        return None
    try:
        return _Glyphs(TTFont(io.BytesIO(data)))
    except TTLibError:  # a bare CFF, which has numbers of its own
        return None
