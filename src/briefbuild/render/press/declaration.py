"""What the file declares: PDF/X-4, its output intent, its identity; and nothing that acts.

ISO 15930-7:2010 wants, in XMP, the version, a title, dates, an identity and whether the file is
trapped; in the catalog one output intent with its profile. It allows no annotations within the
bleed and no actions. Links, outline and destinations are the screen PDF's: a sheet has none.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pikepdf
from lxml import etree

from briefbuild.press_style import PressStyle
from briefbuild.render.edition import Edition
from briefbuild.render.front_words import words_of
from briefbuild.render.timestamp import fixed_time

VERSION = "1.6"
STANDARD = "PDF/X-4"
PROGRAM = "briefbuild"
REGISTRY = "http://www.color.org"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
END = b'\n<?xpacket end="w"?>'
ACTIVE = ("/Outlines", "/Names", "/Dests", "/OpenAction", "/AA", "/AcroForm", "/URI", "/PageMode")
ACTIVE_ON_PAGES = ("/Annots", "/AA", "/Tabs")


def take_out_what_acts(pdf: pikepdf.Pdf) -> None:
    """Annotations, outline and destinations go, and in the structure all that leads to them."""
    for key in ACTIVE:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ACTIVE_ON_PAGES:
            if key in page.obj:
                del page.obj[key]
    root = pdf.Root.StructTreeRoot
    _unlink(root)
    last = max(int(page.obj.StructParents) for page in pdf.pages)
    numbers = list(root.ParentTree.Nums)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    kept = [item for number, owner in pairs if int(number) <= last for item in (number, owner)]
    root.ParentTree.Nums = pikepdf.Array(kept)


def _unlink(element: Any) -> None:
    """A Link without its annotation is a span of text."""
    if element.get("/S") == "/Link":
        element.S = pikepdf.Name.Span
    kids = element.get("/K")
    if not isinstance(kids, pikepdf.Array):
        return
    kept = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/OBJR":
                continue
            if kid.get("/Type") != "/MCR":
                _unlink(kid)
        kept.append(kid)
    element.K = pikepdf.Array(kept)


def declare(pdf: pikepdf.Pdf, edition: Edition, style: PressStyle) -> None:
    """Write the output intent, the Info dictionary and, in step with it, XMP."""
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(_output_intent(pdf, style))])
    moment = fixed_time(edition.brief.date)
    title = words_of(edition.blocks, "title")
    authors = [author.name for author in edition.brief.authors]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    stamp = f"D:{moment:%Y%m%d%H%M%S}Z"
    facts = {"/Title": title, "/Author": ", ".join(authors), "/Creator": PROGRAM}
    dates = {"/CreationDate": stamp, "/ModDate": stamp}
    for key, value in {**facts, "/Producer": PROGRAM, **dates}.items():
        pdf.docinfo[key] = value
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    metadata = pdf.make_stream(_packet(pdf, title, edition.brief.lang, authors, moment))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata


def _output_intent(pdf: pikepdf.Pdf, style: PressStyle) -> pikepdf.Dictionary:
    """ISO 32000-1, table 365. The profile is embedded: a printer needs no other file."""
    profile = pdf.make_stream(style.profile)
    profile.N = 4
    profile.Alternate = pikepdf.Name.DeviceCMYK
    return pikepdf.Dictionary(
        {
            "/Type": pikepdf.Name.OutputIntent,
            "/S": pikepdf.Name.GTS_PDFX,
            "/OutputConditionIdentifier": style.condition,
            "/RegistryName": REGISTRY,
            "/Info": style.condition,
            "/DestOutputProfile": profile,
        }
    )


def _packet(
    pdf: pikepdf.Pdf, title: str, language: str, authors: Sequence[str], moment: datetime
) -> bytes:
    """The XMP packet (ISO 16684-1)."""
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(root, _name("rdf:RDF"), nsmap=NAMESPACES)
    about = etree.SubElement(rdf, _name("rdf:Description"))
    about.set(_name("rdf:about"), "")
    titles = etree.SubElement(etree.SubElement(about, _name("dc:title")), _name("rdf:Alt"))
    for tag in ("x-default", language):
        etree.SubElement(titles, _name("rdf:li"), {LANG: tag}).text = title
    creators = etree.SubElement(etree.SubElement(about, _name("dc:creator")), _name("rdf:Seq"))
    for author in authors:
        etree.SubElement(creators, _name("rdf:li")).text = author
    identity = f"uuid:{_identity(pdf)}"
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    facts = {
        "pdfxid:GTS_PDFXVersion": STANDARD,
        "pdf:Trapped": "False",
        "pdf:Producer": PROGRAM,
        "xmp:CreatorTool": PROGRAM,
        "xmp:CreateDate": stamp,
        "xmp:ModifyDate": stamp,
        "xmp:MetadataDate": stamp,
        "xmpMM:DocumentID": identity,
        "xmpMM:InstanceID": identity,
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    for name, text in facts.items():
        etree.SubElement(about, _name(name)).text = text
    etree.indent(root, space=" ")
    return BEGIN + etree.tostring(root, encoding="utf-8") + END


def _identity(pdf: pikepdf.Pdf) -> uuid.UUID:
    """An identity that follows from the pages: the same pages have the same one."""
    digest = hashlib.sha256()
    for page in pdf.pages:
        digest.update(page.obj.Contents.read_bytes())
    return uuid.uuid5(uuid.NAMESPACE_OID, digest.hexdigest())


def _name(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
