"""A title and its subtitle in one line, as bibliographies write them."""

from __future__ import annotations

import re

ENDING = re.compile(r"[?!]['\"’”»*_\]]*(?:\[\^[^\]]*\])*\s*\Z")
"""A question or exclamation mark at the end, before marks of quotation, emphasis and notes."""


def ends_itself(text: str) -> bool:
    """Whether a text, of Markdown or plain, takes neither a colon nor a full stop behind it
    (Chicago Manual of Style 17, 14.96)."""
    return bool(ENDING.search(text))


def in_one_line(title: str, subtitle: str) -> str:
    """“Title: subtitle”, or “Title? Subtitle”; the title alone where there is no subtitle."""
    if not subtitle:
        return title
    return f"{title}{'' if ends_itself(title) else ':'} {subtitle}"
