"""Read an EPUB back: its pages in spine order, as a reader would meet them.

What repeats other text is left out: the navigation document, and the cover (a picture of the
title). Leaving out is safe: a word that stood there only would be missed. So is a page to which who
reads on doesn't come (`linear="no"`, EPUB 3.3, 5.7.2).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree

from briefbuild.verify.page_reader import XHTML, PageReader, beside
from briefbuild.verify.reading import Reading

OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
MIMETYPE = b"application/epub+zip"


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
    return replace(
        reader.stream.reading(),
        faults=(*faults, *reader.faults, *reader.misled()),
        styled=tuple(reader.styled),
    )


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


def pages_of(files: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """The documents of the spine in order, without navigation and cover."""
    container = _parse(files["META-INF/container.xml"])
    opf = str(next(container.iter(CONTAINER)).get("full-path"))
    package = _parse(files[opf])
    items = {str(item.get("id")): item for item in package.iter(f"{OPF}item")}
    pages: dict[str, etree._Element] = {}
    for reference in package.iter(f"{OPF}itemref"):
        item = items[str(reference.get("idref"))]
        if "nav" in (item.get("properties") or "").split() or reference.get("linear") == "no":
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


def _leads(
    page: str, target: str, anchors: Mapping[str, set[str]], files: Mapping[str, bytes]
) -> bool:
    """Whether a link within the book leads somewhere."""
    file, fragment = urldefrag(target)
    name = beside(page, file) if file else page
    return unquote(fragment) in anchors.get(name, set()) if fragment else name in files
