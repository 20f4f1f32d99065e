"""Numbers in tables: which columns hold them, and where each number's decimal mark stands.

A number may have a sign, a currency or “c.” before it, marks between thousands, a decimal fraction,
and a unit or “%” behind it. Which sign is the decimal mark is the language's: a comma in most of
Europe and in South America, a full stop elsewhere (Unicode CLDR 46, numbering systems).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

POINT = ("am", "bn", "en", "fa", "gu", "he", "hi", "ja", "km", "kn", "ko", "ml", "mr", "my", "ne")
POINT_TOO = ("pa", "si", "sw", "ta", "te", "th", "ur", "zh", "de-CH", "de-LI", "es-MX", "it-CH")
NONE = frozenset(["", "–", "—", "-", "−", "…", "..", "...", "n/a", "n.a.", "k.A.", "n.d.", "s.o."])
"""What stands in a cell that has no number to give."""
NOTE_MARKS = "*†‡§"
SPACES = " \u00a0\u202f\u2009"


@dataclass(frozen=True)
class Number:
    """A cell's number, cut at its decimal mark."""

    whole: str
    """All before the mark, with sign and currency."""
    fraction: str = ""
    """The mark and the digits after it."""
    unit: str = ""
    """What follows: “%”, a unit, a table's own mark of a note."""


def decimal_mark(language: str) -> str:
    """The language's decimal mark (BCP 47)."""
    return "." if language in POINT_TOO or language.split("-")[0] in (*POINT, *POINT_TOO) else ","


def number(text: str, language: str) -> Number | None:
    """A cell's text as a number; one without digits when it says that there is none; None else."""
    text = text.strip()
    if text in NONE:
        return Number(text)
    found = _pattern(decimal_mark(language)).fullmatch(text)
    return Number(found[1], found[2] or "", found[3]) if found else None


def column(texts: Sequence[str], language: str) -> list[Number | None] | None:
    """The numbers of a column's cells, None in the place of a cell that holds anything else. The
    whole is None when no more than half of the cells that say something are numbers."""
    found = [number(text, language) for text in texts]
    figures = sum(n is not None and any(c.isdecimal() for c in n.whole) for n in found)
    return found if figures > found.count(None) else None


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    thousands = f"[{',' if mark == '.' else '.'}{SPACES}’']"
    before = (
        rf"[(<>≤≥≈~±+−–-]?(?:c\.|ca\.)?[{SPACES}]?(?:[A-Z]{{0,3}}[$€£¥₩₹৳]|[A-Z]{{3}})?[{SPACES}]?"
    )
    digits = rf"[−–-]?(?:\d{{1,3}}(?:{thousands}\d{{2,3}})*{thousands}\d{{3}}|\d+)"
    after = rf"[{SPACES}]?(?:%|‰|°|[a-zA-Z]{{1,3}}|[$€£¥₩₹৳])?[{NOTE_MARKS}]*\)?"
    return re.compile(rf"({before}{digits})({re.escape(mark)}\d+)?({after})")
