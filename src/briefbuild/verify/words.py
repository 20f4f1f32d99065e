"""Words as the proof compares them.

A word is a run of letters, digits and their marks, or one symbol that carries meaning (“$”, “%”,
“©”). Quotation marks, dashes, full stops and white space separate words and are not compared,
because formats may set them differently; soft hyphens, joiners and direction marks are dropped.
Text is compared in NFKC, so that a ligature or a full-width letter equals its plain form; but a
raised or lowered character and a fraction stay what they are: 5 km² are not 5 km2.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby
from typing import TypeVar

T = TypeVar("T")

# What is never seen: soft hyphen, zero-width and direction marks, variation selectors.
INVISIBLE = [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
DROPPED = dict.fromkeys([*INVISIBLE, *range(0xFE00, 0xFE10)])


def _character_class(*categories: str) -> str:
    """The characters of these Unicode categories, as a regular expression's class holds them."""
    every = range(0xA0, sys.maxunicode >> 3)
    found = [n for n in every if unicodedata.category(chr(n)) in categories]
    runs = [list(run) for _, run in groupby(enumerate(found), lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


LETTER = rf"[^\W_]|[{_character_class('Mn', 'Mc', 'Me')}]"
SYMBOL = rf"[$%&@#+<=>|~§‰{_character_class('Sc', 'Sm', 'So')}]"
WHOLE = ("<super>", "<sub>", "<fraction>")
"""Kinds of compatibility (Unicode Standard Annex 44, 5.7.3) that change what is said."""
EVERY = map(chr, range(sys.maxunicode >> 3))
KEPT = re.compile(
    f"([{''.join(c for c in EVERY if unicodedata.decomposition(c).startswith(WHOLE))}])"
)
WORD = re.compile(rf"(?:{LETTER})+|{SYMBOL}")


def plain(text: str) -> str:
    """The text in the form in which words are looked for."""
    if text.isascii():
        return text
    parts = KEPT.split(text.translate(DROPPED))
    parts[::2] = (unicodedata.normalize("NFKC", part) for part in parts[::2])
    return "".join(parts)


def letters_in(text: str) -> str:
    """Its letters and digits alone, in small letters."""
    return "".join(filter(str.isalnum, plain(text))).casefold()


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in order: “Korea-Japan” is two, “US$162.62” four."""
    return tuple(WORD.findall(plain(text)))


def located(pieces: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """The words of a text that comes in pieces, each with what the piece it begins in carries.

    A word may begin in one piece and end in another (“*re*arm” is one word).
    """
    parts = [(plain(text), carried) for text, carried in pieces if text]
    starts = list(accumulate((len(text) for text, _ in parts), initial=0))
    for match in WORD.finditer("".join(text for text, _ in parts)):
        yield match.group(), parts[bisect_right(starts, match.start()) - 1][1]
