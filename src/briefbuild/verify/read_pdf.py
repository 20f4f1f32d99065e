"""Read a tagged PDF back: the logical structure gives the order, the pages the characters.

The structure (ISO 32000-1, 14.7 and 14.8) says what is text, note, call, heading, figure and
caption; the characters are those that the pages paint under its marked-content numbers. Artifacts
(running heads, page numbers, a table's repeated head) are no part of it and are left out.

A note is a Note, its mark the Lbl that opens it; a call is a Reference. Text that no structure
element owns, and words that can't be seen on the page, are faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf

from briefbuild.verify.contents import Entry, entry_of, untrue
from briefbuild.verify.pdf_flow import Flow
from briefbuild.verify.pdf_fonts import boxes
from briefbuild.verify.pdf_links import Links, Marked, Place, outline_faults
from briefbuild.verify.pdf_objects import attributes_of, kids_of, lone_spaces, targets_of
from briefbuild.verify.pdf_order import Block
from briefbuild.verify.pdf_pages import broken_links, hidden_words, margins_of
from briefbuild.verify.pdf_text import Box, Character, Pages, joined
from briefbuild.verify.reading import NOWHERE, ReadCall, ReadFault, ReadHeading, ReadImage, Reading

INLINE = frozenset({"Span", "Link", "Code", "Quote", "Em", "Strong", "Annot"})
HEADINGS = {"Title": 0, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
IN_FLOW = frozenset({"P", *HEADINGS})
"""Blocks that stand below each other."""
BULLETS = frozenset({"Disc", "Circle", "Square"})
"""Of ListNumbering (ISO 32000-1, table 347): all others but None are numbers."""
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
            faults = [*_stray(pages, reader), *boxes(pdf), *broken_links(pdf)]
            faults += untrue(reader.contents, reader.headings)
            faults += [*reader.links.faults, *reader.links.misled()]
            faults += outline_faults(pdf, [entry.words for entry in reader.headings])
            margins = margins_of(pages, pdf)
            located = (*hidden_words(pages, reader.starts), *reader.out_of_order)
        reading = reader.flow.stream.reading()
        reading = replace(reading, pages=len(pages), margins=margins, located=located)
        return replace(reading, faults=tuple(faults))
    finally:
        pages.close()


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


class _Reader:
    """Walks the structure tree."""

    def __init__(self, pages: Pages, pdf: pikepdf.Pdf) -> None:
        self.pages = pages
        self.numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.spaces = [lone_spaces(page) for page in pdf.pages]
        self.roles = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
        self.flow = Flow()
        self.owned: set[tuple[int, int]] = set()
        self.figures: list[tuple[int, Box]] = []
        self.lists: list[str] = []
        self.headings: list[Entry] = []
        self.contents: list[Entry] = []
        self.links = Links.of(pdf)
        self.block = Block()
        self.out_of_order: list[ReadFault] = []
        self.starts: dict[tuple[int, int], tuple[str | None, int]] = {}
        self.body: tuple[str, Flow] | None = None

    def kids(self, element: Any, flow: Flow, page: int = -1, without: str = "") -> None:
        """All that stands in an element; `without` names a kind of kids to leave out.

        What follows a Figure as a Caption is the figure's.
        """
        before, above = "", Block()
        for kid in kids_of(element):
            if isinstance(kid, int):
                self.content(page, kid, flow)
            elif kid.get("/Type") == "/MCR":
                self.content(self.page(kid, page), int(kid.MCID), flow)
            elif kid.get("/Type") != "/OBJR" and (kind := self.kind(kid)) != without:
                captions = before == "Figure" and kind == "Caption"
                read = self.caption if captions else self.element
                outer, self.block = self.block, Block()
                read(kid, flow, self.page(kid, page))
                if {kind, before} <= IN_FLOW and self.block.is_above(above):
                    self.is_above(self.block.lines[0][0], self.block.start, self.block.content)
                outer.lines += self.block.lines
                before, above, self.block = kind, self.block, outer

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

    def content(self, page: int, number: int, flow: Flow) -> None:
        self.owned.add((page, number))
        characters = self.pages.pages[page].content.get(number, [])
        self.links.saw(page, characters)
        if flow is self.flow:
            self.starts[page, number] = None, flow.stream.count
            self.block.saw(page, number, characters)
        elif self.body and flow is self.body[1]:
            self.starts[page, number] = self.body[0], flow.stream.count
        if flow.is_above(page, characters):
            self.is_above(page, "".join(c.text for c in characters), number)
        flow.add(page, characters)
        flow.spaced = flow.spaced or number in self.spaces[page]

    def is_above(self, page: int, text: str, content: int) -> None:
        """A line that isn't in its place."""
        reason = f"stands above the line that it follows (page {page + 1})"
        note, after = self.starts.get((page, content), (None, NOWHERE))
        self.out_of_order.append(ReadFault(text.strip()[: TOLD * 5], reason, after, note))

    def element(self, element: Any, flow: Flow, page: int) -> None:
        kind = self.kind(element)
        if kind in INLINE or (kind == "Reference" and flow.entry):
            self.inline(kind, element, flow, page)
        elif kind == "TOCI":
            entry, place = Flow(entry=True), len(self.contents)
            self.kids(element, entry, page)
            self.contents.insert(place, entry_of(entry.stream.since(0)))
        elif kind in ("TOC", "Artifact"):
            self.kids(element, Flow(), page)  # it repeats what stands elsewhere
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

    def inline(self, kind: str, element: Any, flow: Flow, page: int) -> None:
        """A part of a line; a link with where it leads."""
        if kind != "Link":
            self.kids(element, flow, page)
            return
        flow.stream.links.extend(targets_of(element))
        self.links.begins()
        self.kids(element, flow, page)
        flow.stream.references.extend(self.links.ends(element))

    def reference(self, element: Any, flow: Flow, page: int) -> None:
        """The call of a note."""
        mark = Flow()
        self.kids(element, mark, page)
        at = mark.pages[0] + 1 if mark.pages else None
        self.mark(mark, self.links.calls)
        flow.stream.calls.append(ReadCall("".join(mark.raw).strip(), flow.edge(), at))

    def mark(self, mark: Flow, to: list[Marked]) -> None:
        """Note where a call, or a note's mark, stands and leads."""
        if mark.first is not None:
            box = mark.first.box
            place = Place(mark.pages[0], box.left, box.top)
            to.append(Marked("".join(mark.raw).strip(), place, mark.stream.references))

    def note(self, element: Any, flow: Flow, page: int) -> None:
        mark, body = self.first_label(element, page), Flow()
        self.mark(mark, self.links.notes)
        self.body = "".join(mark.raw).strip(), body
        self.kids(element, body, page, without="Lbl")
        self.body = None
        pages = tuple(number + 1 for number, _ in groupby((*mark.pages, *body.pages)))
        self.flow.stream.note("".join(mark.raw).strip(), body.stream, pages)

    def first_label(self, element: Any, page: int) -> Flow:
        """The mark that opens a note."""
        found = Flow()
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and self.kind(kid) == "Lbl":
                self.kids(kid, found, self.page(kid, page))
                break
        return found

    def list(self, element: Any, flow: Flow, page: int) -> None:
        """A list; its labels are generated, except the terms of a definition list."""
        named = [str(a.get("/ListNumbering", "/None")) for a in attributes_of(element)]
        numbering = next((name for name in named if name != "/None"), "/None")
        self.lists.append(numbering.removeprefix("/"))
        self.kids(element, flow, page)
        self.lists.pop()

    def label(self, element: Any, flow: Flow, page: int) -> None:
        """What stands before an item: no text of it, but its number is held to the source."""
        found = Flow()
        self.kids(element, found, page)
        flow.edge()
        if self.lists[-1] not in BULLETS:
            flow.stream.number("".join(found.raw))

    def figure(self, element: Any, flow: Flow, page: int) -> None:
        """A picture: what is written in it is no text of the document."""
        inside, look, drawn = Flow(), None, list[Character]()
        self.kids(element, inside, page)
        for attributes in attributes_of(element):
            if "/BBox" in attributes:
                box = Box(*(float(edge) for edge in attributes.BBox))
                self.figures.append((page, box))
                look = self.pages.look(page, box)
                drawn += [c for c in self.pages.pages[page].loose if box.holds(c.box)]
        lettering = ("".join(inside.raw), *joined(drawn))
        alt = str(element.get("/Alt", ""))
        flow.stream.images.append(ReadImage(alt, None, (), look, lettering=lettering))

    def caption(self, element: Any, flow: Flow, page: int) -> None:
        """The caption of the picture that was read last."""
        start = flow.edge()
        self.kids(element, flow, page)
        flow.last = None
        image = flow.stream.images.pop()
        flow.stream.images.append(replace(image, caption=flow.stream.since(start)))
        flow.edge()

    def table(self, element: Any, flow: Flow, page: int) -> None:
        flow.stream.table()
        self.kids(element, flow, page)
        flow.stream.table_ends()

    def row(self, element: Any, flow: Flow, page: int) -> None:
        """A row; one of the head names the columns with each of its cells."""
        in_head = self.kind(element.get("/P", pikepdf.Dictionary())) == "THead"
        cells = [self.kind(kid) for kid in kids_of(element) if isinstance(kid, pikepdf.Dictionary)]
        flow.stream.row(heads=in_head and set(cells) == {"TH"})
        self.kids(element, flow, page)

    def cell(self, element: Any, flow: Flow, page: int) -> None:
        start = flow.edge()
        self.kids(element, flow, page)
        flow.last = None
        flow.stream.cell(flow.stream.since(start))


SPECIAL: Mapping[str, Callable[[_Reader, Any, Flow, int], None]] = {
    "Reference": _Reader.reference,
    "Note": _Reader.note,
    "L": _Reader.list,
    "Figure": _Reader.figure,
    "Table": _Reader.table,
    "TR": _Reader.row,
    **dict.fromkeys(("TH", "TD"), _Reader.cell),
}
