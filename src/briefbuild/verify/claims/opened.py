"""A finished PDF as the rules of its claims look at it: structure, marked content, fonts, XMP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
from lxml import etree

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TEXT, PATHS = ("Tj", "TJ", "'", '"'), ("f", "F", "f*", "B", "B*", "b", "b*", "s", "S")
PAINTING = frozenset((*TEXT, *PATHS, "sh", "Do", "INLINE IMAGE"))
Number = tuple[int, int]
"""An object's number and generation."""


@dataclass(eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7.2), under its standard type."""

    tag: str
    data: Any
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    content: int = 0
    """How many pieces of content and annotations it holds itself."""

    def attribute(self, name: str) -> Any:
        """The value of one of its attributes, or None."""
        held = self.data.get("/A")
        objects = list(held) if isinstance(held, pikepdf.Array) else [held]
        found = (o.get(name) for o in objects if isinstance(o, pikepdf.Dictionary))
        return next((value for value in found if value is not None), None)


class Opened:
    """An open PDF, walked once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.elements: list[Element] = []
        """In reading order."""
        self.owners: dict[tuple[Number, int], Element] = {}
        """The element of each piece of content, by its page and marked-content number."""
        self.linked: dict[Number, Element] = {}
        """The element of each annotation."""
        tree = pdf.Root.get("/StructTreeRoot")
        self._roles: Any = tree.get("/RoleMap", pikepdf.Dictionary()) if tree is not None else {}
        if tree is not None:
            self._walk(tree, None, None)

    def _walk(self, holder: Any, element: Element | None, page: Number | None) -> None:
        held = holder.get("/K")
        kids = list(held) if isinstance(held, pikepdf.Array) else [] if held is None else [held]
        for kid in kids:
            if not isinstance(kid, pikepdf.Dictionary):
                self._own(element, page, int(kid))
                continue
            where = kid.Pg.objgen if "/Pg" in kid else page
            if "/S" in kid:
                tag = str(kid.S)[1:]
                tag = str(self._roles.get(f"/{tag}", f"/{tag}"))[1:]
                made = Element(tag, kid, element)
                self.elements.append(made)
                if element:
                    element.kids.append(made)
                self._walk(kid, made, where)
            elif "/MCID" in kid:
                self._own(element, where, int(kid.MCID))
            elif "/Obj" in kid and element:
                self.linked[kid.Obj.objgen] = element
                element.content += 1

    def _own(self, element: Element | None, page: Number | None, number: int) -> None:
        if element and page:
            self.owners[page, number] = element
            element.content += 1

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def annotations(self) -> Iterator[tuple[int, Any]]:
        """Each annotation with the number of its page, from 1."""
        for number, page in enumerate(self.pdf.pages, start=1):
            yield from ((number, found) for found in page.get("/Annots", []))

    @cached_property
    def operators(self) -> list[tuple[int, str, Any, list[Any]]]:
        """What each page paints or opens: page from 1, operator, its operands, the open marks."""
        found = []
        for number, page in enumerate(self.pdf.pages, start=1):
            marks: list[Any] = []
            for item in pikepdf.parse_content_stream(page):
                name = str(item.operator)
                if name in ("BDC", "BMC"):
                    marks.append(item.operands)
                elif name == "EMC" and marks:
                    marks.pop()
                elif name in PAINTING:
                    found.append((number, name, item.operands, [list(m) for m in marks]))
        return found

    def streams(self) -> Iterator[Any]:
        """Every stream of the file."""
        yield from (item for item in self.pdf.objects if isinstance(item, pikepdf.Stream))

    def fonts(self) -> Iterator[tuple[str, Any]]:
        """Every font by its name, the part of a composite one that holds the letters included."""
        for item in self.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                yield str(item.get("/BaseFont", "/?"))[1:], item

    @cached_property
    def xmp(self) -> dict[str, Any]:
        """The properties of the XMP packet by their expanded names: each an element, or the text
        of an attribute. Raises ValueError when there is none, or none that can be read."""
        if "/Metadata" not in self.pdf.Root:
            raise ValueError("there is no XMP packet")
        try:
            root = etree.fromstring(
                self.pdf.Root.Metadata.read_bytes(),
                etree.XMLParser(resolve_entities=False, no_network=True),
            )
        except etree.XMLSyntaxError as error:
            raise ValueError(f"the XMP packet can’t be read: {error.msg}") from None
        if len(list(root.iter(f"{RDF}RDF"))) != 1:
            raise ValueError("the XMP packet has not one rdf:RDF")
        found: dict[str, Any] = {}
        for about in root.iter(f"{RDF}Description"):
            above = about.getparent()
            if above is not None and above.tag == f"{RDF}RDF":
                found |= {str(k): str(v) for k, v in about.attrib.items() if not k.startswith(RDF)}
                found |= {str(child.tag): child for child in about}
        return found

    def told(self, name: str) -> list[str]:
        """The text of an XMP property, or of each item of an array; none when it is absent."""
        value = self.xmp.get(name)
        if value is None or isinstance(value, str):
            return [] if value is None else [value]
        items = [item.text or "" for item in value.iter(f"{RDF}li")]
        return items or [(value.text or "").strip()]
