"""The table of contents of a long brief, between front matter and text.

    <nav class="contents">
      <div class="component-title">Contents</div>
      <ol><li><a href="#sec-…">A section</a> <ol>…</ol></li> …</ol>
    </nav>

The numbers of the pages are the style's work (`components/contents.css`, `target-counter`); that
each is right, and that they are there, is proved from the finished file (`verify/contents.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from xml.etree.ElementTree import Element

from briefbuild.render.pages.notes import is_call

SECTION, BELOW = "h2", "h3"
MOST = 24
"""Entries, above which only the sections are listed: more are no overview."""


def put_contents(root: Element, title: str) -> None:
    """Put a table of contents before the first section; nothing when there is none to list."""
    (body,) = root.iter("body")
    headings = [e for e in body if e.tag in (SECTION, BELOW) and e.get("id")]
    if len(headings) > MOST:
        headings = [e for e in headings if e.tag == SECTION]
    sections = [e for e in headings if e.tag == SECTION]
    if not sections:
        return
    made = Element("nav", {"class": "contents"})
    label = Element("div", {"class": "component-title"})
    label.text = title
    made.extend([label, _entries(headings)])
    body.insert(list(body).index(sections[0]), made)


def _entries(headings: list[Element]) -> Element:
    """The list of the headings, those within a section in a list of their own."""
    entries = Element("ol")
    for heading in headings:
        if heading.tag == SECTION or not len(entries):
            entries.append(_entry(heading))
            continue
        item = entries[-1]
        if item[-1].tag != "ol":
            item.append(Element("ol"))
        item[-1].append(_entry(heading))
    return entries


def _entry(heading: Element) -> Element:
    item = Element("li")
    link = Element("a", {"href": f"#{heading.get('id')}"})
    link.text, link[:] = heading.text, list(_words(heading))
    item.append(link)
    return item


def _words(heading: Element) -> Iterator[Element]:
    """What stands in a heading, without calls of notes and without ids."""
    for child in heading:
        made = Element("span") if is_call(child) else copy(child)
        made.attrib.pop("id", None)
        if not is_call(child):
            made[:] = list(_words(child))
        made.tail = child.tail
        yield made
