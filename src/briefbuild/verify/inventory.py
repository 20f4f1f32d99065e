"""What every finished file must hold, taken from the tree: words, notes, headings, images, links.

The text is gathered in reading order as pieces, each with its node's place; an edge (the end of a
block, a line break, a note's call) ends a word, the border of an inline doesn't: “*re*arm” is one
word. Each word keeps the place of the piece it begins in, so that a difference found in a finished
file can be named where the editor wrote the word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from briefbuild import tree
from briefbuild.numerals import numbers_of
from briefbuild.problems import Place
from briefbuild.tree import Node, Nodes
from briefbuild.verify.drawn_text import lettering_of
from briefbuild.verify.items import (
    Call,
    Heading,
    Image,
    Inventory,
    Link,
    Note,
    Number,
    Table,
    Word,
)
from briefbuild.verify.looks import digest_of, look_of
from briefbuild.verify.words import located

EXTERNAL = ("http:", "https:", "mailto:")


class Built(Protocol):
    """What the proof needs of a built figure (`briefbuild.figures.assets.Asset`)."""

    @property
    def vector(self) -> bytes | None: ...

    @property
    def raster(self) -> bytes: ...


def take(blocks: Nodes, assets: Mapping[str, Built] | None = None) -> Inventory:
    """The inventory of a transformed tree (or of one on the way: notes then have no mark).

    Without `assets` any picture will do; with them, each must be the built figure.
    """
    gathered = _Gatherer()
    gathered.add(blocks)
    gathered.edge()
    images = gathered.images
    if assets is not None:
        images = [_with_files(image, assets.get(image.target)) for image in images]
    return Inventory(
        tuple(gathered.words),
        tuple(gathered.calls),
        tuple(gathered.notes),
        tuple(gathered.headings),
        tuple(images),
        tuple(gathered.links),
        frozenset(gathered.anchors),
        tuple(gathered.numbers),
        tuple(gathered.references),
        tuple(gathered.tables),
    )


def _with_files(image: Image, built: Built | None) -> Image:
    if built is None:
        return replace(image, digests=frozenset({"nothing was built"}))
    files = [built.raster, *([built.vector] if built.vector is not None else [])]
    digests = frozenset(digest_of(data) for data in files)
    look, lettering = look_of(built.raster), lettering_of(built.vector)
    return replace(image, digests=digests, look=look, lettering=lettering)


INLINES = frozenset(
    {"Str", "Space", "SoftBreak", "Code", "Math", "RawInline", "Cite", "Link", "Image", "Note"}
    | {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
    | {"Quoted", "Span"}
)
PART_OF = {"caption-label": "label", "credit": "credit"}


class _Gatherer:
    """The stream of words on the way, and what was met along it."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.calls: list[Call] = []
        self.notes: list[Note] = []
        self.headings: list[Heading] = []
        self.images: list[Image] = []
        self.links: list[Link] = []
        self.numbers: list[Number] = []
        self.references: list[Link] = []
        self.tables: list[Table] = []
        self.anchors: set[str] = set()
        self.pieces: list[tuple[str, Word]] = []
        self.part = ""
        self.reference: tuple[str, Place | None] | None = None
        self.in_figure = False

    def add(self, content: object) -> None:
        """A node, or a list of whatever depth in which nodes stand."""
        if isinstance(content, list):
            for item in content:
                self.add(item)
        elif isinstance(content, dict) and "t" in content:
            if content["t"] in INLINES:
                self.visit(content)
            else:
                self.edge()
                self.visit(content)
                self.edge()

    def visit(self, n: Node) -> None:
        if tree.id_of(n):
            self.anchors.add(tree.id_of(n))
        outer = self.part
        self.part = next((PART_OF[c] for c in tree.classes_of(n) if c in PART_OF), outer)
        VISITS.get(n["t"], _Gatherer.inside)(self, n)
        self.part = outer

    def inside(self, n: Node) -> None:
        self.add(n.get("c"))

    def text(self, text: str, n: Node) -> None:
        id, place = self.reference or ("", tree.place_of(n))
        self.pieces.append((text, Word("", place, self.part, id)))

    def edge(self) -> int:
        """End the word here; how many words stand before."""
        for text, piece in located(self.pieces):
            self.words.append(piece._replace(text=text))
        self.pieces.clear()
        return len(self.words)

    def from_word(self, start: int) -> tuple[str, ...]:
        self.edge()
        return tuple(word.text for word in self.words[start:])

    def string(self, n: Node) -> None:
        self.text(n["c"] if n["t"] == "Str" else n["c"][1], n)

    def space(self, n: Node) -> None:
        self.text(" ", n)

    def link(self, n: Node) -> None:
        target = n["c"][2][0]
        if target.startswith(EXTERNAL):
            self.links.append(Link(target, tree.place_of(n)))
        elif target.startswith("#"):
            self.references.append(Link(target[1:], tree.place_of(n)))
        if tree.has_class(n, "cross-reference"):
            self.reference = target.removeprefix("#"), tree.place_of(n)
        self.add(n["c"][1])
        self.reference = None

    def header(self, n: Node) -> None:
        self.heading(n["c"][0], n["c"][2], n)

    def heading(self, level: int | None, content: Nodes, n: Node) -> None:
        start = self.edge()
        self.add(content)
        words = self.from_word(start)
        located = tuple(self.words[start:])
        self.headings.append(Heading(level, words, _place_in(n), located))

    def div(self, n: Node) -> None:
        classes = tree.classes_of(n)
        if "title" in classes:
            self.heading(0, n["c"][1], n)
        elif "component-title" in classes:
            self.heading(None, n["c"][1], n)
        else:
            self.add(n["c"][1])

    def span(self, n: Node) -> None:
        if tree.has_class(n, "note-call") or tree.has_class(n, "note-recall"):
            bodies = [child for child in n["c"][1] if child["t"] == "Note"]
            self.call(tree.pairs_of(n)["mark"], n, bodies[0] if bodies else None)
        else:
            self.add(n["c"][1])

    def bare_note(self, n: Node) -> None:
        self.call("", n, n)

    def call(self, mark: str, n: Node, body: Node | None) -> None:
        note = self.note(body, mark) if body else None
        self.calls.append(Call(mark, self.edge(), _place_in(n), self.part, note))

    def note(self, n: Node, mark: str) -> Note:
        body = _Gatherer()
        body.add(n["c"])
        body.edge()
        links = tuple(link.target for link in body.links)
        made = Note(mark, tuple(body.words), links, _place_in(n), tuple(body.numbers))
        self.notes += [made, *body.notes]
        return made

    def figure(self, n: Node) -> None:
        start = self.caption(n["c"][1], "caption")
        caption = self.from_word(start)
        self.in_figure = True
        first = len(self.images)
        described: list[str] = []
        for block in n["c"][2]:
            if tree.has_class(block, "long-description"):
                described += [word for p in block["c"][1] for word in tree.text_of(p).split()]
            else:
                self.add(block)
        self.in_figure = False
        self.images[first:] = [
            replace(image, caption=caption, alt=" ".join([image.alt, *described]))
            for image in self.images[first:]
        ]

    def table(self, n: Node) -> None:
        self.caption(n["c"][1], "table-caption")
        _, _, _, (_, head), bodies, (_, foot) = n["c"]
        others = [row for body in bodies for part in body[2:] for row in part]
        rows = tuple(tuple(map(self.cell, row[1])) for row in (*head, *others, *foot))
        self.tables.append(Table(rows, len(head), _place_in(n)))

    def cell(self, cell: list[object]) -> tuple[str, ...]:
        start = self.edge()
        self.add(cell[4])
        return self.from_word(start)

    def caption(self, caption: list[Nodes], part: str) -> int:
        start, outer, self.part = self.edge(), self.part, part
        self.add(caption[1])
        self.part = outer
        self.edge()
        return start

    def image(self, n: Node) -> None:
        alt = " ".join(tree.text_of(n["c"][1]).split())
        self.images.append(Image(n["c"][2][0], alt, place=_place_in(n)))
        # Not yet a figure: its inlines are its caption, and text. A portrait has no caption.
        if not self.in_figure and not tree.has_class(n, "portrait"):
            self.add(n["c"][1])

    def list_of_inlines(self, n: Node) -> None:
        """Lines of a LineBlock."""
        for line in n["c"]:
            self.add(line)
            self.edge()

    def definitions(self, n: Node) -> None:
        for term, bodies in n["c"]:
            self.edge()
            self.add(term)
            self.edge()
            self.add(bodies)

    def ordered(self, n: Node) -> None:
        """A numbered list."""
        for number, item in zip(numbers_of(n), n["c"][1], strict=True):
            place = next(filter(None, map(_place_in, item)), tree.place_of(n))
            self.numbers.append(Number(number, self.edge(), place))
            self.add(item)

    def skip(self, n: Node) -> None:
        """Nothing here is text."""


VISITS: Mapping[str, Callable[[_Gatherer, Node], None]] = {
    "Str": _Gatherer.string,
    "Code": _Gatherer.string,
    "CodeBlock": _Gatherer.string,
    "Math": _Gatherer.string,
    "RawInline": _Gatherer.skip,
    "RawBlock": _Gatherer.skip,
    "Space": _Gatherer.space,
    "SoftBreak": _Gatherer.space,
    "LineBreak": _Gatherer.space,
    "Link": _Gatherer.link,
    "Image": _Gatherer.image,
    "Note": _Gatherer.bare_note,
    "Span": _Gatherer.span,
    "Div": _Gatherer.div,
    "Header": _Gatherer.header,
    "Figure": _Gatherer.figure,
    "Table": _Gatherer.table,
    "LineBlock": _Gatherer.list_of_inlines,
    "DefinitionList": _Gatherer.definitions,
    "OrderedList": _Gatherer.ordered,
}


def _place_in(n: Node) -> Place | None:
    """The node's place, or that of the first thing in it that has one."""
    places: Iterable[Place | None] = (tree.place_of(inner) for inner in tree.walk(n))
    return next((place for place in places if place), None)
