"""The contents for reading systems of EPUB 2 (toc.ncx), made from the navigation document.

So both have the same entries, levels and pages, and depth and counts are those of what stands in it
(ANSI/NISO Z39.86-2005, 8.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefbuild.render.epub.accessibility import EPUB, XHTML
from briefbuild.render.epub.package import NCX, Package, Page, serialised

NAMESPACE = "http://www.daisy.org/z3986/2005/ncx/"


def put_ncx(package: Package, title: str, identifier: str) -> None:
    """Write the file anew, in place; the navigation has its page list already."""
    root = etree.Element(f"{{{NAMESPACE}}}ncx", nsmap={None: NAMESPACE}, version="2005-1")
    head = _add(root, "head")
    _labelled(_add(root, "docTitle"), title)
    points = _add(root, "navMap")
    for number, (parent, entry) in enumerate(_nested(_list(package.nav, "toc"), points), 1):
        parent.set("id", f"navPoint-{number}")
        _labelled(_add(parent, "navLabel"), _words(entry))
        _add(parent, "content", src=str(entry.get("href")))
    pages = [a for ordered in _list(package.nav, "page-list") for a in ordered.iter(f"{XHTML}a")]
    if pages:
        _pages(_add(root, "pageList"), pages)
    for name, value in {
        "uid": identifier,
        "depth": str(_depth(points)),
        "totalPageCount": str(len(pages)),
        "maxPageNumber": str(len(pages)),
    }.items():
        _add(head, "meta", name=f"dtb:{name}", content=value)
    etree.indent(root)
    package.files[NCX] = serialised(root)


def _list(nav: Page, kind: str) -> list[Page]:
    """The outermost list of a navigation of a kind; none when there is no such navigation."""
    found = [n for n in nav.iter(f"{XHTML}nav") if n.get(f"{EPUB}type") == kind]
    return [ordered for n in found for ordered in n.iterchildren(f"{XHTML}ol")]


def _nested(lists: list[Page], parent: Page) -> Iterator[tuple[Page, Page]]:
    """An empty navPoint for each entry, in order and each in its parent's, with its link."""
    for item in (i for ordered in lists for i in ordered.iterchildren(f"{XHTML}li")):
        entry = next(item.iterchildren(f"{XHTML}a"))
        point = _add(parent, "navPoint")
        yield point, entry
        yield from _nested([*item.iterchildren(f"{XHTML}ol")], point)


def _pages(parent: Page, entries: list[Page]) -> None:
    for number, entry in enumerate(entries, 1):
        target = _add(parent, "pageTarget", id=f"pageTarget-{number}", type="normal")
        target.set("value", str(number))
        _labelled(_add(target, "navLabel"), _words(entry))
        _add(target, "content", src=str(entry.get("href")))


def _depth(element: Page) -> int:
    """How many levels of entries stand below one."""
    points = element.iterchildren(f"{{{NAMESPACE}}}navPoint")
    return max((1 + _depth(point) for point in points), default=0)


def _words(entry: Page) -> str:
    return " ".join("".join(str(t) for t in entry.itertext()).split())


def _labelled(parent: Page, text: str) -> None:
    _add(parent, "text").text = text


def _add(parent: Page, tag: str, **attributes: str) -> Page:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
