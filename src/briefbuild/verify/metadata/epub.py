"""An EPUB's package metadata (EPUB 3.3, 5.5), and what it is to be.

What is claimed of accessibility is derived from the finished pages, not from those that the writer
had in hand.
"""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from briefbuild.render.edition import Edition
from briefbuild.render.epub.accessibility import derive
from briefbuild.render.timestamp import fixed_time
from briefbuild.verify.metadata.entries import Entries, gathered, summary_of, words_of
from briefbuild.verify.page_reader import beside
from briefbuild.verify.read_epub import CONTAINER, OPF

DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INSTITUTES = uuid.uuid5(uuid.NAMESPACE_URL, "tag:briefbuild,2026:edition")
"""The namespace of identifiers (RFC 9562, 5.5): once given, an edition's never changes."""
Pairs = Iterator[tuple[str, str]]


def said(path: Path) -> Entries:
    """Every entry, by the name of its element or property; one that refines another by both."""
    package, _ = _package(_files(path))
    return gathered(_said(package))


def due(path: Path, edition: Edition) -> Entries:
    """The entries that follow from an edition and from the pages of its finished file."""
    return gathered([*_facts(edition), *_claims(path, edition)])


def _files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def _package(files: Mapping[str, bytes]) -> tuple[etree._Element, str]:
    """The package document and its name."""
    container = etree.fromstring(files["META-INF/container.xml"])
    name = str(next(container.iter(CONTAINER)).get("full-path"))
    return etree.fromstring(files[name]), name


def _said(package: etree._Element) -> Pairs:
    identified = {str(e.get("id")): e for e in package.iter(etree.Element) if e.get("id")}
    unique = identified.get(package.get("unique-identifier") or "")
    yield "unique identifier", "" if unique is None else unique.text or ""
    yield "language of the package", package.get(LANG) or ""
    metadata = package.find(f"{OPF}metadata")
    for element in () if metadata is None else metadata.iterchildren(etree.Element):
        name, text = _name(element), element.text or element.get("href") or ""
        refined = identified.get((element.get("refines") or "").removeprefix("#"))
        if refined is not None:
            name += f" of {_name(refined)} “{refined.text}”"
        scheme = element.get("scheme")
        yield name, f"{text} ({scheme})" if scheme else text


def _name(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag.startswith(DC):
        return f"dc:{tag.removeprefix(DC)}"
    kind = element.get("property") or element.get("rel") or element.get("name")
    return str(kind or tag)


def _facts(edition: Edition) -> Pairs:
    brief, house = edition.brief, edition.house.file
    institute = house.institute.name
    made = f"urn:uuid:{uuid.uuid5(INSTITUTES, f'{institute}/{brief.slug}')}"
    identifier = f"doi:{brief.doi}" if brief.doi else made
    yield "unique identifier", identifier
    yield "language of the package", brief.lang
    yield "dc:identifier", identifier
    if brief.doi:
        yield f"identifier-type of dc:identifier “{identifier}”", "06 (onix:codelist5)"
    yield from _titles(words_of(edition.blocks, "title"), words_of(edition.blocks, "subtitle"))
    for number, author in enumerate(brief.authors, 1):
        yield "dc:creator", author.name
        yield f"role of dc:creator “{author.name}”", "aut (marc:relators)"
        yield f"file-as of dc:creator “{author.name}”", author.filed_as
        yield f"display-seq of dc:creator “{author.name}”", str(number)
    yield "dc:publisher", institute
    yield "dc:date", brief.date
    yield "dc:language", brief.lang
    yield "dc:rights", brief.licence or ""
    yield from (("dc:subject", keyword) for keyword in brief.keywords)
    yield "dc:description", summary_of(edition.blocks)
    yield "dcterms:modified", f"{fixed_time(brief.date):%Y-%m-%dT%H:%M:%SZ}"
    series, number_in = brief.series or house.series or "", brief.number or ""
    yield "belongs-to-collection", series
    if series:
        yield f"collection-type of belongs-to-collection “{series}”", "series"
        if re.fullmatch(r"\d+(\.\d+)*", number_in):
            yield f"group-position of belongs-to-collection “{series}”", number_in


def _titles(title: str, subtitle: str) -> Pairs:
    title, subtitle = " ".join(title.split()), " ".join(subtitle.split())
    yield "dc:title", title
    yield "dc:title", subtitle
    for number, (kind, text) in enumerate((("main", title), ("subtitle", subtitle)), 1):
        if subtitle:
            yield f"title-type of dc:title “{text}”", kind
            yield f"display-seq of dc:title “{text}”", str(number)


def _claims(path: Path, edition: Edition) -> Pairs:
    """What follows from the finished pages: the terms of EPUB Accessibility 1.1, §2."""
    files = _files(path)
    package, opf = _package(files)
    items = {str(item.get("id")): item for item in package.iter(f"{OPF}item")}
    named = {id: beside(opf, str(item.get("href"))) for id, item in items.items()}
    spine = [str(reference.get("idref")) for reference in package.iter(f"{OPF}itemref")]
    nav = next(id for id, item in items.items() if "nav" in (item.get("properties") or "").split())
    pages = [etree.fromstring(files[named[id]]) for id in spine if id != nav]
    css = "\n".join(data.decode() for name, data in files.items() if name.endswith(".css"))
    claims = derive(pages, etree.fromstring(files[named[nav]]), css, files)
    if "pageNavigation" in claims.features:
        title = " ".join(words_of(edition.blocks, "title").split())
        pages_of = f"doi:{edition.brief.doi}" if edition.brief.doi else f"{title} (PDF)"
        yield "dc:source", pages_of
        yield f"source-of of dc:source “{pages_of}”", "pagination"
        yield "pageBreakSource", pages_of
    for name, values in {
        "schema:accessMode": claims.modes,
        "schema:accessModeSufficient": claims.sufficient,
        "schema:accessibilityFeature": claims.features,
        "schema:accessibilityHazard": claims.hazards,
        "schema:accessibilitySummary": (claims.summary,),
    }.items():
        yield from ((name, value) for value in values)
