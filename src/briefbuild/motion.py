"""What can flash, move or sound, in pages, drawings, style sheets and pictures.

Elements and properties are known by their names, whatever they do, and files by what they hold:
who claims that nothing moves must rather see motion where there is none than overlook it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import tinycss2
from lxml import etree

# Elements of HTML and SVG, by their local names.
MOVING = frozenset(
    {"script", "audio", "video", "canvas", "iframe", "object", "embed", "marquee", "blink"}
    | {"animate", "animateColor", "animateMotion", "animateTransform", "discard", "set", "handler"}
)
_NAMED = re.compile(r"animation|transition|keyframes", re.IGNORECASE)
"""What a sheet without escapes holds that names a motion; most hold none, and needn’t be parsed."""
_PROPERTY = re.compile(r"(?:-[a-z]+-)?(?:animation|transition)(?:-[a-z]+)*")
_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_AT_RULE = re.compile(r"(?:-[a-z]+-)?keyframes")
_ADDRESSES = frozenset({"href", "src", "srcset"})
_DATA = re.compile(r"(?:^|url\()[\s'\"]*data:([\w.+-]+/[\w.+-]+)?[^,]*,([^\"')\s]*)", re.IGNORECASE)
_STILL = frozenset({".css", ".ncx", ".opf", ".otf", ".ttf", ".txt", ".woff", ".woff2", ".xml"})
_PNG, _JPEG = b"\x89PNG", b"\xff\xd8"


def moving_lines(css: str) -> list[int]:
    """The lines of a style sheet, from 1, in which it names a motion; escapes and case are read as
    browsers read them, comments are not read."""
    if "\\" not in css and not _NAMED.search(css):
        return []
    return list(dict.fromkeys(_named(tinycss2.parse_component_value_list(css, True))))


def _named(tokens: Iterable[Any]) -> Iterator[int]:
    kept = [token for token in tokens if token.type != "whitespace"]
    for token, after in pairwise([*kept, None]):
        declared = after is not None and after.type == "literal" and after.value == ":"
        if token.type == "ident" and declared and _PROPERTY.fullmatch(token.lower_value):
            yield token.source_line
        if token.type == "at-keyword" and _AT_RULE.fullmatch(token.lower_value):
            yield token.source_line
        yield from _named(
            getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        )


def moves_in_page(root: etree._Element) -> bool:
    """Whether a page or a drawing can move: by its elements, by what they do on an event, by their
    styles, by what is written into it, or by a style sheet that it asks for in another way than a
    page's `link`, which nobody looked into."""
    asked = root.getroottree().xpath("/processing-instruction('xml-stylesheet')")
    return bool(asked) or any(_moves(element) for element in root.iter(etree.Element))


def _moves(element: etree._Element) -> bool:
    name = etree.QName(element).localname
    attributes = {etree.QName(str(k)).localname: str(v) for k, v in element.attrib.items()}
    style = "".join(map(str, element.itertext())) if name == "style" else attributes.get("style")
    return (
        name in MOVING
        or any(attribute.startswith("on") for attribute in attributes)
        or bool(style and (moving_lines(style) or _IMPORT.search(style)))
        or any(_moves_within(value) for key, value in attributes.items() if _holds(key, value))
        or bool(style and _moves_within(style))
    )


def _holds(attribute: str, value: str) -> bool:
    """Whether an attribute may hold a file, and isn't a text that speaks of data."""
    return attribute in _ADDRESSES or "url(" in value.lower()


def _moves_within(text: str) -> bool:
    """Whether a text holds a file, as a data: address, that isn't known to be still."""
    for match in _DATA.finditer(text):
        kind = (match[1] or "").lower()
        try:
            data = b64decode(match[2])
        except NoBase64:
            return True
        if not kind.startswith("font/") and moves_in_file(kind.replace("image/", "a."), data):
            return True
    return False


def moves_in_file(name: str, data: bytes) -> bool:
    """Whether a file, known by its name's ending, can move; one of an unknown kind can."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".svg", ".xhtml"):
        try:
            return moves_in_page(etree.fromstring(data, etree.XMLParser(resolve_entities=False)))
        except etree.XMLSyntaxError:
            return True
    if suffix == ".png":  # what makes it move stands before its pixels (PNG 3, 4.9)
        return not data.startswith(_PNG) or b"acTL" in data.partition(b"IDAT")[0]
    if suffix in (".jpg", ".jpeg"):
        return not data.startswith(_JPEG)
    return suffix not in _STILL and PurePosixPath(name).name != "mimetype"
