"""The parts of a Word file that a reader needs: XML, relationships, styles (ECMA-376, part 1)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFF = ("0", "false", "off")


def switched_on(element: etree._Element | None) -> bool:
    """Whether a toggle property (17.3.2) is there and on."""
    return element is not None and element.get(f"{W}val", "1") not in OFF


def value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def letters(element: etree._Element) -> str:
    """The text of w:t, or the character of w:sym (17.3.3.30)."""
    code = element.get(f"{W}char")
    return (element.text or "") if code is None else chr(int(code, 16))


@dataclass(frozen=True)
class Style:
    """What a reader needs to know of a style; the base styles' properties are handed down."""

    name: str = ""
    hidden: bool = False
    outline: int | None = None
    """The outline level, 0 for the highest; None for text."""


@dataclass
class Package:
    """A Word file's parts by name."""

    parts: dict[str, bytes]
    _parsed: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Package:
        with zipfile.ZipFile(path) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    def xml(self, name: str) -> etree._Element | None:
        """A part as XML, without network, entities or a DTD; None when there is none."""
        if name not in self.parts:
            return None
        if name not in self._parsed:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._parsed[name] = etree.fromstring(self.parts[name], parser)
        return self._parsed[name]

    def relationships(self, part: str) -> dict[str, tuple[str, bool]]:
        """By id: the target, as a part's name or an address, and whether it lies outside."""
        folder, name = posixpath.split(part)
        root = self.xml(f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, bool]] = {}
        for item in root.iter(RELATIONSHIP) if root is not None else ():
            target, outside = item.get("Target", ""), item.get("TargetMode") == "External"
            inside = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[item.get("Id", "")] = (target if outside else inside, outside)
        return found

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The styles by id."""
        root = self.xml("word/styles.xml")
        styles = [] if root is None else root.iter(f"{W}style")
        raw = {style.get(f"{W}styleId", ""): style for style in styles}
        return {id: _style(id, raw) for id in raw}


def _style(id: str, raw: dict[str, etree._Element]) -> Style:
    chain = list(style_chain(id, raw))
    name = value(chain[0].find(f"{W}name"))
    hides = [s.find(f"{W}rPr/{W}vanish") for s in chain]
    levels = [s.find(f"{W}pPr/{W}outlineLvl") for s in chain]
    hidden = next((switched_on(h) for h in hides if h is not None), False)
    level = next((int(value(x)) for x in levels if x is not None), None)
    return Style(name, hidden, level)


def broken_anchors(root: etree._Element, anchors: list[str]) -> list[dict[str, str]]:
    """Links and fields that lead to a bookmark that isn't there."""
    marked = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    reason = "is referred to, but there is no such bookmark"
    return [{"item": name, "reason": reason} for name in anchors if name not in marked]


def style_chain(id: str, raw: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """A style and those it is based on, the nearest first; a circle ends where it closes."""
    seen: set[str] = set()
    while id in raw and id not in seen:
        seen.add(id)
        yield raw[id]
        id = value(raw[id].find(f"{W}basedOn"))


@dataclass
class Field:
    """A complex field (17.16.18) on the way."""

    code: str = ""
    shows: bool = False
    result: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return (self.code.split() or [""])[0].upper()
