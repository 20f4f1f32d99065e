"""The running text of a page of HTML, as the printed page and the EPUB both have it.

It is what is read from beginning to end: without notes and their calls, without figures, which
float in print, and without what only one of the two has (a table of contents, long descriptions,
the word for a draft, which paper has in its running foot). Places in it are counted in letters and
digits, since white space, hyphens and joiners differ between the two.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, NamedTuple

from briefbuild.drafts import STATUS

NO_TEXT = frozenset({"nav", "aside", "head", "details"})
NO_TEXT_CLASSES = frozenset({"note-call", "note-recall", "footnote", STATUS})

Element = Any  # of lxml or of the standard library: both have text, tail, tag and get


class Spot(NamedTuple):
    """A place in the running text; the earlier one is the smaller one."""

    letters: int
    """How many letters and digits stand before it."""
    figures: int
    """How many figures stand before it: they tell the places before and behind a figure apart."""


BEGINNING = Spot(0, 0)


@dataclass(frozen=True)
class PageStarts:
    """The pages of a document in its running text."""

    spots: tuple[Spot, ...]
    """Where each page begins, first to last."""
    end: Spot
    """Where the text ends: another edition's must end there too, or its places are others."""


class Piece(NamedTuple):
    """A stretch of running text between two tags, or a figure."""

    spot: Spot
    """Where it begins."""
    home: Element
    """The element whose text it is; of a figure, the figure itself."""
    behind: Element | None
    """The child of `home` that it follows; None where it is the first text in it."""
    text: str
    is_figure: bool = False


def letters_in(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(str.isalnum, text))


def pieces(root: Element, start: Spot = BEGINNING) -> tuple[list[Piece], Spot]:
    """The running text below an element, in order, and where it ends; it begins at `start`."""
    found: list[Piece] = []
    walk = _walk(root, start)
    try:
        while True:
            found.append(next(walk))
    except StopIteration as end:
        return found, end.value


def _walk(element: Element, spot: Spot) -> Generator[Piece, None, Spot]:
    name = str(element.tag).rpartition("}")[2]
    if name == "figure":
        yield Piece(spot, element, None, "", is_figure=True)
        return Spot(spot.letters, spot.figures + 1)
    if not isinstance(element.tag, str) or name in NO_TEXT:
        return spot
    if NO_TEXT_CLASSES & set((element.get("class") or "").split()):
        return spot
    if element.text:
        yield Piece(spot, element, None, element.text)
        spot = _behind(spot, element.text)
    for child in element:
        spot = yield from _walk(child, spot)
        if child.tail:
            yield Piece(spot, element, child, child.tail)
            spot = _behind(spot, child.tail)
    return spot


def _behind(spot: Spot, text: str) -> Spot:
    return Spot(spot.letters + letters_in(text), spot.figures)
