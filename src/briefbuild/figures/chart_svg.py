"""Vega's SVG, made fit for a page.

Vega writes for browsers. On a page the chart is a picture that the text describes, so roles and
labels for assistive software go (EPUB allows only some of them); and each line of a text becomes a
text of its own, since WeasyPrint sets the lines of a centred text beside their place. Ids are
numbered anew, since Vega counts them through all the charts of a process.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_NOT_DRAWN = re.compile(r"role|class|pointer-events|aria-[a-z]+")

_REFERENCE = re.compile(r"(?<=url\()#[\w-]+|^#[\w-]+$")


def for_page(drawn: str) -> bytes:
    """The same picture, as SVG in UTF-8."""
    root = etree.fromstring(drawn.encode())
    for element in root.iter("{*}*"):
        for name in [n for n in map(str, element.attrib) if _NOT_DRAWN.fullmatch(n)]:
            del element.attrib[name]
    for text in list(root.iter(f"{_SVG}text")):
        if text.find(f"{_SVG}tspan") is not None:
            _split(text)
    _number_ids(root)
    return etree.tostring(root, encoding="utf-8")


def _number_ids(root: etree._Element) -> None:
    ids = [element.get("id") or "" for element in root.iter("{*}*") if element.get("id")]
    numbered = {f"#{old}": f"#part{number}" for number, old in enumerate(ids, start=1)}
    for element in root.iter("{*}*"):
        for name, value in element.attrib.items():
            if str(name) == "id":
                element.set(name, numbered[f"#{value}"].removeprefix("#"))
            elif "#" in str(value):
                new = _REFERENCE.sub(lambda m: numbered.get(m[0], m[0]), str(value))
                element.set(name, new)


def _split(text: etree._Element) -> None:
    """A text of lines, each a `tspan` with its distance `dy` from the last, as several texts."""
    parent = text.getparent()
    if parent is None:
        return
    at, down = parent.index(text), 0.0
    parent.remove(text)
    lines = text.findall(f"{_SVG}tspan")
    for child in list(text):
        text.remove(child)
    for line in lines:
        down += float(line.get("dy") or 0)
        single = deepcopy(text)
        single.set("y", f"{float(text.get('y') or 0) + down:g}")
        single.text = line.text
        parent.insert(at, single)
        at += 1
