"""Read an EPUB back: its pages in spine order, as a reader would meet them.

What repeats other text is left out: the navigation document, and the cover (a picture of the
title). Leaving out is safe: a word that stood there only would be missed. Text that can't be seen
or heard is not in the book: hidden by an attribute, by a style or by the style sheet, or hidden
from assistive technology.

Notes are elements with the role doc-footnote, their calls links with the role doc-noteref, the
ways back links with the role doc-backlink (DPUB-ARIA 1.1).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree

from briefbuild.verify.hidden import hidden_by_style
from briefbuild.verify.inventory import EXTERNAL
from briefbuild.verify.list_marks import ListMarks
from briefbuild.verify.looks import digest_of, look_of
from briefbuild.verify.reading import ReadCall, ReadHeading, ReadImage, Reading
from briefbuild.verify.stream import Stream

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins"}
    | {"kbd", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "var", "wbr"}
)
MIMETYPE = b"application/epub+zip"
DESCRIBED = re.compile(
    rb"(<svg\b[^>]*>)(?:<title>[^<]*</title>)?<desc>([^<]*)</desc>"
    rb"(?:<style>(?:@font-face \{[^{}]*\}\s*)+</style>)?"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SILENT = frozenset({"script", "style", "template", "head", "title", "noscript", "object"})


def read(path: Path) -> Reading:
    """The book's contents. Raises OSError, KeyError, ValueError or zipfile.BadZipFile, or
    lxml.etree.XMLSyntaxError when it is no EPUB."""
    with zipfile.ZipFile(path) as book:
        files = {name: book.read(name) for name in book.namelist()}
        faults = [*_container_faults(book)]
    pages = pages_of(files)
    reader = PageReader(files)
    anchors: dict[str, set[str]] = {}
    for name, root in pages.items():
        anchors[name] = {str(e.get("id")) for e in root.iter() if e.get("id")}
        reader.page(name, root)
    faults += [
        {"item": target, "reason": f"is linked to in {page} but is not in the book"}
        for page, target in reader.internal
        if not _leads(page, target, anchors, files)
    ]
    return replace(reader.stream.reading(), faults=tuple(faults))


def _container_faults(book: zipfile.ZipFile) -> Iterator[dict[str, str]]:
    """How the package breaks OCF 3.3, 4.2.2: some readers know an EPUB by its first bytes only."""
    first = book.infolist()[0]
    if first.filename != "mimetype":
        yield {
            "item": "mimetype",
            "reason": f"is not the package's first file: {first.filename} is",
        }
    elif first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield {"item": "mimetype", "reason": "is compressed, or has an extra field"}
    elif book.read(first) != MIMETYPE:
        yield {"item": "mimetype", "reason": f"does not hold {MIMETYPE.decode()}"}


def _parse(data: bytes) -> etree._Element:
    """XML without network, entities or a DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def pages_of(files: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """The documents of the spine in order, without navigation and cover."""
    container = _parse(files["META-INF/container.xml"])
    opf = str(next(container.iter(CONTAINER)).get("full-path"))
    package = _parse(files[opf])
    items = {str(item.get("id")): item for item in package.iter(f"{OPF}item")}
    pages: dict[str, etree._Element] = {}
    for reference in package.iter(f"{OPF}itemref"):
        item = items[str(reference.get("idref"))]
        if "nav" in (item.get("properties") or "").split():
            continue
        name = beside(opf, str(item.get("href")))
        root = _parse(files[name])
        body = root.find(f"{XHTML}body")
        if body is not None and not _is_cover(body):
            pages[name] = root
    return pages


def _is_cover(body: etree._Element) -> bool:
    types = [e.get(EPUB_TYPE) or "" for e in (body, *body)]
    return any("cover" in text.split() for text in types)


def beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target)))


def _leads(
    page: str, target: str, anchors: Mapping[str, set[str]], files: Mapping[str, bytes]
) -> bool:
    """Whether a link within the book leads somewhere."""
    file, fragment = urldefrag(target)
    name = beside(page, file) if file else page
    return unquote(fragment) in anchors.get(name, set()) if fragment else name in files


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
        self.name = ""
        self.hidden: set[etree._Element] = set()
        self.descriptions: dict[str, etree._Element] = {}
        self.marks: ListMarks | None = None

    def page(self, name: str, root: etree._Element) -> None:
        self.name = name
        sheets = _sheets(root, name, self.files)
        self.hidden = hidden_by_style(root, sheets)
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
            self.internal.append((self.name, element.get("href") or ""))
            to.calls.append(ReadCall(text_of(element).strip(), to.edge()))
        elif tag in HEADINGS:
            start = to.edge()
            self.content(element, to)
            to.headings.append(ReadHeading(HEADINGS[tag], to.since(start)))
        elif tag == "figure":
            self.figure(element, to)
        elif tag in ("img", f"{SVG}svg"):
            self.image(element, to)
        elif tag in INLINE:
            self.link(element, to)
            self.content(element, to)
        else:
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
        unseen = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        return unseen or element in self.hidden

    def link(self, element: etree._Element, to: Stream) -> None:
        target = element.get("href")
        if target and target.startswith(EXTERNAL):
            to.links.append(target)
        elif target:
            self.internal.append((self.name, target))

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
        if element.get("role") in ("presentation", "none"):
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
                yield text_of(child).strip()

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
        body.edge()
        self.content(element, body)
        self.stream.note(marks[0] if marks else "", body)


def _sheets(root: etree._Element, page: str, files: Mapping[str, bytes]) -> list[str]:
    linked = [
        files.get(beside(page, link.get("href") or ""), b"").decode("utf-8", "replace")
        for link in root.iter(f"{XHTML}link")
        if "stylesheet" in (link.get("rel") or "")
    ]
    return linked + [text_of(style) for style in root.iter(f"{XHTML}style")]
