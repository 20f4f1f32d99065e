"""Read a tagged PDF back: the logical structure gives the order, the pages the characters.

The structure (ISO 32000-1, 14.7 and 14.8) says what is text, note, call, heading, figure and
caption; the characters are those that the pages paint under its marked-content numbers. Artifacts
(running heads, page numbers, a table's repeated head) are no part of it and are left out.

A note is a Note, its mark the Lbl that opens it; a call is a Reference. Text that no structure
element owns, and words that can't be seen on the page, are faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pikepdf

from briefbuild.verify.contents import Entry, entry_of, untrue
from briefbuild.verify.pdf_objects import attributes_of, kids_of, lone_spaces, targets_of
from briefbuild.verify.pdf_text import Box, Character, Pages
from briefbuild.verify.reading import ReadCall, ReadHeading, ReadImage, Reading
from briefbuild.verify.stream import Stream

INLINE = frozenset({"Span", "Link", "Code", "Quote", "Em", "Strong", "Annot"})
HEADINGS = {"Title": 0, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
BULLETS = frozenset({"Disc", "Circle", "Square"})
"""Of ListNumbering (ISO 32000-1, table 347): all others but None are numbers."""
WORD_GAP = 0.15
"""Of the height of the line: characters further apart than this are two words."""
SPACE_GAP = 0.03
"""The same where the structure has a space between them: narrower, it can't be seen."""
TOLD = 12
"""Words of a row that can't be seen; the first ones tell where it is."""


def read(path: Path) -> Reading:
    """The PDF's contents. Raises OSError, ValueError, pikepdf.PdfError or
    pypdfium2.PdfiumError when it is no tagged PDF."""
    pages = Pages(path)
    try:
        with pikepdf.open(path) as pdf:
            if "/StructTreeRoot" not in pdf.Root:
                raise ValueError("the PDF has no structure tree")
            reader = _Reader(pages, pdf)
            reader.kids(pdf.Root.StructTreeRoot, reader.flow)
            faults = [*_stray(pages, reader), *_unseen(pages), *_broken_links(pdf)]
            faults += untrue(reader.contents, reader.headings)
        reading = reader.flow.stream.reading()
        return replace(reading, pages=len(pages), faults=tuple(faults))
    finally:
        pages.close()


def _unseen(pages: Pages) -> Iterator[dict[str, str]]:
    """The words that a page hides; those in a row, for the same reason, are told together."""
    for number in range(len(pages)):
        for reason, row in groupby(pages.unseen(number), key=itemgetter(1)):
            words = [word for word, _ in row]
            item = " ".join(words[:TOLD]) + (" …" if len(words) > TOLD else "")
            yield {"item": item, "reason": f"{reason} (page {number + 1})"}


def _stray(pages: Pages, reader: _Reader) -> Iterator[dict[str, str]]:
    """Text that a page shows and the structure doesn't have; a figure's lettering isn't text."""
    for number, page in enumerate(pages.pages):
        lost = [found for mcid, found in page.content.items() if (number, mcid) not in reader.owned]
        left = [character for found in lost for character in found]
        areas = [area for at, area in reader.figures if at == number]
        left += [c for c in page.loose if not any(area.holds(c.box) for area in areas)]
        text = "".join(c.text for c in left).strip()
        if text:
            reason = f"stands on page {number + 1} outside the document's structure"
            yield {"item": text[:80], "reason": reason}


def _broken_links(pdf: pikepdf.Pdf) -> Iterator[dict[str, str]]:
    """Links to a named destination that the document doesn't have (ISO 32000-1, 12.3.2.3)."""
    named = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    names = set() if named is None else set(pikepdf.NameTree(named).keys())
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", pikepdf.Array()):
            target = annotation.get("/Dest")
            if isinstance(target, pikepdf.String) and str(target) not in names:
                reason = f"is linked to on page {number} but is not in the document"
                yield {"item": str(target), "reason": reason}


@dataclass
class _Flow:
    """Text on the way: the stream that takes it, and where the character before it stood."""

    stream: Stream = field(default_factory=Stream)
    raw: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    last: Character | None = None
    """The character before, as long as nothing ends its word."""
    entry: bool = False
    """Whether it is a line of the table of contents, where a Reference is no note's call."""
    spaced: bool = False
    """Whether a space stands by itself behind it; on the page that is a mere distance."""

    def edge(self) -> int:
        self.last = None
        return self.stream.edge()

    def add(self, page: int, characters: Sequence[Character]) -> None:
        """The characters of one piece of marked content, which is seldom more than a line."""
        same_piece = False
        for character in characters:
            self._join(page, character, same_piece)
            self.stream.text(character.text)
            self.raw.append(character.text)
            self.last, self.spaced = character, False
            same_piece = True
            if self.pages[-1:] != [page]:
                self.pages.append(page)

    def _join(self, page: int, character: Character, same_piece: bool) -> None:
        """Whether the character goes on where the last one stood, after a space, or a line on."""
        if self.last is None:
            return
        on_line = self.pages[-1:] == [page] and character.box.level_with(self.last.box)
        least = SPACE_GAP if self.spaced else WORD_GAP
        if on_line and (same_piece or _gap(self.last.box, character.box) < least):
            return
        if on_line or not character.text.isalnum():
            self.stream.text(" ")
        else:
            self.stream.line_end()


def _gap(one: Box, other: Box) -> float:
    """How far apart two characters are, by the height of their line."""
    return max(other.left - one.right, one.left - other.right) / max(one.height, 0.1)


