"""What is mended after pandoc wrote the EPUB, and how the finished parts are packed.

pandoc 3.9 leaves: pages titled by their file names, links to figures in other files broken, notes
as plain divisions within the last subsection, its own heading order in the title page, no landmark
of the body, unchecked claims of accessibility, and random or machine-made values. Each is put
right here, on the parsed pages; the package document's metadata is replaced as a whole.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from posixpath import relpath
from zlib import Z_BEST_COMPRESSION

from lxml import etree

from briefbuild.render.epub_accessibility import EPUB, XHTML, heading_text
from briefbuild.render.epub_metadata import IDENTIFIER, OPF, Book
from briefbuild.render.epub_parts import TITLE_PLACE

ROOT = "EPUB"
PACKAGE, NAV = f"{ROOT}/content.opf", f"{ROOT}/nav.xhtml"
COVER_PAGE, COVER_IMAGE = "text/cover.xhtml", "media/cover.png"
MEDIA_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}
FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip entry can bear
BACK_MATTER = ("acknowledgements", "about-authors", "colophon")

Page = etree._Element


@dataclass(frozen=True)
class Package:
    """An EPUB's parts: parsed pages in reading order, the navigation, and all other files."""

    pages: dict[str, Page]
    """By path in the archive; the order is that of the spine."""
    nav: Page
    files: dict[str, bytes]


def unpack(data: bytes) -> Package:
    """The parts of the EPUB that pandoc wrote; its package document is made anew in `pack`."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(n for n in files if n.startswith(f"{ROOT}/text/") and n.endswith(".xhtml"))
    pages = {name: parsed(files.pop(name)) for name in names}
    nav = parsed(files.pop(NAV))
    del files[PACKAGE]
    return Package(pages, nav, files)


def parsed(data: bytes) -> Page:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def mend(package: Package, words: Mapping[str, str]) -> None:
    """Put right, in place, what pandoc leaves; `words` are the house's fixed words."""
    for page in package.pages.values():
        _restore_title(page)
        _place_notes(page)
        _name_page(page)
    _mend_links(package.pages)
    _mend_nav(package, words)


def add_cover(package: Package, image: bytes, alternative: str, book: Book) -> Package:
    """The same package with a cover page before all others."""
    page = parsed(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        b'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">\n'
        b'<head>\n  <meta charset="utf-8" />\n  <title></title>\n'
        b'  <link rel="stylesheet" type="text/css" href="../styles/stylesheet1.css" />\n</head>\n'
        b'<body epub:type="cover" class="cover">\n<img role="doc-cover" />\n</body>\n</html>'
    )
    page.set("lang", book.language)
    page.set("{http://www.w3.org/XML/1998/namespace}lang", book.language)
    next(page.iter(f"{XHTML}title")).text = book.title
    picture = next(page.iter(f"{XHTML}img"))
    picture.set("src", "../" + COVER_IMAGE)
    picture.set("alt", alternative)
    pages = {f"{ROOT}/{COVER_PAGE}": page, **package.pages}
    return Package(pages, package.nav, {**package.files, f"{ROOT}/{COVER_IMAGE}": image})


def _restore_title(page: Page) -> None:
    """The title's heading from the front, where pandoc needs it, to its place in the title page."""
    place = next(iter(_with_class(page, "div", TITLE_PLACE)), None)
    if place is None:
        return
    heading = next(page.iter(f"{XHTML}h1"))
    _take_out(heading)
    heading.tail = place.tail
    parent = place.getparent()
    assert parent is not None
    parent.replace(place, heading)


def _place_notes(page: Page) -> None:
    """Notes as asides at the end of the file's section, after its subsections."""
    calls = [a for a in page.iter(f"{XHTML}a") if a.get("role") == "doc-noteref"]
    for call in calls:
        call.set(f"{EPUB}type", "noteref")
    notes = [d for d in page.iter(f"{XHTML}div") if d.get("role") == "doc-footnote"]
    if not notes:
        return
    section = next(page.iter(f"{XHTML}section"))
    group = etree.SubElement(section, f"{XHTML}div", {"class": "notes"})
    group.text, group.tail = "\n", "\n"
    for note in notes:
        _take_out(note)
        note.tag = f"{XHTML}aside"
        note.set(f"{EPUB}type", "footnote")
        note.tail = "\n"
        group.append(note)


