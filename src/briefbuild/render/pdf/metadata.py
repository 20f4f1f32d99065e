"""What a PDF says of itself, once: as XMP and, in step with it, in the Info dictionary.

WeasyPrint 70 can't write this packet: it names one standard only and one language, and puts further
properties into a second `rdf:RDF`, which readers ignore. So the whole packet is made here and takes
the place of WeasyPrint's.

- ISO 19005-3, 6.6.2: XMP of predefined schemas, and an extension schema that describes every other
  property; pdfaid:part and pdfaid:conformance claim PDF/A-3a.
- ISO 14289-1, 5: pdfuaid:part claims PDF/UA-1; clause 7.1 wants dc:title.
- The DOI as dc:identifier and prism:doi, as Crossref's metadata guidelines for PDF ask.
- A licence that Creative Commons knows has its address as xmpRights:WebStatement.

Only what brief.yaml and house.yaml say is said here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import weasyprint
from lxml import etree

from briefbuild.render.edition import Edition
from briefbuild.render.front_words import words_of
from briefbuild.render.timestamp import fixed_time

CREATOR = "briefbuild"
PRODUCER = f"WeasyPrint {weasyprint.VERSION}"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
FOOTER = b'\n<?xpacket end="w"?>'
COMMONS = re.compile(r"CC[ -]?(?:(BY(?:-NC)?(?:-ND|-SA)?)[ -](\d\.\d)|0(?:[ -](1\.0))?)", re.I)


@dataclass(frozen=True)
class Facts:
    """An edition's facts as the file gives them."""

    title: str
    authors: tuple[str, ...]
    description: str
    """The summary, else the subtitle, else nothing."""
    keywords: tuple[str, ...]
    language: str
    publisher: str
    date: str
    """As exactly as it is known: "2023", "2023-05" or "2023-05-14"."""
    moment: datetime
    """The time that the file carries, in UTC."""
    licence: str = ""
    doi: str = ""

    @property
    def stamp(self) -> str:
        return f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"


def facts_of(edition: Edition) -> Facts:
    """The facts of an edition; the words of its front matter without their notes."""
    brief, blocks = edition.brief, edition.blocks
    return Facts(
        title=words_of(blocks, "title"),
        authors=tuple(author.name for author in brief.authors),
        description=words_of(blocks, "summary") or words_of(blocks, "subtitle"),
        keywords=brief.keywords,
        language=brief.lang,
        publisher=edition.house.file.institute.name,
        date=brief.date,
        moment=fixed_time(brief.date),
        licence=brief.licence or "",
        doi=brief.doi or "",
    )


def describe(metadata: weasyprint.document.DocumentMetadata, facts: Facts) -> None:
    """Give WeasyPrint what it writes into the Info dictionary."""
    metadata.title = facts.title
    metadata.authors = list(facts.authors)
    metadata.description = facts.description
    metadata.keywords = list(facts.keywords)
    metadata.generator = CREATOR
    metadata.lang = facts.language
    metadata.created = metadata.modified = facts.stamp


def packet(facts: Facts) -> bytes:
    """The XMP packet (ISO 16684-1): one rdf:RDF with one description."""
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(root, _name("rdf:RDF"), nsmap=NAMESPACES)
    about = etree.SubElement(rdf, _name("rdf:Description"))
    about.set(_name("rdf:about"), "")
    _claims(about)
    _work(about, facts)
    _rights(about, facts)
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        _text(about, f"xmp:{name}", facts.stamp)
    _text(about, "xmp:CreatorTool", CREATOR)
    _text(about, "pdf:Producer", PRODUCER)
    etree.indent(root, space=" ")
    return HEADER + etree.tostring(root, encoding="utf-8") + FOOTER


def _claims(about: etree._Element) -> None:
    """The standards that the file is to hold to; `verify` refuses a file that doesn't."""
    _text(about, "pdfaid:part", "3")
    _text(about, "pdfaid:conformance", "A")
    _text(about, "pdfuaid:part", "1")


def _work(about: etree._Element, facts: Facts) -> None:
    """What the publication is: Dublin Core, with the Info dictionary's keywords."""
    _alternatives(about, "dc:title", facts.title, facts.language)
    _items(about, "dc:creator", "Seq", facts.authors)
    if facts.description:
        _alternatives(about, "dc:description", facts.description, facts.language)
    if facts.keywords:
        _items(about, "dc:subject", "Bag", facts.keywords)
        _text(about, "pdf:Keywords", ", ".join(facts.keywords))
    _items(about, "dc:publisher", "Bag", [facts.publisher])
    _items(about, "dc:date", "Seq", [facts.date])
    _items(about, "dc:language", "Bag", [facts.language])
    _text(about, "dc:format", "application/pdf")
    schemas = [("pdfuaid", "PDF/UA identification", "part", "Integer", "internal")]
    if facts.doi:
        _text(about, "dc:identifier", f"doi:{facts.doi}")
        _text(about, "prism:doi", facts.doi)
        schemas.append(("prism", "PRISM basic metadata", "doi", "Text", "external"))
    _extensions(about, schemas)


def _rights(about: etree._Element, facts: Facts) -> None:
    if not facts.licence:
        return
    _alternatives(about, "dc:rights", facts.licence, facts.language)
    _alternatives(about, "xmpRights:UsageTerms", facts.licence, facts.language)
    if address := licence_address(facts.licence):
        _text(about, "xmpRights:WebStatement", address)


def licence_address(licence: str) -> str:
    """Where a licence's text is: of Creative Commons' by their names, or the address it is given
    as; "" when neither is known."""
    if licence.startswith(("https://", "http://")):
        return licence
    match = COMMONS.fullmatch(licence.strip())
    if match is None:
        return ""
    if match[1]:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return "https://creativecommons.org/publicdomain/zero/1.0/"


def _extensions(about: etree._Element, schemas: Sequence[tuple[str, ...]]) -> None:
    """The description of the properties that no predefined schema has (ISO 19005-3, 6.6.2.3.3)."""
    bag = _holder(about, "pdfaExtension:schemas", "Bag")
    for prefix, title, name, kind, category in schemas:
        schema = _resource(bag)
        _text(schema, "pdfaSchema:schema", title)
        _text(schema, "pdfaSchema:namespaceURI", NAMESPACES[prefix])
        _text(schema, "pdfaSchema:prefix", prefix)
        described = _resource(_holder(schema, "pdfaSchema:property", "Seq"))
        _text(described, "pdfaProperty:name", name)
        _text(described, "pdfaProperty:valueType", kind)
        _text(described, "pdfaProperty:category", category)
        _text(described, "pdfaProperty:description", f"{title}: {name}")


def _name(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _name(name)).text = text


def _holder(parent: etree._Element, name: str, kind: str) -> etree._Element:
    """The array, an `Alt`, `Bag` or `Seq`, that a property has as its value."""
    return etree.SubElement(etree.SubElement(parent, _name(name)), _name(f"rdf:{kind}"))


def _resource(array: etree._Element) -> etree._Element:
    item = etree.SubElement(array, _name("rdf:li"))
    item.set(_name("rdf:parseType"), "Resource")
    return item


def _items(parent: etree._Element, name: str, kind: str, texts: Sequence[str]) -> None:
    array = _holder(parent, name, kind)
    for text in texts:
        _text(array, "rdf:li", text)


def _alternatives(parent: etree._Element, name: str, text: str, language: str) -> None:
    """A text in its language, which is the default one too."""
    array = _holder(parent, name, "Alt")
    for tag in ("x-default", language):
        item = etree.SubElement(array, _name("rdf:li"))
        item.set(XML_LANG, tag)
        item.text = text
