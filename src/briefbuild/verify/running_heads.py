"""The margins of a PDF's pages, held to what the house style asks for there.

Each page's number is that of its place in the file, a running head that is the same on all pages is
what the brief gives, one that changes is made of the document's words. What the style takes from
elsewhere isn't known here, and any text will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from briefbuild.problems import Problem, problem
from briefbuild.verify.reading import ReadMargin
from briefbuild.verify.words import letters_in

if TYPE_CHECKING:  # it lays pages out
    from briefbuild.render.pages.margin_boxes import MarginBoxes, Part

UNKNOWN = ("words", "any")
SIDES = (("right", "left"), ("left", "right"))
"""Of the pages in turn, by which of them is the first."""


class Fault(NamedTuple):
    page: int
    """From 1."""
    asked: str
    found: str
    """One of the two may be empty."""


def margin_problems(
    asked: MarginBoxes, margins: Sequence[ReadMargin], words: Sequence[str], format: str
) -> Iterator[Problem]:
    """One problem for each text that is lacking in a page's margins, or too much there.

    `words` are the document's.
    """
    text = "".join(map(letters_in, words))
    ways = [[*_faults(asked, margins, text, sides)] for sides in SIDES]
    for page, asked_for, found in min(ways, key=len):
        reason = f"is “{found}” in the file" if found else "is missing"
        if not asked_for:
            reason = "stands there, and the style doesn’t ask for it"
        facts = {"kind": "text in the margin", "item": asked_for or found}
        reason = f"{reason} (page {page})"
        yield problem("proof-item", None, format=format, reason=reason, **facts)


def _faults(
    asked: MarginBoxes, margins: Sequence[ReadMargin], text: str, sides: Sequence[str]
) -> Iterator[Fault]:
    total = max((n for n, m in enumerate(margins, 1) if not m.padding), default=0)
    for index, margin in enumerate(margins):
        if margin.padding:
            continue
        kinds = product((False, True) if margin.blank else (False,), asked.names)
        ways = [
            [*_wrong(asked.on(index, sides[index % 2], *kind), margin, text, (index + 1, total))]
            for kind in kinds
        ]
        yield from min(ways, key=len)


def _wrong(
    boxes: Sequence[Sequence[Part]], margin: ReadMargin, text: str, numbers: tuple[int, int]
) -> Iterator[Fault]:
    """What is wrong with a page's margins; `numbers` are its own and that of all pages."""
    free = [box for box in boxes if any(part.kind in UNKNOWN for part in box)]
    known = [_said(box, numbers) for box in boxes if box not in free]
    pieces = [piece for piece in margin.pieces if letters_in(piece)]
    texts = sorted(filter(letters_in, known), key=len, reverse=True)
    lost = [said for said in texts if not _take(pieces, letters_in(said))]
    whole = all([part.kind for part in box] == ["words"] for box in free)
    more = [p for p in pieces if not free or (whole and letters_in(p) not in text)]
    for said, found in zip_longest(lost, more, fillvalue=""):
        yield Fault(numbers[0], said, found)


def _said(box: Sequence[Part], numbers: tuple[int, int]) -> str:
    count = {"page": str(numbers[0]), "pages": str(numbers[1])}
    return "".join(count.get(part.kind, part.text) for part in box)


def _take(pieces: list[str], letters: str) -> bool:
    """Take a text off the pieces, of which it is one or several that follow each other."""
    for start in range(len(pieces)):
        joined = ""
        for end in range(start, len(pieces)):
            joined += letters_in(pieces[end])
            if joined == letters:
                del pieces[start : end + 1]
                return True
            if not letters.startswith(joined):
                break
    return False