def _name_page(page: Page) -> None:
    """The page's title from its heading; what kind of matter it is; no empty style element."""
    heading = next(page.iter(f"{XHTML}h1"), None)
    title = next(page.iter(f"{XHTML}title"))
    if heading is not None:
        title.text = heading_text(heading)
    for style in list(page.iter(f"{XHTML}style")):
        _take_out(style)
    for caption in page.iter(f"{XHTML}figcaption"):
        caption.attrib.pop("aria-hidden", None)  # pandoc hides a caption that equals its picture's
    body, section = next(page.iter(f"{XHTML}body")), next(page.iter(f"{XHTML}section"), None)
    classes = str(section.get("class")).split() if section is not None else []
    if "title" in classes:
        body.set(f"{EPUB}type", "frontmatter")
    elif any(name in classes for name in BACK_MATTER):
        body.set(f"{EPUB}type", "backmatter")


def _mend_links(pages: Mapping[str, Page]) -> None:
    """Links to an id lead to the file that holds it: pandoc knows only those of headings."""
    homes = {
        str(e.get("id")): name
        for name, page in pages.items()
        for e in page.iter(etree.Element)
        if e.get("id")
    }
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a"):
            _, mark, id = str(link.get("href", "")).partition("#")
            if mark and "://" not in str(link.get("href")) and id in homes:
                file = relpath(homes[id], str(PurePosixPath(name).parent))
                link.set("href", f"#{id}" if homes[id] == name else f"{file}#{id}")


def _mend_nav(package: Package, words: Mapping[str, str]) -> None:
    """“Contents” as its heading; landmarks for the beginning of the text and the contents."""
    nav = package.nav
    contents = words["contents"]
    next(nav.iter(f"{XHTML}title")).text = contents
    for style in list(nav.iter(f"{XHTML}style")):
        _take_out(style)
    for part in list(nav.iter(f"{XHTML}nav")):
        if part.get(f"{EPUB}type") == "landmarks":
            _take_out(part)
    body = next(nav.iter(f"{XHTML}body"))
    heading = next(nav.iter(f"{XHTML}h1"))
    heading.text = contents
    matter = {name: _matter(page) for name, page in package.pages.items()}
    first = {kind: name for name, kind in reversed(matter.items())}
    entries = [("toc", NAV, "#toc", contents)]
    for kind in ("cover", "frontmatter", "bodymatter"):
        if kind in first:
            page = package.pages[first[kind]]
            label = str(next(page.iter(f"{XHTML}title")).text)
            known = "titlepage" if kind == "frontmatter" else kind
            entries.append((known, first[kind], "", label))
    landmarks = etree.SubElement(body, f"{XHTML}nav", {f"{EPUB}type": "landmarks", "hidden": ""})
    ordered = etree.SubElement(landmarks, f"{XHTML}ol")
    for kind, name, id, label in entries:
        item = etree.SubElement(ordered, f"{XHTML}li")
        entry = etree.SubElement(item, f"{XHTML}a", {f"{EPUB}type": kind})
        entry.set("href", relpath(name, ROOT) + id)
        entry.text = label
    etree.indent(landmarks)


def _matter(page: Page) -> str:
    return str(next(page.iter(f"{XHTML}body")).get(f"{EPUB}type", ""))


def _with_class(page: Page, tag: str, name: str) -> list[Page]:
    return [e for e in page.iter(f"{XHTML}{tag}") if name in str(e.get("class", "")).split()]


def _take_out(element: Page) -> None:
    """Remove an element and the white space after it; text after it would be lost, so none is."""
    parent = element.getparent()
    assert parent is not None
    assert not (element.tail or "").strip()
    parent.remove(element)


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
    for name in package.pages:
        etree.SubElement(spine, f"{{{OPF}}}itemref", idref=_item_id(relpath(name, ROOT)))
    # The contents are the reader's own list, yet a landmark may lead only to a page of the spine.
    etree.SubElement(spine, f"{{{OPF}}}itemref", idref=_item_id("nav.xhtml"), linear="no")
    etree.indent(root)
    return _serialised(root)


def _item_id(href: str) -> str:
    return "item-" + "".join(c if c.isalnum() else "-" for c in href)


def _serialised(root: Page) -> bytes:
    doctype = "<!DOCTYPE html>" if root.tag == f"{XHTML}html" else None
    return etree.tostring(root, doctype=doctype, xml_declaration=True, encoding="UTF-8")


def pack(package: Package, opf: bytes) -> bytes:
    """The finished archive: `mimetype` first and stored (OCF 3.3, §4.3), then all by name."""
    files = {
        **package.files,
        **{name: _serialised(page) for name, page in package.pages.items()},
        NAV: _serialised(package.nav),
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
