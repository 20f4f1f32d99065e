"""Writing a structure tree into a PDF in the making, as pydyf objects (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from briefbuild.render.pages.structure import Annotation, Content, Part

OLD_TYPES = frozenset({"/StructElem", "/OBJR"})


def write_tree(pdf: pydyf.PDF, document: Part, slots: Sequence[int]) -> None:
    """Write a document's parts as structure elements, in place of WeasyPrint's.

    `slots` has the number of marked-content numbers on each page.
    """
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    old = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") in OLD_TYPES]
    for element in old:
        element.clear()
    spare = iter(old)
    written = {id(p): _object(pdf, spare) for p in document.below()}
    pages = pages_of(pdf)
    for part in document.below():
        written[id(part)].update(_entries(part, written, pages, root))
    root["K"] = pydyf.Array([written[id(document)].reference])
    ids = sorted((p.id, written[id(p)].reference) for p in document.below() if p.id)
    if ids:
        flat = [item for id, reference in ids for item in (pydyf.String(id), reference)]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(flat)})
    parents = pdf.objects[number_of(root["ParentTree"])]
    parents["Nums"] = _parent_tree(pdf, document, written, slots)


def _object(pdf: pydyf.PDF, spare: Iterator[pydyf.Dictionary]) -> pydyf.Dictionary:
    """An object to write to: one of WeasyPrint's, emptied, as long as there are any.

    pydyf can't leave an object out of a compressed file.
    """
    made = next(spare, None)
    if made is None:
        made = pydyf.Dictionary()
        pdf.add_object(made)
    return made


def _entries(
    part: Part, written: Mapping[int, pydyf.Dictionary], pages: Sequence[Any], root: Any
) -> dict[str, object]:
    """The entries of a structure element (ISO 32000-1, table 323)."""
    parent = written[id(part.parent)] if part.parent else root
    home = next(part.pages(), None)
    made: dict[str, object] = {"Type": "/StructElem", "S": f"/{part.tag}", "P": parent.reference}
    if home is not None:
        made["Pg"] = pages[home].reference
    if part.id:
        made["ID"] = pydyf.String(part.id)
    if part.language:
        made["Lang"] = pydyf.String(part.language)
    if part.tag == "Figure":
        made["Alt"] = pydyf.String(part.alternative)
    if part.attributes:
        made["A"] = pydyf.Dictionary(part.attributes)
    made["K"] = pydyf.Array([_kid(kid, home, written, pages) for kid in part.kids])
    return made


def _kid(
    kid: Part | Content | Annotation,
    home: int | None,
    written: Mapping[int, pydyf.Dictionary],
    pages: Sequence[Any],
) -> object:
    if isinstance(kid, Part):
        return written[id(kid)].reference
    page = pages[kid.page].reference
    if isinstance(kid, Annotation):
        reference = f"{kid.number} 0 R".encode()
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": reference, "Pg": page})
    if kid.page == home:
        return kid.mcid
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})


def _parent_tree(
    pdf: pydyf.PDF,
    document: Part,
    written: Mapping[int, pydyf.Dictionary],
    slots: Sequence[int],
) -> pydyf.Array:
    """From content and annotations to their parts (ISO 32000-1, 14.7.4.4)."""
    content: list[dict[int, Any]] = [{} for _ in slots]
    annotations: list[tuple[int, Any]] = []
    for part in document.below():
        reference = written[id(part)].reference
        for kid in part.kids:
            if isinstance(kid, Content):
                content[kid.page][kid.mcid] = reference
            elif isinstance(kid, Annotation):
                annotations.append((kid.number, reference))
    numbers = pydyf.Array()
    for page, owners in enumerate(content):
        row = [owners.get(mcid, "null") for mcid in range(slots[page])]
        numbers.extend([page, pydyf.Array(row)])
    for index, (number, reference) in enumerate(sorted(annotations), start=len(content)):
        pdf.objects[number]["StructParent"] = index
        numbers.extend([index, reference])
    return numbers


def pages_of(pdf: pydyf.PDF) -> list[Any]:
    """The page objects, in order."""
    return [pdf.objects[number_of(reference)] for reference in pdf.page_references]


def number_of(reference: bytes) -> int:
    """The object's number that a reference names."""
    return int(reference.split()[0])
