"""Rules on what the file says of itself: title, XMP, Info dictionary, schemas, embedded files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from briefbuild.verify.claims.opened import Opened
from briefbuild.verify.claims.rule import ARCHIVE, UA, Rule

DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
PREDEFINED = (
    DC,
    PDF,
    XMP,
    "{http://ns.adobe.com/xap/1.0/rights/}",
    "{http://ns.adobe.com/xap/1.0/mm/}",
    "{http://www.aiim.org/pdfa/ns/",
)
"""The beginnings of names that need no description (ISO 19005-3, 6.6.2.3)."""
IN_STEP = {
    "/Title": f"{DC}title",
    "/Subject": f"{DC}description",
    "/Author": f"{DC}creator",
    "/Keywords": f"{PDF}Keywords",
    "/Producer": f"{PDF}Producer",
    "/Creator": f"{XMP}CreatorTool",
    "/CreationDate": f"{XMP}CreateDate",
    "/ModDate": f"{XMP}ModifyDate",
}
"""Each entry of the Info dictionary with its XMP property (ISO 19005-3, 6.6.3)."""
JOINED = frozenset({"/Author"})


def title(file: Opened) -> Iterator[str]:
    """The document has a title, and its window shows it."""
    if not any(text.strip() for text in file.told(f"{DC}title")):
        yield "the document has no title"
    preferences = file.pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not bool(preferences.get("/DisplayDocTitle", False)):
        yield "the window doesn’t show the title"


def agreement(file: Opened) -> Iterator[str]:
    """What Info and XMP both say is the same."""
    for key, name in IN_STEP.items():
        short, full = file.pdf.docinfo.get(key), file.told(name)
        if short is None and not full:
            continue
        text = ", ".join(full) if key in JOINED else "".join(full[:1])
        written = "" if short is None else str(short)
        same = _digits(text) == _digits(written) if key.endswith("Date") else text == written
        if not same:
            yield f"{key[1:]} is “{written}” in Info and “{text}” in XMP"


def _digits(date: str) -> str:
    """The digits of a date, which Info and XMP punctuate differently."""
    return "".join(re.findall(r"\d", date))


def schemas(file: Opened) -> Iterator[str]:
    """Properties of no predefined schema are described in the packet."""
    described: set[str] = set()
    extension = file.xmp.get(EXTENSION)
    if extension is not None and not isinstance(extension, str):
        for address in extension.iter(f"{SCHEMA}namespaceURI"):
            names = address.getparent().iter(f"{PROPERTY}name")
            described |= {f"{{{address.text}}}{name.text}" for name in names}
    for name in sorted(file.xmp):
        if not name.startswith(PREDEFINED) and name not in described:
            yield f"the XMP property {name} is described by no schema"


def embedded(file: Opened) -> Iterator[str]:
    """Each embedded file says what it is, when it was changed and how it belongs here."""
    associated = {item.objgen for item in file.pdf.Root.get("/AF", pikepdf.Array())}
    for item in file.pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or "/EF" not in item:
            continue
        name = str(item.get("/UF", item.get("/F", "?")))
        stream = item.EF.get("/F")
        if "/F" not in item or "/UF" not in item or stream is None:
            yield f"the embedded file {name} has not both of its names"
        elif "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
            yield f"the embedded file {name} has no media type or no date"
        if "/AFRelationship" not in item or item.objgen not in associated:
            yield f"the embedded file {name} doesn’t say how it belongs to the document"


RULES = (
    Rule({UA: "7.1"}, title),
    Rule({ARCHIVE: "6.6.3"}, agreement),
    Rule({ARCHIVE: "6.6.2.3"}, schemas),
    Rule({UA: "7.11", ARCHIVE: "6.8"}, embedded),
)
