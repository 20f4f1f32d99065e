"""The page's pictures, each within the page: drawings as SVG with their letters, photographs as
they are.

A drawing within `img` is a document of its own, which sees no font of the page. So it gets the
faces that its letters need, in a style element that holds nothing else, before its other content;
all its other bytes are those that were built.
"""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

from lxml import etree

from briefbuild.figures.assets import Asset
from briefbuild.house import House
from briefbuild.render.web.faces import weight_of
from briefbuild.render.web.fonts import DeclaredFace, declared_faces, rule_of
from briefbuild.tokens import font_family

ROOT_END = re.compile(rb"<svg\b[^>]*>")


def picture_address(asset: Asset, house: House, cache: Path | None) -> str:
    """The picture's bytes as a data: URI (RFC 2397)."""
    if asset.vector is None:
        return data_uri(asset.raster, asset.media_type)
    return data_uri(with_letters(asset.vector, house, cache), "image/svg+xml")


def data_uri(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def with_letters(drawing: bytes, house: House, cache: Path | None) -> bytes:
    """The drawing with the faces that its texts name, cut to their letters."""
    letters: dict[DeclaredFace, set[str]] = {}
    faces = declared_faces(house)
    for text in etree.fromstring(drawing).iter("{*}text", "{*}tspan"):
        said = "".join(map(str, text.itertext()))
        for face in faces if said.strip() else ():
            if _is_set_in(text, face):
                letters.setdefault(face, set()).update(said)
    rules = "".join(rule_of(face, text, cache) for face, text in sorted(letters.items()))
    end = ROOT_END.search(drawing)
    if not rules or end is None:
        return drawing
    return drawing[: end.end()] + f"<style>{rules}</style>".encode() + drawing[end.end() :]


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