class _Reader:
    """Walks the structure tree."""

    def __init__(self, pages: Pages, pdf: pikepdf.Pdf) -> None:
        self.pages = pages
        self.numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.spaces = [lone_spaces(page) for page in pdf.pages]
        self.roles = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
        self.flow = _Flow()
        self.owned: set[tuple[int, int]] = set()
        self.figures: list[tuple[int, Box]] = []
        self.lists: list[str] = []
        self.headings: list[Entry] = []
        self.contents: list[Entry] = []

    def kids(self, element: Any, flow: _Flow, page: int = -1, without: str = "") -> None:
        """All that stands in an element; `without` names a kind of kids to leave out.

        What follows a Figure as a Caption is the figure's.
        """
        before = ""
        for kid in kids_of(element):
            if isinstance(kid, int):
                self.content(page, kid, flow)
            elif kid.get("/Type") == "/MCR":
                self.content(self.page(kid, page), int(kid.MCID), flow)
            elif kid.get("/Type") != "/OBJR" and (kind := self.kind(kid)) != without:
                captions = before == "Figure" and kind == "Caption"
                read = self.caption if captions else self.element
                read(kid, flow, self.page(kid, page))
                before = kind

    def kind(self, element: Any) -> str:
        """The standard type of an element."""
        name = element.get("/S")
        for _ in range(8):
            if str(name) not in self.roles:
                break
            name = self.roles[str(name)]
        return str(name).removeprefix("/")

    def page(self, element: Any, otherwise: int) -> int:
        home = element.get("/Pg")
        return otherwise if home is None else self.numbers[home.objgen]

    def content(self, page: int, number: int, flow: _Flow) -> None:
        self.owned.add((page, number))
        flow.add(page, self.pages.pages[page].content.get(number, []))
        flow.spaced = flow.spaced or number in self.spaces[page]

    def element(self, element: Any, flow: _Flow, page: int) -> None:
        kind = self.kind(element)
        if kind in INLINE or (kind == "Reference" and flow.entry):
            flow.stream.links.extend(targets_of(element) if kind == "Link" else [])
            self.kids(element, flow, page)
        elif kind == "TOCI":
            entry, place = _Flow(entry=True), len(self.contents)
            self.kids(element, entry, page)
            self.contents.insert(place, entry_of(entry.stream.since(0)))
        elif kind in ("TOC", "Artifact"):
            self.kids(element, _Flow(), page)  # it repeats what stands elsewhere
        elif kind == "Lbl" and self.lists and self.lists[-1] != "None":
            self.label(element, flow, page)
        elif kind in HEADINGS:
            start = flow.edge()
            self.kids(element, flow, page)
            flow.last = None
            words = flow.stream.since(start)
            flow.stream.headings.append(ReadHeading(HEADINGS[kind], words))
            at = flow.pages[-1] + 1 if flow.pages else 0
            self.headings.append(Entry(words, at, HEADINGS[kind]))
        elif kind in SPECIAL:
            flow.edge()
            SPECIAL[kind](self, element, flow, page)
            flow.edge()
        else:
            flow.edge()
            self.kids(element, flow, page)
            flow.edge()

    def reference(self, element: Any, flow: _Flow, page: int) -> None:
        """The call of a note."""
        mark = _Flow()
        self.kids(element, mark, page)
        at = mark.pages[0] + 1 if mark.pages else None
        flow.stream.calls.append(ReadCall("".join(mark.raw).strip(), flow.edge(), at))

    def note(self, element: Any, flow: _Flow, page: int) -> None:
        mark, body = self.first_label(element, page), _Flow()
        self.kids(element, body, page, without="Lbl")
        pages = tuple(number + 1 for number, _ in groupby((*mark.pages, *body.pages)))
        self.flow.stream.note("".join(mark.raw).strip(), body.stream, pages)

    def first_label(self, element: Any, page: int) -> _Flow:
        """The mark that opens a note."""
        found = _Flow()
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and self.kind(kid) == "Lbl":
                self.kids(kid, found, self.page(kid, page))
                break
        return found

    def list(self, element: Any, flow: _Flow, page: int) -> None:
        """A list; its labels are generated, except the terms of a definition list."""
        named = [str(a.get("/ListNumbering", "/None")) for a in attributes_of(element)]
        numbering = next((name for name in named if name != "/None"), "/None")
        self.lists.append(numbering.removeprefix("/"))
        self.kids(element, flow, page)
        self.lists.pop()

    def label(self, element: Any, flow: _Flow, page: int) -> None:
        """What stands before an item: no text of it, but its number is held to the source."""
        found = _Flow()
        self.kids(element, found, page)
        flow.edge()
        if self.lists[-1] not in BULLETS:
            flow.stream.number("".join(found.raw))

    def figure(self, element: Any, flow: _Flow, page: int) -> None:
        """A picture: what is written in it is no text of the document."""
        self.kids(element, _Flow(), page)
        look = None
        for attributes in attributes_of(element):
            if "/BBox" in attributes:
                box = Box(*(float(edge) for edge in attributes.BBox))
                self.figures.append((page, box))
                look = self.pages.look(page, box)
        flow.stream.images.append(ReadImage(str(element.get("/Alt", "")), None, (), look))

    def caption(self, element: Any, flow: _Flow, page: int) -> None:
        """The caption of the picture that was read last."""
        start = flow.edge()
        self.kids(element, flow, page)
        flow.last = None
        image = flow.stream.images.pop()
        flow.stream.images.append(replace(image, caption=flow.stream.since(start)))
        flow.edge()


SPECIAL: Mapping[str, Callable[[_Reader, Any, _Flow, int], None]] = {
    "Reference": _Reader.reference,
    "Note": _Reader.note,
    "L": _Reader.list,
    "Figure": _Reader.figure,
}
