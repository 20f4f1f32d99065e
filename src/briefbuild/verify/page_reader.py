"""A page of an EPUB, or a web page parsed as XHTML, read as a reader would meet it.

Text that can't be seen or heard is not in the book: hidden by an attribute, by a style or by the
style sheet, or hidden from assistive technology.

Notes are elements with the role doc-footnote, their calls links with the role doc-noteref, the
ways back links with the role doc-backlink (DPUB-ARIA 1.1).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from lxml import etree

from briefbuild.verify.inventory import EXTERNAL
from briefbuild.verify.list_marks import ListMarks
from briefbuild.verify.looks import digest_of, look_of
from briefbuild.verify.reading import ReadCall, ReadHeading, ReadImage
from briefbuild.verify.stream import Stream
from briefbuild.verify.visibility.hidden import style_of

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins"}
    | {"kbd", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "var", "wbr"}
)
DESCRIBED = re.compile(
    rb"(<svg\b[^>]*>)(?:<title>[^<]*</title>)?<desc>([^<]*)</desc>"
    rb"(?:<style>(?:@font-face \{[^{}]*\}\s*)+</style>)?"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SMALLEST = 6
"""CSS pixels of a picture's side: smaller ones aren't seen."""
SILENT = frozenset({"script", "style", "template", "head", "title", "noscript", "object"})


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target)))


def undescribed(drawing: bytes, alternative: str) -> bytes:
    """A drawing without its name, its own letters and its description, where that is right."""
    match = DESCRIBED.search(drawing)
    if match is None or unescape(match[2].decode("utf-8", "replace")) != alternative:
        return drawing
    return drawing[: match.end(1)] + drawing[match.end() :]


class PageReader:
    """Walks pages, parsed as XHTML, into one stream; `files` are those that pages ask for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.stream = Stream()
        self.internal: list[tuple[str, str]] = []
        self.calls: list[tuple[str, str]] = []
        """The mark of each call or way back, and the id that it leads to."""
        self.marked: dict[str, str] = {}
        """The mark of the note, or of the call, that has this id."""
        self.name = ""
        self.hidden: set[etree._Element] = set()
        self.faults: list[dict[str, str]] = []
        self.styled: list[dict[str, str]] = []
        """What the style hides, or may."""
        self.descriptions: dict[str, etree._Element] = {}
        self.marks: ListMarks | None = None

    def page(self, name: str, root: etree._Element) -> None:
        self.name = name
        sheets = _sheets(root, name, self.files)
        style = style_of(root, sheets)
        self.hidden = style.hidden
        self.faults += [{"item": text, "reason": "is put in by the style"} for text in style.added]
        told = {(fault["selector"], fault["declaration"]) for fault in self.styled}
        self.styled += [f for f in style.faults if (f["selector"], f["declaration"]) not in told]
        self.marks = ListMarks(root, sheets)
        asked = {str(e.get("aria-details")) for e in root.iter(f"{XHTML}img")}
        named = ((str(e.get("id")), e) for e in root.iter(f"{XHTML}*"))
        self.descriptions = {id: e for id, e in named if id in asked - {"None"}}
        self.element(root.find(f"{XHTML}body"), self.stream)
        self.stream.edge()

    def element(self, element: etree._Element | None, to: Stream) -> None:
        """An element's text, and what it is."""
        if element is None or not isinstance(element.tag, str) or self.is_hidden(element):
            return
        tag = element.tag.removeprefix(XHTML)
        role = element.get("role") or ""
        if tag in SILENT or role == "doc-backlink" or element.get("id") in self.descriptions:
            return
        if role == "doc-footnote":
            self.note(element)
        elif role == "doc-noteref":
            mark = text_of(element).strip()
            self.internal.append((self.name, element.get("href") or ""))
            self.calls.append((mark, _fragment(element)))
            self.marked[element.get("id") or ""] = mark
            to.calls.append(ReadCall(mark, to.edge()))
        elif tag in HEADINGS:
            start = to.edge()
            self.content(element, to)
            to.headings.append(ReadHeading(HEADINGS[tag], to.since(start)))
        elif tag == "figure":
            self.figure(element, to)
        elif tag in ("img", f"{SVG}svg"):
            self.image(element, to)
        elif tag in ("table", "tr", "td", "th"):
            self.table(tag, element, to)
        elif tag in INLINE:
            self.link(element, to)
            self.content(element, to)
        else:
            self.block(tag, element, to)

    def block(self, tag: str, element: etree._Element, to: Stream) -> None:
        """An element that begins and ends a line; an item of a list with its number."""
        to.edge()
        number = self.marks.of(element) if self.marks and tag == "li" else None
        if number is not None:
            to.number(number)
        self.content(element, to)
        to.edge()

    def content(self, element: etree._Element, to: Stream) -> None:
        to.text(element.text or "")
        for child in element:
            self.element(child, to)
            to.text(child.tail or "")

    def is_hidden(self, element: etree._Element) -> bool:
        """Whether it, and all in it, can't be seen or heard; what is folded up is hidden too, if it
        isn't a picture's description."""
        unseen = element.get("hidden") is not None or element.get("inert") is not None
        folded = element.tag == f"{XHTML}details" and element.get("open") is None
        if folded and element.get("id") not in self.descriptions:
            return True
        return unseen or element.get("aria-hidden") == "true" or element in self.hidden

    def link(self, element: etree._Element, to: Stream) -> None:
        target = element.get("href")
        if target and target.startswith(EXTERNAL):
            to.links.append(target)
        elif target:
            self.internal.append((self.name, target))
            to.references.append(_fragment(element))

    def table(self, tag: str, element: etree._Element, to: Stream) -> None:
        """A table, or a part of one, with what stands in its cells."""
        start = to.edge()
        if tag == "table":
            to.table()
        elif tag == "tr":
            to.row(heads=str(getattr(element.getparent(), "tag", "")) == f"{XHTML}thead")
        self.content(element, to)
        if tag in ("td", "th"):
            to.cell(to.since(start))
        elif tag == "table":
            to.table_ends()
        to.edge()

    def figure(self, element: etree._Element, to: Stream) -> None:
        """A figure: the caption belongs to the pictures within."""
        first = len(to.images)
        caption: tuple[str, ...] = ()
        to.edge()
        for child in element:
            start = to.edge()
            self.element(child, to)
            if child.tag == f"{XHTML}figcaption":
                caption += to.since(start)
        to.edge()
        to.images[first:] = [replace(image, caption=caption) for image in to.images[first:]]

    def image(self, element: etree._Element, to: Stream) -> None:
        """A picture; one that says it is decoration (no role, no text) is none."""
        if element.get("role") in ("presentation", "none") or _is_tiny(element):
            return
        if element.tag == f"{SVG}svg":
            to.images.append(ReadImage(element.get("aria-label") or "", None))
            return
        data = self.files.get(beside(self.name, element.get("src") or ""), b"")
        alt = element.get("alt") or ""
        forms = tuple(digest_of(undescribed(form, alt)) for form in self.forms(element))
        told = " ".join([alt, *self.description(element)])
        to.images.append(ReadImage(told, digest_of(data), (), look_of(data), forms))

    def description(self, image: etree._Element) -> Iterator[str]:
        """What a picture's long description says, without the line that names it."""
        found = self.descriptions.get(image.get("aria-details") or "")
        for child in () if found is None or self.is_hidden(found) else found:
            if child.tag != f"{XHTML}summary" and not self.is_hidden(child):
                yield "".join(self.seen(child)).strip()

    def seen(self, element: etree._Element) -> Iterator[str]:
        """An element's text, without what is hidden in it."""
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str) and not self.is_hidden(child):
                yield from self.seen(child)
            yield child.tail or ""

    def forms(self, image: etree._Element) -> Iterator[bytes]:
        """What a reader may show instead of an image."""
        sources = image.itersiblings(f"{XHTML}source", preceding=True)
        for address in (source.get("srcset") or "" for source in sources):
            yield self.files.get(beside(self.name, address), b"")

    def note(self, element: etree._Element) -> None:
        body = Stream()
        back = [e for e in element.iter() if e.get("role") == "doc-backlink"]
        marks = [text_of(e).strip() for e in back[:1] if not self.is_hidden(e)]
        self.internal += [(self.name, e.get("href") or "") for e in back]
        mark = marks[0] if marks else ""
        self.calls += [(mark, _fragment(e)) for e in back]
        self.marked[element.get("id") or ""] = mark
        body.edge()
        self.content(element, body)
        self.stream.note(mark, body)

    def misled(self) -> Iterator[dict[str, str]]:
        """Calls that lead to another note than their own, and ways back to another note's call."""
        for mark, target in self.calls:
            other = self.marked.get(target, mark)
            if other != mark:
                yield {"item": f"note {mark}", "reason": f"leads from or to note {other}"}


def _fragment(link: etree._Element) -> str:
    return unquote((link.get("href") or "").partition("#")[2])


def _is_tiny(image: etree._Element) -> bool:
    """Whether a picture's own attributes leave nothing of it."""
    sizes = (image.get(name) or "" for name in ("width", "height"))
    return any(size.isdigit() and int(size) < SMALLEST for size in sizes)


def _sheets(root: etree._Element, page: str, files: Mapping[str, bytes]) -> list[str]:
    linked = [
        files.get(beside(page, link.get("href") or ""), b"").decode("utf-8", "replace")
        for link in root.iter(f"{XHTML}link")
        if "stylesheet" in (link.get("rel") or "")
    ]
    return linked + [text_of(style) for style in root.iter(f"{XHTML}style")]
