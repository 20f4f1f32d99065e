"""An EPUB's parts, taken out of pandoc's archive and packed into the finished one.

The package document is made here as a whole: pandoc's holds unchecked claims of accessibility and
times of its own. The archive's order, dates and permissions are fixed.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from posixpath import relpath
from zlib import Z_BEST_COMPRESSION

from lxml import etree

from briefbuild.render.epub.accessibility import XHTML
from briefbuild.render.epub.cover import Cover
from briefbuild.render.epub.metadata import IDENTIFIER, OPF

ROOT = "EPUB"
PACKAGE, NAV, NCX = (f"{ROOT}/{name}" for name in ("content.opf", "nav.xhtml", "toc.ncx"))
COVER_PAGE, COVER_IMAGE = "text/cover.xhtml", "media/cover.png"
COVER_DRAWING = "media/cover.svg"
MEDIA_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}
FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip entry can bear

Page = etree._Element


@dataclass(frozen=True)
class Package:
    """An EPUB's parts: parsed pages in reading order, the navigation, and all other files."""

    pages: dict[str, Page]
    """By path in the archive; the order is that of the spine."""
    nav: Page
    files: dict[str, bytes]


def unpack(data: bytes) -> Package:
    """The parts of the EPUB that pandoc wrote; its package document is made anew in
    `package_document`."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(n for n in files if n.startswith(f"{ROOT}/text/") and n.endswith(".xhtml"))
    pages = {name: parsed(files.pop(name)) for name in names}
    nav = parsed(files.pop(NAV))
    del files[PACKAGE]
    return Package(pages, nav, files)


def parsed(data: bytes) -> Page:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def add_cover(package: Package, cover: Cover, title: str, language: str) -> Package:
    """The same package with a cover page before all others: the drawing, or else its pixels."""
    page = parsed(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        b'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">\n'
        b'<head>\n  <meta charset="utf-8" />\n  <title></title>\n'
        b'  <link rel="stylesheet" type="text/css" href="../styles/stylesheet1.css" />\n</head>\n'
        b'<body epub:type="cover" class="cover">\n<img role="doc-cover" />\n</body>\n</html>'
    )
    page.set("lang", language)
    page.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    next(page.iter(f"{XHTML}title")).text = title
    picture = next(page.iter(f"{XHTML}img"))
    picture.set("src", "../" + COVER_IMAGE)
    picture.set("alt", cover.words)
    prefer_drawing(picture, "../" + COVER_DRAWING)
    pages = {f"{ROOT}/{COVER_PAGE}": page, **package.pages}
    files = {f"{ROOT}/{COVER_IMAGE}": cover.pixels, f"{ROOT}/{COVER_DRAWING}": cover.drawing}
    return Package(pages, package.nav, {**package.files, **files})


def prefer_drawing(image: Page, address: str) -> None:
    """Put an `img` into a `picture` that has an SVG at an address for readers that can draw it."""
    parent = image.getparent()
    assert parent is not None
    picture = etree.Element(f"{XHTML}picture")
    parent.replace(image, picture)
    picture.tail, image.tail = image.tail, None
    etree.SubElement(picture, f"{XHTML}source", type="image/svg+xml", srcset=address)
    picture.append(image)


def package_document(package: Package, metadata: Page, language: str) -> bytes:
    """The package document: metadata, every file in the manifest, the pages in the spine."""
    root = etree.Element(f"{{{OPF}}}package", nsmap={None: OPF}, version="3.0")
    root.set("unique-identifier", IDENTIFIER)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    root.append(metadata)
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    inside = [*package.pages, NAV, *package.files]
    for name in sorted(n for n in inside if n.startswith(f"{ROOT}/")):
        href = relpath(name, ROOT)
        item = etree.SubElement(manifest, f"{{{OPF}}}item", id=_item_id(href), href=href)
        item.set("media-type", MEDIA_TYPES[PurePosixPath(name).suffix])
        properties = {NAV: "nav", f"{ROOT}/{COVER_IMAGE}": "cover-image"}.get(name)
        if properties:
            item.set("properties", properties)
    spine = etree.SubElement(root, f"{{{OPF}}}spine", toc=_item_id("toc.ncx"))
    cover, title_page, *text = package.pages
    for name in (cover, title_page, NAV, *text):
        etree.SubElement(spine, f"{{{OPF}}}itemref", idref=_item_id(relpath(name, ROOT)))
    etree.indent(root)
    return serialised(root)


def _item_id(href: str) -> str:
    return "item-" + "".join(c if c.isalnum() else "-" for c in href)


def serialised(root: Page) -> bytes:
    doctype = "<!DOCTYPE html>" if root.tag == f"{XHTML}html" else None
    return etree.tostring(root, doctype=doctype, xml_declaration=True, encoding="UTF-8")


def pack(package: Package, opf: bytes) -> bytes:
    """The finished archive: `mimetype` first and stored (OCF 3.3, §4.3), then all by name."""
    files = {
        **package.files,
        **{name: serialised(page) for name, page in package.pages.items()},
        NAV: serialised(package.nav),
        PACKAGE: opf,
    }
    mimetype = files.pop("mimetype")
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        _store(archive, "mimetype", mimetype, zipfile.ZIP_STORED)
        for name in sorted(files):
            _store(archive, name, files[name], zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _store(archive: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    """One entry with a fixed date, system and permissions, whatever machine writes it."""
    entry = zipfile.ZipInfo(name, FIRST_ZIP_DATE)
    entry.create_system = 3  # Unix, whose permissions follow
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, how, Z_BEST_COMPRESSION)
