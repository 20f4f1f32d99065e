"""Rules on the file as a whole: what it declares, what it holds, what it may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from briefbuild.verify.preflight.sheet import Sheet

VERSION = "1.6"
STANDARD = "PDF/X-4"
CONDITION = re.compile(r"[A-Z]+[0-9]+\w*( .+)?")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
ACTIONS = ("/OpenAction", "/AA", "/URI")
PROFILE_CLASS, PROFILE_SPACE, PROFILE_SIGN = slice(12, 16), slice(16, 20), slice(36, 40)


def standard(sheet: Sheet) -> Iterator[str]:
    if sheet.said("pdfxid:GTS_PDFXVersion") != STANDARD:
        yield f"XMP says “{sheet.said('pdfxid:GTS_PDFXVersion')}”"
    if sheet.pdf.pdf_version > VERSION:
        yield f"the file is of version {sheet.pdf.pdf_version}"


def identity(sheet: Sheet) -> Iterator[str]:
    ids: Any = sheet.pdf.trailer.get("/ID", [])
    if len(ids) != 2 or not all(bytes(part) for part in ids):
        yield "the trailer has no ID"
    needed = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
    yield from (f"XMP has no {name}" for name in needed if not sheet.said(name))


def description(sheet: Sheet) -> Iterator[str]:
    info = sheet.pdf.docinfo
    if not sheet.said("dc:title"):
        yield "XMP has no title"
    elif sheet.said("dc:title").split("\n")[0].strip() != str(info.get("/Title", "")):
        yield "the titles of XMP and Info differ"
    pairs = (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate"))
    for name, key in pairs:
        said, other = _digits(sheet.said(name)), _digits(str(info.get(key, "")))
        if not said or said != other:
            yield f"{name} and {key} are missing or differ"


def _digits(date: str) -> str:
    return re.sub(r"\D", "", date)[:14]


def trapped(sheet: Sheet) -> Iterator[str]:
    said, key = sheet.said("pdf:Trapped"), str(sheet.pdf.docinfo.get("/Trapped", ""))
    if said not in ("True", "False") or key != f"/{said}":
        yield f"XMP says “{said}”, Info “{key}”"


def output_intent(sheet: Sheet) -> Iterator[str]:
    if len(sheet.intents) != 1:
        yield f"there are {len(sheet.intents)}"
        return
    intent = sheet.intents[0]
    identifier = str(intent.get("/OutputConditionIdentifier", ""))
    if not CONDITION.fullmatch(identifier):
        yield f"it names no printing condition: “{identifier}”"
    if str(intent.get("/RegistryName", "")) != "http://www.color.org":
        yield "it doesn’t name the ICC’s registry"


def output_profile(sheet: Sheet) -> Iterator[str]:
    for intent in sheet.intents:
        profile = intent.get("/DestOutputProfile")
        if profile is None:
            yield "it is not embedded"
            continue
        data = profile.read_bytes()
        kind = (data[PROFILE_CLASS], data[PROFILE_SPACE], data[PROFILE_SIGN])
        if kind != (b"prtr", b"CMYK", b"acsp") or int(profile.get("/N", 0)) != 4:
            yield "it is no profile of a CMYK printer"


def encryption(sheet: Sheet) -> Iterator[str]:
    if sheet.pdf.is_encrypted:
        yield "it is encrypted"


def annotated(sheet: Sheet) -> Iterator[str]:
    for number, page in enumerate(sheet.pdf.pages, start=1):
        count = len(page.obj.get("/Annots", []))
        if count:
            yield f"page {number}: {count}"


def actions(sheet: Sheet) -> Iterator[str]:
    for item in sheet.dictionaries:
        if item.get("/S") == "/JavaScript" or "/JS" in item:
            yield "JavaScript"
        yield from (f"{key[1:]}" for key in ACTIONS if key in item and _acts(item, key))
    if "/JavaScript" in sheet.pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "JavaScript for the whole document"


def _acts(item: Any, key: str) -> bool:
    """/URI is an action's address too, and a link annotation's."""
    return key != "/URI" or item.get("/S") == "/URI" or item.get("/Type") == "/Catalog"


def forms(sheet: Sheet) -> Iterator[str]:
    if "/AcroForm" in sheet.pdf.Root:
        yield "it has form fields"


def navigation(sheet: Sheet) -> Iterator[str]:
    root = sheet.pdf.Root
    if "/Outlines" in root:
        yield "an outline"
    if "/Dests" in root or "/Dests" in root.get("/Names", pikepdf.Dictionary()):
        yield "named destinations"


def attachments(sheet: Sheet) -> Iterator[str]:
    if "/EmbeddedFiles" in sheet.pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "embedded files"
    yield from ("an associated file" for item in sheet.dictionaries if "/AF" in item)


def layers(sheet: Sheet) -> Iterator[str]:
    if "/OCProperties" in sheet.pdf.Root:
        yield "it has layers, which may be off when it is printed"


def fonts(sheet: Sheet) -> Iterator[str]:
    for font in sheet.dictionaries:
        if font.get("/Type") != "/Font" or font.get("/Subtype") == "/Type0":
            continue
        name = str(font.get("/BaseFont", "/without a name"))[1:]
        described = font.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(key in described for key in FONT_FILES):
            yield f"{name} is not embedded"


def filters(sheet: Sheet) -> Iterator[str]:
    for item in sheet.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        held: Any = item.get("/Filter", [])
        names = [str(n) for n in held] if isinstance(held, pikepdf.Array) else [str(held)]
        yield from (f"{name[1:]}" for name in names if name in ("/LZWDecode", "/Crypt"))


def outside(sheet: Sheet) -> Iterator[str]:
    for item in sheet.objects:
        if isinstance(item, pikepdf.Stream) and "/F" in item:
            yield "a stream’s data lies in another file"
        elif isinstance(item, pikepdf.Stream) and "/Ref" in item:
            yield "a form stands for a page of another file"


def device_settings(sheet: Sheet) -> Iterator[str]:
    """ISO 15930-7: no PostScript, no OPI, no transfer functions, no halftones of its own."""
    for item in sheet.dictionaries:
        if item.get("/Subtype") == "/PS" or item.get("/Subtype2") == "/PS":
            yield "PostScript"
        if "/OPI" in item:
            yield "OPI: a picture that stands for another file"
        named = str(item.get("/TR2", "/Default"))
        if ("/TR" in item and item.get("/S") != "/Alpha") or named != "/Default":
            yield "a transfer function"
        if "/HTP" in item or item.get("/HalftoneType") not in (None, 1, 5):
            yield "a halftone"
