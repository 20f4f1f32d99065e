"""One correction to WeasyPrint 70: a glyph that two characters share says which one it is here.

Fonts draw several characters with one glyph: the raised 2 of a note's call (OpenType `sups`) is
the ² that an editor types, a small capital U is U and u. A PDF font says once what a glyph means
(ToUnicode), and WeasyPrint keeps the first meaning that turns up: then “km²” is read aloud as
“km2”, or a call of note 2 as “²”. Where a glyph stands for another text than that, it has its own
`ActualText`, in a marked-content sequence within the line's (ISO 32000-1, 14.9.4).

Hyphens of all kinds are one character, the one that is searched for (U+002D), and spaces are alike.
"""

from __future__ import annotations

import re
from types import FunctionType
from typing import Any

import pydyf
from weasyprint.draw import text as drawing

from briefbuild.render.pages.corrections.rewriting import rewritten

HYPHENS = re.compile("[\u2010\u2011]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f]")
"""What a glyph may carry along: soft hyphens, joiners, direction marks, variation selectors."""

HERE = f"__import__({__name__!r}, fromlist='x')"
FAULTS_AND_CORRECTIONS = [
    ("if glyph_id not in font.to_unicode:", "if True:"),
    (
        "font.to_unicode[glyph_id] = utf8_text[offset+t1:offset+t2].decode()",
        f"text = utf8_text[offset+t1:offset+t2].decode(); "
        f"meant = {HERE}.otherwise_meant(font.to_unicode, glyph_id, text)",
    ),
    (
        "    string += f'>{-offset}<'\n"
        "                string += f'{glyph_id:02x}' if font.bitmap else f'{glyph_id:04x}'\n",
        "    string += f'>{-offset}<'\n"
        f"                string = {HERE}.begin(stream, string, meant) if meant else string\n"
        "                string += f'{glyph_id:02x}' if font.bitmap else f'{glyph_id:04x}'\n"
        f"                string = {HERE}.end(stream, string) if meant else string\n",
    ),
]

STOCK: FunctionType = drawing.draw_first_line
CORRECTED = rewritten(STOCK, FAULTS_AND_CORRECTIONS)


def name_shared_glyphs() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    drawing.draw_first_line = CORRECTED


def otherwise_meant(meanings: dict[int, str], glyph: int, text: str) -> str:
    """What a glyph stands for here, if not for what the font says of it; else nothing.

    `meanings` is what the font says, by the number of the glyph; a new glyph's text is put in.
    """
    text = HYPHENS.sub("-", text)
    known = meanings.setdefault(glyph, text)
    return "" if text == known or _seen(text) in ("", _seen(known)) else text


def _seen(text: str) -> str:
    return UNSEEN.sub("", text).strip()


def begin(stream: Any, shown: str, meant: str) -> str:
    """Show what stands before a glyph on its line, and open the sequence that says its text;
    return what the glyph's own showing begins with.

    `shown` is glyphs and distances as WeasyPrint gathers them, with its last bracket open.
    """
    before = shown[:-1] if shown.endswith("<") else f"{shown}>"
    if before:
        stream.show_text(before)
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(meant)}))
    return "<"


def end(stream: Any, shown: str) -> str:
    """Show the glyph, close its sequence, and return what the next showing begins with."""
    stream.show_text(f"{shown}>")
    stream.end_marked_content()
    return "<"
