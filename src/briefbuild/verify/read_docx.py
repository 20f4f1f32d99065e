"""Read a Word file back from its XML, independently of its writer (ECMA-376, part 1).

What counts is what Word shows on opening, before fields are updated: text runs, and the results of
fields. Hidden text (w:vanish, of the run or its style) and tracked deletions don't count. Headers,
footers and tables of contents repeat other text and are left out.

A footnote's number isn't in the file: it is counted here, as Word counts it. A NOTEREF field is a
further call of the same note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from briefbuild.verify.inventory import EXTERNAL
from briefbuild.verify.ooxml import (
    MC,
    OFF,
    WP,
    Field,
    M,
    Package,
    R,
    Style,
    W,
    broken_anchors,
    letters,
    switched_on,
    value,
)
from briefbuild.verify.read_picture import picture_of
from briefbuild.verify.reading import ReadCall, ReadHeading, ReadImage, Reading, ReadNote
from briefbuild.verify.stream import Stream
from briefbuild.verify.word_access.unseen import unseen
from briefbuild.verify.word_numbers import ListNumbers, note_numbering

DOCUMENT, FOOTNOTES = "word/document.xml", "word/footnotes.xml"
SKIPPED = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "tblGrid")}
    | {f"{W}{name}" for name in ("delText", "delInstrText", "tcPr", "trPr")}
    | {f"{MC}Fallback"}
)
TEXTS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
SMALLEST = 8
"""Half-points: smaller runs are not meant to be read."""
CAPTIONS = ("figure caption", "image caption", "caption", "credit")


def read(path: Path) -> Reading:
    """The document's contents. Raises OSError, ValueError, LookupError or zipfile.BadZipFile, or
    lxml.etree.XMLSyntaxError when it is no Word file."""
    package = Package.open(path)
    root = package.xml(DOCUMENT)
    if root is None:
        raise ValueError(f"there is no {DOCUMENT}")
    numbers = ListNumbers(package)
    main = _Reader(package, DOCUMENT, numbers)
    main.walk(root)
    main.stream.edge()
    notes, linked = _notes(package, main.notes, numbers)
    reading = main.stream.reading()
    return replace(
        reading,
        notes=notes,
        images=tuple(main.captioned()),
        faults=(
            *broken_anchors(root, main.anchors + linked),
            *note_numbering(package, root),
            *unseen(package),
        ),
    )


def _notes(
    package: Package, called: dict[str, str], numbers: ListNumbers
) -> tuple[tuple[ReadNote, ...], list[str]]:
    """The bodies in the order of their calls, those without a call last; and their anchors."""
    root = package.xml(FOOTNOTES)
    bodies: dict[str, etree._Element] = {}
    for body in root.iter(f"{W}footnote") if root is not None else ():
        if body.get(f"{W}type", "normal") == "normal":
            bodies[body.get(f"{W}id", "")] = body
    found = Stream()
    anchors: list[str] = []
    for id in sorted(bodies, key=lambda id: [*called].index(id) if id in called else len(called)):
        reader = _Reader(package, FOOTNOTES, numbers)
        reader.walk(bodies[id])
        anchors += reader.anchors
        found.note(called.get(id, ""), reader.stream)
    return tuple(found.notes), anchors


class _Reader:
    """Walks one part into a stream."""

    def __init__(self, package: Package, part: str, numbers: ListNumbers) -> None:
        self.package = package
        self.list_numbers = numbers
        self.part = part
        self.links = package.relationships(part)
        self.stream = Stream()
        self.notes: dict[str, str] = {}
        self.anchors: list[str] = []
        self.fields: list[Field] = []
        self.paragraphs: list[tuple[str, int, int, int]] = []  # style, words from, to, images
        self.hidden = False
        self.numbered = 0
        self.placed = 0  # images that belong to a paragraph already

    def walk(self, element: etree._Element) -> None:
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                self.visit(child)

    def visit(self, element: etree._Element) -> None:
        VISITS.get(str(element.tag), _Reader.walk)(self, element)

    def characters(self, element: etree._Element) -> None:
        self.text(TEXTS.get(str(element.tag), element.text or ""))

    def symbol(self, element: etree._Element) -> None:
        self.text(letters(element))

    def field_code(self, element: etree._Element) -> None:
        if self.fields:
            self.fields[-1].code += element.text or ""

    def content_control(self, element: etree._Element) -> None:
        """A content control; a table of contents only repeats the headings."""
        if value(next(element.iter(f"{W}docPartGallery"), None)) != "Table of Contents":
            self.walk(element)

    def style(self, element: etree._Element, path: str) -> Style:
        return self.package.styles.get(value(element.find(path)), Style())

    def paragraph(self, element: etree._Element) -> None:
        style = self.style(element, f"{W}pPr/{W}pStyle")
        start = self.stream.edge()
        outer, self.hidden = self.hidden, self.hidden or style.hidden
        number = self.list_numbers.of(element)
        if number is not None and not self.hidden:
            self.stream.number(number)
        self.walk(element)
        self.hidden = outer
        words = self.stream.since(start)
        images = len(self.stream.images) - self.placed
        self.placed += images
        self.paragraphs.append((style.name.lower(), start, start + len(words), images))
        own = element.find(f"{W}pPr/{W}outlineLvl")
        outline = style.outline if own is None else int(value(own))
        if style.name.lower() == "title":
            self.stream.headings.append(ReadHeading(0, words))
        elif outline is not None and outline < 9 and words:  # 9 is body text, 17.3.1.20
            self.stream.headings.append(ReadHeading(outline + 1, words))

    def run(self, element: etree._Element) -> None:
        """A run; one with a footnote's reference is its call, and its text, if any, the mark."""
        own = element.find(f"{W}rPr/{W}vanish")
        style = self.style(element, f"{W}rPr/{W}rStyle")
        tiny = 0 < int(value(element.find(f"{W}rPr/{W}sz")) or 0) < SMALLEST
        outer = self.hidden
        self.hidden = outer or tiny or (style.hidden if own is None else switched_on(own))
        reference = element.find(f"{W}footnoteReference")
        if reference is not None and not self.hidden:
            self.call(element, reference)
        elif element.find(f"{W}footnoteRef") is None and not self.is_mark(style):
            # what remains of the run that repeats the mark in the note is no text of the note
            self.walk(element)
        self.hidden = outer

    def is_mark(self, style: Style) -> bool:
        """Whether a run repeats the mark in front of the note's text."""
        begins = not self.stream.words and not self.stream.has_text
        return self.part == FOOTNOTES and begins and style.name.lower() == "footnote reference"

    def call(self, run: etree._Element, reference: etree._Element) -> None:
        if reference.get(f"{W}customMarkFollows", "0") not in OFF:
            mark = "".join(letters(part) for part in run.iter(f"{W}t", f"{W}sym"))
        else:
            self.numbered += 1
            mark = str(self.numbered)
        self.notes.setdefault(reference.get(f"{W}id", ""), mark)
        self.stream.calls.append(ReadCall(mark, self.stream.edge()))

    def text(self, text: str) -> None:
        if self.hidden or any(not f.shows for f in self.fields):
            return
        if self.fields and self.fields[-1].name == "NOTEREF":
            self.fields[-1].result.append(text)
        else:
            self.stream.text(text)

    def field_mark(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
            self.field_begins(self.fields[-1])
        elif kind == "end" and self.fields:
            self.field_ends(self.fields.pop())

    def simple_field(self, element: etree._Element) -> None:
        self.fields.append(Field(element.get(f"{W}instr", ""), shows=True))
        self.field_begins(self.fields[-1])
        self.walk(element)
        self.field_ends(self.fields.pop())

    def field_begins(self, shown: Field) -> None:
        words = shown.code.split()
        if shown.name in ("REF", "PAGEREF", "NOTEREF") and len(words) > 1:
            self.anchors.append(words[1])
        if shown.name == "REF":
            self.stream.references.append(words[1])
        if shown.name == "HYPERLINK" and len(words) > 1:
            self.target(words[1].strip('"'))

    def field_ends(self, shown: Field) -> None:
        if shown.name == "NOTEREF":
            self.stream.calls.append(ReadCall("".join(shown.result).strip(), self.stream.edge()))

    def hyperlink(self, element: etree._Element) -> None:
        target, outside = self.links.get(element.get(f"{R}id", ""), ("", False))
        if element.get(f"{W}anchor") and not outside:
            self.anchors.append(element.get(f"{W}anchor", ""))
            self.stream.references.append(self.anchors[-1])
        fragment = element.get(f"{W}anchor") if outside else None
        self.target(f"{target}#{fragment}" if fragment else target)
        self.walk(element)

    def target(self, target: str) -> None:
        if target.startswith(EXTERNAL):
            self.stream.links.append(target)

    def table(self, element: etree._Element) -> None:
        self.stream.edge()
        self.stream.table()
        self.walk(element)
        self.stream.table_ends()

    def row(self, element: etree._Element) -> None:
        """A row of a table; one that is hidden or deleted isn't there."""
        if not any(switched_on(element.find(f"{W}trPr/{W}{name}")) for name in ("hidden", "del")):
            self.stream.row(heads=switched_on(element.find(f"{W}trPr/{W}tblHeader")))
            self.walk(element)

    def cell(self, element: etree._Element) -> None:
        start = self.stream.edge()
        self.walk(element)
        self.stream.cell(self.stream.since(start))

    def drawing(self, element: etree._Element) -> None:
        """A picture, its vector form when it has one; one marked as decoration is none."""
        self.walk(element)  # a text box may stand in a drawing
        shown = None if self.hidden else picture_of(element, self.package, self.links)
        if shown is not None:
            self.stream.images.append(shown)

    def captioned(self) -> list[ReadImage]:
        """The images, each with the caption paragraphs that follow its own, or else precede it."""
        found: list[ReadImage] = []
        images = iter(self.stream.images)
        for index, (_, _, _, count) in enumerate(self.paragraphs):
            caption = self._captions(index + 1, 1) or self._captions(index - 1, -1)
            found += [replace(next(images), caption=caption) for _ in range(count)]
        return found

    def _captions(self, index: int, step: int) -> tuple[str, ...]:
        """The words of the unbroken run of caption paragraphs from here on."""
        words: tuple[str, ...] = ()
        while 0 <= index < len(self.paragraphs) and self.paragraphs[index][0] in CAPTIONS:
            _, start, end, _ = self.paragraphs[index]
            here = tuple(self.stream.words[start:end])
            words = words + here if step > 0 else here + words
            index += step
        return words


VISITS: Mapping[str, Callable[[_Reader, etree._Element], None]] = {
    f"{W}p": _Reader.paragraph,
    f"{W}r": _Reader.run,
    f"{W}t": _Reader.characters,
    f"{M}t": _Reader.characters,
    **dict.fromkeys(TEXTS, _Reader.characters),
    f"{W}sym": _Reader.symbol,
    f"{W}instrText": _Reader.field_code,
    f"{W}fldChar": _Reader.field_mark,
    f"{W}fldSimple": _Reader.simple_field,
    f"{W}hyperlink": _Reader.hyperlink,
    f"{W}sdt": _Reader.content_control,
    f"{W}tbl": _Reader.table,
    f"{W}tr": _Reader.row,
    f"{W}tc": _Reader.cell,
    f"{WP}inline": _Reader.drawing,
    f"{WP}anchor": _Reader.drawing,
}
