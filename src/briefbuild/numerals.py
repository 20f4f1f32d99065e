"""The numbers of lists' items as readers see them: “98.”, “c)”, “(iv)”.

A kind of numeral has the name that HTML gives it in `<ol type>`: 1, a, A, i or I. What a kind has
no numeral for is written in figures, as browsers do (CSS Counter Styles 3, 6.1).
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

FIGURES, SMALL_LETTERS, LETTERS, SMALL_ROMAN, ROMAN = "1", "a", "A", "i", "I"
KINDS = {
    "LowerAlpha": SMALL_LETTERS,
    "UpperAlpha": LETTERS,
    "LowerRoman": SMALL_ROMAN,
    "UpperRoman": ROMAN,
}
"""By pandoc's name; all others are written in figures."""
NAMES = {kind: name for name, kind in KINDS.items()}
"""Of kinds, as PDF has them too (ISO 32000-1, table 347: ListNumbering)."""
SIGNS = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
"""What stands before and after a number, by pandoc's name; with all others, a point after it."""
LARGEST_ROMAN = 3999
UNITS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numeral(value: int, kind: str) -> str:
    """A number from any list, without signs: `numeral(4, "i")` is “iv”."""
    if kind in (SMALL_ROMAN, ROMAN) and 1 <= value <= LARGEST_ROMAN:
        text = _roman(value)
    elif kind in (SMALL_LETTERS, LETTERS) and value >= 1:
        text = _letters(value)
    else:
        return str(value)
    return text.upper() if kind in (LETTERS, ROMAN) else text


def _roman(value: int) -> str:
    text = ""
    for size, letters in UNITS:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _letters(value: int) -> str:
    """From a to z, then aa, ab …"""
    text = ""
    while value:
        value, rest = divmod(value - 1, len(ascii_lowercase))
        text = ascii_lowercase[rest] + text
    return text


def numbers_of(ordered: dict[str, Any]) -> list[str]:
    """The numbers of an OrderedList's items, with their signs."""
    (first, style, delimiter), items = ordered["c"]
    kind = KINDS.get(style["t"], FIGURES)
    before, after = SIGNS.get(delimiter["t"], ("", "."))
    return [f"{before}{numeral(first + i, kind)}{after}" for i in range(len(items))]
