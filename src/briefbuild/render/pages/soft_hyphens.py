"""The hyphen that divides a word at a line's end, said to be a soft one in the page's content.

Its glyph alone is replaced in extracted text, by a marked-content sequence of its own within the
line's (ISO 32000-1, 14.9.4, with this very example): the glyphs before it speak for themselves. A
replacement of the whole line would let readers guess where its characters stand: PDFium spreads
them evenly over the line.
"""

from __future__ import annotations

import re
from typing import Any

import pydyf

SOFT_HYPHEN = "\u00ad"
SHOWN = re.compile(rb"\[(.*<[0-9a-f]*)([0-9a-f]{4})>([-+.\de]*)\] TJ", re.DOTALL)
"""Glyphs that WeasyPrint shows, as numbers of four digits, and the distances between them; the last
glyph apart, with the distance behind it."""


def mark_hyphen(content: list[Any]) -> None:
    """Mark the last glyph of a page's content up to here, that of a hyphen.

    `content` has the items of a pydyf stream. Raises ValueError if no text was shown in it.
    """
    for index in range(len(content) - 1, -1, -1):
        shown = SHOWN.fullmatch(content[index]) if isinstance(content[index], bytes) else None
        if shown:
            break
    else:
        raise ValueError("content of a divided word shows no glyph")
    before, hyphen, behind = shown.groups()
    before = (before + b">").removesuffix(b"<>")
    content[index : index + 1] = [
        *([b"[" + before + b"] TJ"] if before else []),
        "/Span",
        pydyf.Dictionary({"ActualText": pydyf.String(SOFT_HYPHEN)}),
        b"BDC",
        b"[<" + hyphen + b">" + behind + b"] TJ",
        b"EMC",
    ]
