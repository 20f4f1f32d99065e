"""What is wrong with laid-out pages, found on WeasyPrint's boxes and not through the tags.

The proof of the finished file (`briefbuild.verify`) says that every word is there, can be seen and
stands in order; here it is said of places: each note begins on its call's page and goes on at the
head of the next page's notes, nothing stands beyond the page's margins, and no text in the notes;
no single line of a paragraph stands at a page's head or foot, and no word is divided between pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from weasyprint.formatting_structure import boxes

Box = Any
NEAR = 0.01
"""CSS pixels that are no difference."""
HYPHEN = "‐"
"""What is added to a divided word (`hyphenate-character`'s default); a word's own is another."""


class Kind(StrEnum):
    """What a fault is; the values are the words of the table."""

    LOST = "notes lost"
    LATE = "notes late"
    CUT = "notes cut"
    ORDER = "notes out of order"
    OFF = "off the page"
    ALONE = "single lines"
    DIVIDED = "words divided"
    OTHER = "other faults"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, with its place."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass
class Found:
    """What stands on the pages of one document."""

    notes: int = 0
    split: int = 0
    """Notes that go on over a second page."""
    faults: list[Fault] = field(default_factory=list)


def examine(document: Any) -> Found:
    """The notes of laid-out pages, counted, and every fault."""
    found = Found()
    calls: list[tuple[str, int]] = []
    parts: list[tuple[str, int]] = []
    for number, page in enumerate((p._page_box for p in document.pages), start=1):
        found.faults += [Fault(kind, f"page {number}: {said}") for kind, said in _on_page(page)]
        root, area = _root(page), _area(page)
        for box in root.descendants(placeholders=True):
            if box.footnote and _name(box.footnote) not in dict(calls):  # else a repeated head's
                calls.append((_name(box.footnote), number))
        parts += [(_name(note), number) for note in (area.children if area else ())]
    found.faults += _broken(document)
    stands: dict[str, list[int]] = {}
    for name, number in parts:
        stands.setdefault(name, []).append(number)
    for name, number in calls:
        found.faults += _of_note(name, number, stands.pop(name, []))
    for name, on in stands.items():
        lost = f"{name}: stands on page {on[0]}, called nowhere"
        found.faults.append(Fault(Kind.LOST, lost))
    order = [name for i, (name, _) in enumerate(parts) if not i or parts[i - 1][0] != name]
    if order != [name for name, _ in calls]:
        found.faults.append(Fault(Kind.ORDER, "the notes are not in the order of their calls"))
    found.notes = len(calls)
    found.split = len({name for name, _ in parts if [n for n, _ in parts].count(name) > 1})
    return found


def _of_note(name: str, called: int, on: list[int]) -> Iterator[Fault]:
    if not on:
        yield Fault(Kind.LOST, f"{name}: is called on page {called}, and stands nowhere")
    elif on[0] != called:
        late = f"{name}: is called on page {called}, and begins on page {on[0]}"
        yield Fault(Kind.LATE, late)
    elif on != list(range(called, called + len(on))):
        yield Fault(Kind.CUT, f"{name}: stands on pages {', '.join(map(str, on))}")


def _on_page(page: Box) -> Iterator[tuple[Kind, str]]:
    """What stands where nothing may stand."""
    top, bottom = page.content_box_y(), page.content_box_y() + page.height
    area = _area(page)
    foot = area.position_y if area else bottom
    if area:
        last = max(box.position_y + box.height for box in _solid(area))
        if area.position_y < top - NEAR or last > bottom + NEAR:
            yield Kind.CUT, "notes run off the page"
    for box in _solid(_root(page)):
        end = box.position_y + box.height
        if end > foot + NEAR:
            where = "in the notes" if end <= bottom + NEAR else "off the page"
            yield Kind.OFF, f"{_text(box)} stands {where} ({end - foot:.1f} px)"
    for box in page.descendants():
        if isinstance(box, boxes.TextBox) and box.text.strip():
            edge, end = box.position_x + box.width, box.position_y + box.height
            if box.position_x < -NEAR or edge > page.margin_width() + NEAR:
                yield Kind.OFF, f"{_text(box)} runs off the side of the sheet"
            if box.position_y < -NEAR or end > page.margin_height() + NEAR:
                yield Kind.OFF, f"{_text(box)} stands off the sheet"


def _broken(document: Any) -> Iterator[Fault]:
    """What is wrong where a page ends within a paragraph: lines alone, in the text, and words
    divided, in the notes too."""
    broken: set[tuple[Any, str]] = set()
    for number, page in enumerate((p._page_box for p in document.pages), start=1):
        text, notes = list(_paragraphs(_root(page))), list(_paragraphs(_area(page)))
        for paragraph in text:
            lines, goes_on = _lines(paragraph)
            key = paragraph.element, paragraph.element_tag
            if len(lines) == 1 and (goes_on or key in broken):
                where = "foot" if goes_on else "head"
                yield Fault(Kind.ALONE, f"page {number}: {_text(lines[0])} is alone at its {where}")
            broken = broken | {key} if goes_on else broken - {key}
        for paragraph in [*text, *notes]:
            lines, goes_on = _lines(paragraph)
            if goes_on and _letters(lines[-1]).endswith(HYPHEN):
                said = f"page {number}: a word is divided at its end, in {_text(lines[-1])}"
                yield Fault(Kind.DIVIDED, said)


def _paragraphs(box: Box | None) -> Iterator[Box]:
    """The boxes in a box that hold lines, from top to bottom."""
    for found in box.descendants() if box else ():
        if isinstance(found, boxes.BlockContainerBox) and _lines(found)[0]:
            yield found


def _lines(paragraph: Box) -> tuple[list[Box], bool]:
    """The lines of a paragraph on its page, and whether it goes on on another."""
    lines = [box for box in paragraph.children if isinstance(box, boxes.LineBox)]
    return lines, bool(lines) and getattr(lines[-1], "resume_at", None) is not None


def _solid(box: Box) -> Iterator[Box]:
    """The lines and pictures in a box; a picture is as high as its box."""
    for found in box.descendants(placeholders=True):
        line = isinstance(found, boxes.LineBox) and _text(found) != "“”"
        if line or isinstance(found, boxes.ReplacedBox):
            yield found


def _text(box: Box) -> str:
    words = _letters(box).split()
    return "a picture" if isinstance(box, boxes.ReplacedBox) else f"“{' '.join(words[:6])}”"


def _letters(box: Box) -> str:
    return "".join(getattr(found, "text", "") for found in box.descendants())


def _root(page: Box) -> Box:
    return page.children[0]


def _area(page: Box) -> Box:
    areas = [box for box in page.children if isinstance(box, boxes.FootnoteAreaBox)]
    return areas[0] if areas and areas[0].children else None


def _name(note: Box) -> str:
    return str(note.element.get("id"))
