"""A drawing with its letters: what SVG within an `img` needs, in the web page and in the EPUB.

A drawing within `img` is a document of its own, which sees no font of the page. So it gets the
faces that its letters need, in a style element that holds nothing else, before its other content;
all its other bytes are those that were built.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from lxml import etree

from briefbuild.house import House
from briefbuild.render.cut_faces import DeclaredFace, declared_faces, rule_of, weight_of
from briefbuild.tokens import font_family

ROOT_TAG = re.compile(rb"<svg\b[^>]*>")


def with_letters(drawing: bytes, house: House) -> bytes:
    """The drawing with the faces that its texts name, cut to their letters."""
    letters: dict[DeclaredFace, set[str]] = {}
    faces = declared_faces(house)
    for text in etree.fromstring(drawing).iter("{*}text", "{*}tspan"):
        said = "".join(map(str, text.itertext()))
        for face in faces if said.strip() else ():
            if _is_set_in(text, face):
                letters.setdefault(face, set()).update(said)
    rules = "".join(rule_of(face, text) for face, text in sorted(letters.items()))
    end = ROOT_TAG.search(drawing)
    if not rules or end is None:
        return drawing
    return drawing[: end.end()] + f"<style>{rules}</style>".encode() + drawing[end.end() :]


def described(drawing: bytes, title: str, description: str) -> bytes:
    """A drawing with its name, where it has one, and what it shows (SVG 2, 5.8)."""
    end = ROOT_TAG.search(drawing)
    assert end is not None
    said = f"<title>{escape(title)}</title>" if title else ""
    said += f"<desc>{escape(description)}</desc>"
    return drawing[: end.end()] + said.encode() + drawing[end.end() :]


def _is_set_in(text: etree._Element, face: DeclaredFace) -> bool:
    """Whether a text is set in a face by its attributes; in any, where a style sheet decides."""
    if text.getroottree().getroot().find(".//{*}style") is not None:
        return True
    family, weight, style = (_told(text, f"font-{name}") for name in ("family", "weight", "style"))
    same = weight_of(weight or "400") == weight_of(face.weight)
    return font_family(family) == face.family and same and (style or "normal") == face.style


def _told(text: etree._Element, name: str) -> str:
    """The value of an attribute, or of one in `style`, of the element or the nearest around it."""
    declared = re.compile(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)")
    for element in (text, *text.iterancestors()):
        match = declared.search(element.get("style") or "")
        value = match[1].strip() if match else element.get(name)
        if value:
            return str(value)
    return ""
