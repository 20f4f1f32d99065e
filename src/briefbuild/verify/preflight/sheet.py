"""A press PDF that is open for its preflight, with what several rules ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from PIL import Image, ImageCms

from briefbuild.verify.preflight.geometry import Area, area_of
from briefbuild.verify.preflight.painting import Mark, painted

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


@dataclass(frozen=True)
class Demands:
    """What the printer and the binding ask for."""

    ink_limit: float = 3.0
    """The most ink at one spot: 3.0 is three inks in full."""
    multiple: int = 1
    """The number of pages is a multiple of this."""
    page: tuple[float, float] | None = None
    """The width and height of the trimmed page, in points, as the style says."""


@dataclass
class Sheet:
    """The open file; every property raises what a broken file does."""

    pdf: pikepdf.Pdf
    demands: Demands

    @cached_property
    def marks(self) -> list[Mark]:
        return list(painted(self.pdf))

    def boxes(self, name: str) -> list[Area]:
        """A box of every page; what a page hasn't, its MediaBox stands for (14.11.2)."""
        return [area_of(p.obj.get(name, p.obj.get("/CropBox", p.mediabox))) for p in self.pdf.pages]

    @cached_property
    def objects(self) -> list[Any]:
        return list(self.pdf.objects)

    @cached_property
    def dictionaries(self) -> list[Any]:
        """Every dictionary, of streams too, however deep it lies in an object."""
        return [item for held in self.objects for item in _dictionaries(held)]

    @cached_property
    def xmp(self) -> etree._Element:
        return etree.fromstring(
            self.pdf.Root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False)
        )

    def said(self, name: str) -> str:
        """An XMP property's text; "" when there is none."""
        found = self.xmp.find(f".//{name}", NAMESPACES)
        if found is None:
            prefix, local = name.split(":")
            about = self.xmp.find(".//rdf:Description", NAMESPACES)
            return "" if about is None else str(about.get(f"{{{NAMESPACES[prefix]}}}{local}", ""))
        return "".join(str(part) for part in found.itertext()).strip()

    @cached_property
    def intents(self) -> list[Any]:
        intents: Any = self.pdf.Root.get("/OutputIntents", [])
        return [intent for intent in intents if intent.get("/S") == "/GTS_PDFX"]

    @cached_property
    def profile(self) -> bytes:
        return bytes(self.intents[0].DestOutputProfile.read_bytes())

    def look_of(self, inks: tuple[float, ...]) -> tuple[float, float]:
        """Lightness and chroma (CIE L*, C*ab, paper being white) of four inks as they print."""
        dots = tuple(round(255 * min(1.0, max(0.0, ink))) for ink in inks)
        made = ImageCms.applyTransform(Image.new("CMYK", (1, 1), dots), self._to_lab)
        assert made is not None  # only a transform in place gives nothing
        lightness, a, b = made.tobytes()
        a, b = (value - 256 if value > 127 else value for value in (a, b))
        return lightness / 2.55, float((a**2 + b**2) ** 0.5)

    @cached_property
    def _to_lab(self) -> ImageCms.ImageCmsTransform:
        profile: Any = BytesIO(self.profile)
        lab: Any = ImageCms.createProfile("LAB")
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        return ImageCms.buildTransform(profile, lab, "CMYK", "LAB", intent)


def _dictionaries(item: Any) -> Iterator[Any]:
    """The dictionaries that an indirect object holds, without those that it refers to."""
    if isinstance(item, pikepdf.Array):
        inside = [part for part in item.as_list() if _direct(part)]
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
        inside = [part for _, part in item.items() if _direct(part)]
    else:
        return
    for part in inside:
        yield from _dictionaries(part)


def _direct(item: Any) -> bool:
    return isinstance(item, pikepdf.Object) and not item.is_indirect
