"""Read a web page back, parsed as browsers do (WHATWG HTML), and then as a page of an EPUB is read.

What announces other parts and is no part of the text is left out: the link over the masthead that
skips to the text, and the heading of the notes. Text that some screen, or paper, doesn't show is
not in the page.

The page must be one file: what it asks for from elsewhere is a fault, and so is a script that runs.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes
from xml.etree.ElementTree import tostring

import tinyhtml5
from lxml import etree

from briefbuild.verify.page_reader import XHTML, PageReader, beside, text_of
from briefbuild.verify.reading import Reading

DATA = re.compile(r"data:([^,;]*)((?:;[^,;]*)*),", re.DOTALL)
LETTERS = re.compile(rb"(<svg\b[^>]*>)<style>(?:@font-face \{[^{}]*\}\s*)+</style>")
"""A drawing's own letters, in a style element that holds nothing else."""
ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]*)|@import\s+["']([^"']*)""")
FETCHING = {
    **dict.fromkeys(("img", "script", "iframe", "embed", "source", "video", "audio"), "src"),
    "object": "data",
    "image": "href",
    "use": "href",
}
LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"})
Fault = dict[str, str]


def read(path: Path) -> Reading:
    """The page's contents. Raises OSError, or ValueError when it is no text in UTF-8."""
    root = _parsed(path.read_bytes().decode("utf-8"))
    reader = PageReader(_within(root))
    for element in [*_announcing(root)]:
        take_out(element)
    reader.page("", root)
    anchors = {str(e.get("id")) for e in root.iter() if e.get("id")}
    faults = [*_requests(root), *_scripts(root), *reader.faults, *reader.misled()]
    for _, target in reader.internal:
        if unquote(target.removeprefix("#")) not in anchors:
            faults.append({"item": target, "reason": "is linked to but is not in the page"})
    return replace(reader.stream.reading(), faults=tuple(faults), styled=tuple(reader.styled))


def _parsed(html: str) -> etree._Element:
    """The page as a browser understands it, in the shape of XHTML."""
    tree = tinyhtml5.parse(html, namespace_html_elements=True)
    return etree.fromstring(tostring(tree), etree.XMLParser(huge_tree=True, no_network=True))


def _within(root: etree._Element) -> dict[str, bytes]:
    """The files that the page carries in its addresses, each by the name that the reader forms."""
    addresses = (str(e.get(name)) for e in root.iter() for name in ("src", "href") if e.get(name))
    return {beside("", a): _bytes_of(a) for a in addresses if a.startswith("data:")}


def _bytes_of(address: str) -> bytes:
    """What a data: URI holds (RFC 2397); a drawing as it was before it got its letters."""
    match = DATA.match(address)
    if match is None:
        return b""
    rest = address[match.end() :]
    data = b64decode(rest) if "base64" in match[2] else unquote_to_bytes(rest)
    return LETTERS.sub(rb"\1", data, count=1)


def _announcing(root: etree._Element) -> Iterator[etree._Element]:
    """What is no part of the text: a link that is a child of the body, the notes' heading."""
    yield from root.iterfind(f"{XHTML}body/{XHTML}a")
    for notes in root.iter(f"{XHTML}section"):
        if notes.get("role") == "doc-endnotes":
            yield from notes.iterfind(f"{XHTML}h2")


def take_out(element: etree._Element) -> None:
    """Remove an element, but not the text after it."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _requests(root: etree._Element) -> Iterator[Fault]:
    """What a browser would ask a server for when it shows the page."""
    asked = []
    for element in root.iter(f"{XHTML}*", "{http://www.w3.org/2000/svg}*"):
        tag = etree.QName(element).localname
        if tag in FETCHING:
            asked.append(str(element.get(FETCHING[tag]) or ""))
            asked += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part]
        elif tag == "link" and LINKS & set((element.get("rel") or "").lower().split()):
            asked.append(str(element.get("href") or ""))
            asked += _addresses(_bytes_of(asked[-1]).decode("utf-8", "replace"))
        elif tag == "style":
            asked += _addresses(text_of(element))
        asked += _addresses(element.get("style") or "")
    for address in asked:
        if address and not address.startswith(("data:", "#")):
            yield {"item": address, "reason": "is asked for from elsewhere"}


def _addresses(css: str) -> list[str]:
    return [one or other for one, other in ADDRESS.findall(css)]


def _scripts(root: etree._Element) -> Iterator[Fault]:
    """What would run, and data that can't be read."""
    for element in root.iter(f"{XHTML}*"):
        running = [str(name) for name in element.attrib if str(name).startswith("on")]
        if element.tag == f"{XHTML}script" and element.get("type") == "application/ld+json":
            try:
                json.loads(text_of(element))
            except ValueError as error:
                yield {"item": "application/ld+json", "reason": f"can’t be read: {error}"}
        elif element.tag == f"{XHTML}script":
            running.append("script")
        for name in running:
            yield {"item": name, "reason": "would run in the reader’s browser"}
