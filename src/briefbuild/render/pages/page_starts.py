"""Where each laid-out page begins in the running text: what the EPUB's page list is made from.

A page begins with the first text on it that isn't a note, a figure or a table's repeated head; or
with a figure, where the text on the page goes on right behind it. A page without running text
begins with its first figure, or, if that was put off from a page before, where the next page does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure.boxes import MarginBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefbuild.render.running_text import PageStarts, Spot, letters_in, pieces


def page_starts(document: Document, root: Element) -> PageStarts:
    """Where the pages begin; `root` is the HTML element that they were laid out from."""
    found, end = pieces(root)
    texts = _Texts()
    figures = {}
    for piece in found:
        if piece.is_figure:
            figures[piece.home] = piece.spot
        else:
            texts.add(piece.home, piece.spot, letters_in(piece.text))
    starts: list[Spot | None] = []
    reached = 0
    for page in document.pages:
        boxes = list(_boxes(page._page_box))
        lines = [(spot, box) for box in boxes if (spot := texts.spot_of(box)) is not None]
        here = {b.element: figures.pop(b.element) for b in boxes if b.element in figures}
        starts.append(_start([spot for spot, _ in lines], list(here.values()), reached))
        ends = [spot.letters + letters_in(box.text) for spot, box in lines]
        reached = max([reached, *ends])
    return PageStarts(_filled(starts, end), end)


def _start(texts: list[Spot], figures: list[Spot], reached: int) -> Spot | None:
    """Where a page begins that has texts and figures from there on; `reached` is how many letters
    stand on the pages before."""
    if not texts:
        return min((spot for spot in figures if spot.letters >= reached), default=None)
    first = min(texts)
    return min([first, *(spot for spot in figures if spot.letters == first.letters)])


def _filled(starts: list[Spot | None], end: Spot) -> tuple[Spot, ...]:
    """The starts, with the next one's for pages that have none."""
    made = []
    for start in reversed(starts):
        end = end if start is None else start
        made.append(end)
    return tuple(reversed(made))


def _boxes(box: Any) -> Iterator[Any]:
    """The boxes of a page, without running heads, each before what it holds."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if not isinstance(box, MarginBox):
        yield box
        for child in getattr(box, "children", ()):
            yield from _boxes(child)


class _Texts:
    """Tells of boxes of text, which come in the order of the pages, where their text begins."""

    def __init__(self) -> None:
        self.spots: defaultdict[Element, list[Spot]] = defaultdict(list)
        self.own: defaultdict[Element, list[int]] = defaultdict(lambda: [0])
        self.used: Counter[Element] = Counter()

    def add(self, home: Element, spot: Spot, letters: int) -> None:
        """A stretch of an element's own text, in order."""
        if letters:
            self.spots[home].append(spot)
            self.own[home].append(self.own[home][-1] + letters)

    def spot_of(self, box: Any) -> Spot | None:
        """Where the text of a box begins; None for what is no running text, or comes again."""
        if not isinstance(box, TextBox) or box.element not in self.spots:
            return None
        letters = letters_in(box.text)
        if not letters or "::" in box.element_tag.replace("::first-letter", ""):
            return None
        own, used = self.own[box.element], self.used[box.element]
        self.used[box.element] += letters
        if used >= own[-1]:
            return None
        at = bisect_right(own, used) - 1
        spot = self.spots[box.element][at]
        return Spot(spot.letters + used - own[at], spot.figures)
