"""What is mended in the EPUB that pandoc wrote.

pandoc 3.9 leaves: pages titled by their file names, links to figures in other files broken, notes
as plain divisions within the last subsection, the title before the masthead (`parts` says
why), marks of notes in the contents, no landmark of the text, and captions hidden that equal their
pictures' words. Each is put right here, on the parsed pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from posixpath import relpath

from lxml import etree

from briefbuild.render.addresses import open_addresses
from briefbuild.render.epub.accessibility import EPUB, XHTML, heading_text
from briefbuild.render.epub.package import NAV, ROOT, Package, Page
from briefbuild.render.epub.parts import TITLE_PLACE
from briefbuild.render.whole_words import hold_hyphens

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BACK_MATTER = ("acknowledgements", "about-authors", "colophon")


def mend(package: Package, words: Mapping[str, str]) -> None:
    """Put right, in place, what pandoc leaves; `words` are the house's fixed words."""
    _name_languages(package.nav)
    for page in package.pages.values():
        _name_languages(page)
        _restore_title(page)
        _place_notes(page)
        _name_page(page)
        open_addresses(page)
        hold_hyphens(page)
    _mend_links(package.pages)
    _mend_entries(package)
    _mend_nav(package, words)


def _name_languages(page: Page) -> None:
    """Languages as XML knows them too: some reading systems know one attribute, some the other."""
    for element in page.iter(f"{XHTML}*"):
        if language := element.get("lang"):
            element.set(XML_LANG, language)


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


def _mend_entries(package: Package) -> None:
    """Entries of the contents without the marks of notes called in headings."""
    headings = {
        f"{relpath(name, ROOT)}#{section.get('id')}": heading_text(section[0])
        for name, page in package.pages.items()
        for section in page.iter(f"{XHTML}section")
        if len(section) and section[0].find(".//*[@role='doc-noteref']") is not None
    }
    for entry in package.nav.iter(f"{XHTML}a"):
        if str(entry.get("href")) in headings:
            entry[:] = []
            entry.text = headings[str(entry.get("href"))]


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
    for kind, known, label in [
        ("cover", "cover", words["cover"]),
        ("frontmatter", "titlepage", words["title_page"]),
        ("bodymatter", "bodymatter", ""),
    ]:
        if kind in first:
            page = package.pages[first[kind]]
            title = str(next(page.iter(f"{XHTML}title")).text)
            entries.append((known, first[kind], "", label or title))
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
