"""A PDF's links: whether they lie on their words, and lead where their words say.

A link is a Link element with its annotations (ISO 32000-1, 14.8.4.4.2). What a reader clicks is the
annotation's rectangle on its page, wherever the element's words are painted; where a click leads
within the document is a name, and the name's place on a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any, NamedTuple

import pikepdf

from briefbuild.verify.pdf_objects import kids_of
from briefbuild.verify.pdf_text import Box, Character

NEAR = 3.0
"""Points by which a letter's middle may lie outside of what is clicked."""
LOWEST = 4.0
"""Points: what is lower can't be met with a finger or a pointer, as what is less than half a letter
of a note's text."""
Fault = dict[str, str]


class Place(NamedTuple):
    """On a page, counted from 0, in points from its lower left corner."""

    page: int
    x: float
    y: float


@dataclass
class Marked:
    """A note's call, or the mark before its text: where it stands, and where it leads."""

    mark: str
    place: Place
    targets: list[str]


@dataclass
class Links:
    """What was read of the links, on the way through the structure."""

    places: dict[str, Place]
    """Where each name of the document leads."""
    clicked: set[tuple[int, tuple[int, int]]]
    """The annotations of each page, by their objects."""
    faults: list[Fault] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    """The names to which links led, in the order in which they were read."""
    calls: list[Marked] = field(default_factory=list)
    notes: list[Marked] = field(default_factory=list)
    open: list[list[tuple[int, Character]]] = field(default_factory=list)
    """The letters of the links that are being read."""

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Links:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        named = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        places: dict[str, Place] = {}
        for name, target in () if named is None else pikepdf.NameTree(named).items():
            page = target[0] if isinstance(target, pikepdf.Array) and len(target) > 3 else None
            if page is not None and page.objgen in numbers:
                x, y = (0.0 if n is None else float(n) for n in (target[2], target[3]))
                places[str(name)] = Place(numbers[page.objgen], x, y)
        clicked = {
            (number, annotation.objgen)
            for number, page in enumerate(pdf.pages)
            for annotation in page.get("/Annots", pikepdf.Array())
        }
        return cls(places, clicked)

    def begins(self) -> None:
        self.open.append([])

    def saw(self, page: int, characters: Sequence[Character]) -> None:
        """Letters of the text; those of a link are its words."""
        for letters in self.open:
            letters += [(page, c) for c in characters if c.text.isalnum()]

    def ends(self, element: Any) -> list[str]:
        """The names that the link leads to, once; where it can't be clicked is a fault."""
        letters = self.open.pop()
        annotations = [
            kid.Obj
            for kid in kids_of(element)
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        ]
        areas = [
            (number, _area(annotation))
            for annotation in annotations
            for number, object in self.clicked
            if object == annotation.objgen
        ]
        areas = [(page, area) for page, area in areas if area.top - area.bottom >= LOWEST]
        off = [c for page, c in letters if not any(p == page and _in(c, a) for p, a in areas)]
        if annotations and off:
            text = "".join(c.text for _, c in letters)
            self.faults.append({"item": text, "reason": "is a link, and can’t be clicked"})
        names = [str(a.Dest) for a in annotations if isinstance(a.get("/Dest"), pikepdf.String)]
        self.targets += dict.fromkeys(names)
        return list(dict.fromkeys(names))

    def misled(self) -> Iterator[Fault]:
        """Calls that lead to another note than their own, and marks that lead back to another
        note's call: what stands nearest to the place is meant."""
        for marked, others in ((self.calls, self.notes), (self.notes, self.calls)):
            for one in marked:
                for place in (self.places[name] for name in one.targets if name in self.places):
                    near = [other for other in others if other.place.page == place.page]
                    found = min(near, key=lambda other: _apart(other.place, place), default=None)
                    if found is None or found.mark != one.mark:
                        other = found.mark if found else "none"
                        yield {"item": f"note {one.mark}", "reason": f"leads to that of {other}"}


def _apart(one: Place, other: Place) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def _area(annotation: Any) -> Box:
    left, bottom, right, top = (float(n) for n in annotation.Rect)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _in(character: Character, area: Box) -> bool:
    box = character.box
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    across = area.left - NEAR <= x <= area.right + NEAR
    return across and area.bottom - NEAR <= y <= area.top + NEAR


def outline_faults(pdf: pikepdf.Pdf, headings: Sequence[Sequence[str]]) -> Iterator[Fault]:
    """Bookmarks that are no heading of the document."""
    known = {_letters("".join(words)) for words in headings}
    if "/Outlines" not in pdf.Root:
        return
    with pdf.open_outline() as outline:
        waiting = [*outline.root]
        while waiting:
            item = waiting.pop(0)
            waiting = [*item.children, *waiting]
            if _letters(item.title) not in known:
                yield {"item": item.title, "reason": "is a bookmark, and no heading"}


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
