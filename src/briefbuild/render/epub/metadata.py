"""What an EPUB says of itself, in one place: the metadata of its package document.

Only what brief.yaml, house.yaml or the finished pages hold is said; what they leave out is left
out here. EPUB 3.3, §5.5; roles are MARC relators, identifier types ONIX code list 5.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from briefbuild.model import Author
from briefbuild.render.edition import Edition
from briefbuild.render.epub.accessibility import Claims
from briefbuild.render.epub.parts import paragraphs_text, plain_text
from briefbuild.render.timestamp import fixed_time

# Name-based identifiers (RFC 9562, §5.5) of briefs without a DOI: the same institute and slug give
# the same identifier for ever. The namespace is the UUID of this tag URI (RFC 4151).
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:briefbuild,2026:edition")

DC = "http://purl.org/dc/elements/1.1/"
OPF = "http://www.idpf.org/2007/opf"
IDENTIFIER = "identifier"  # the element that the package's unique-identifier names


@dataclass(frozen=True)
class Book:
    """An edition's facts as an EPUB's metadata, its cover and its title page need them."""

    title: str
    subtitle: str
    authors: tuple[Author, ...]
    institute: str
    date: str
    """As exactly as it is known: "2023", "2023-05" or "2023-05-14"."""
    language: str
    identifier: str
    doi: str | None = None
    series: str | None = None
    number: str | None = None
    licence: str | None = None
    keywords: tuple[str, ...] = ()
    description: str = ""
    modified: datetime = datetime(1980, 1, 1, tzinfo=UTC)
    print_edition: str = ""
    """What the print edition, whose pages it marks, is known by: the DOI, or else its title."""


def book_of(edition: Edition) -> Book:
    """The facts of an edition; title, subtitle and summary without marks and notes."""
    brief, house = edition.brief, edition.house.file
    title = plain_text(edition.blocks, "title")
    return Book(
        title=title,
        subtitle=plain_text(edition.blocks, "subtitle"),
        authors=brief.authors,
        institute=house.institute.name,
        date=brief.date,
        language=brief.lang,
        identifier=identifier(brief.doi, brief.slug, house.institute.name),
        doi=brief.doi,
        series=brief.series or house.series,
        number=brief.number,
        licence=brief.licence,
        keywords=brief.keywords,
        description=paragraphs_text(edition.blocks, "summary"),
        modified=fixed_time(brief.date),
        print_edition=f"doi:{brief.doi}" if brief.doi else f"{title} (PDF)",
    )


def identifier(doi: str | None, slug: str, institute: str) -> str:
    """The DOI, or else a UUID of institute and slug: never random."""
    if doi:
        return f"doi:{doi}"
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{institute}/{slug}')}"


def metadata_element(book: Book, claims: Claims) -> etree._Element:
    """The `metadata` element of the package document."""
    made = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})
    _dc(made, "identifier", book.identifier, id=IDENTIFIER)
    if book.doi:
        _refine(made, IDENTIFIER, "identifier-type", "06", scheme="onix:codelist5")
    _titles(made, book)
    _creators(made, book.authors)
    _dc(made, "publisher", book.institute)
    _dc(made, "date", book.date)
    _dc(made, "language", book.language)
    if book.licence:
        _dc(made, "rights", book.licence)
    for keyword in book.keywords:
        _dc(made, "subject", keyword)
    if book.description:
        _dc(made, "description", book.description)
    _meta(made, "dcterms:modified", f"{book.modified:%Y-%m-%dT%H:%M:%SZ}")
    _series(made, book)
    if "pageNavigation" in claims.features:
        _page_source(made, book)
    _claims(made, claims, book.language)
    etree.indent(made, level=1)
    made.tail = "\n  "
    return made


def _titles(made: etree._Element, book: Book) -> None:
    _dc(made, "title", book.title, id="title")
    if book.subtitle:
        _refine(made, "title", "title-type", "main")
        _refine(made, "title", "display-seq", "1")
        _dc(made, "title", book.subtitle, id="subtitle")
        _refine(made, "subtitle", "title-type", "subtitle")
        _refine(made, "subtitle", "display-seq", "2")


def _creators(made: etree._Element, authors: Sequence[Author]) -> None:
    for number, author in enumerate(authors, 1):
        id = f"creator-{number}"
        _dc(made, "creator", author.name, id=id)
        _refine(made, id, "role", "aut", scheme="marc:relators")
        _refine(made, id, "file-as", author.filed_as)
        _refine(made, id, "display-seq", str(number))


def _series(made: etree._Element, book: Book) -> None:
    if not book.series:
        return
    _meta(made, "belongs-to-collection", book.series, id="series")
    _refine(made, "series", "collection-type", "series")
    if book.number and re.fullmatch(r"\d+(\.\d+)*", book.number):
        # §D.3.4: numbers only; a number like “12/2023” stands on the title page alone.
        _refine(made, "series", "group-position", book.number)


def _page_source(made: etree._Element, book: Book) -> None:
    """Whose pages are marked: as `source-of` (EPUB 3.3, D.3.9), and as `pageBreakSource`, which is
    to replace it, and wants an identifier or else the source's title. A file's name is neither."""
    _dc(made, "source", book.print_edition, id="print-edition")
    _refine(made, "print-edition", "source-of", "pagination")
    _meta(made, "pageBreakSource", book.print_edition)


def _claims(made: etree._Element, claims: Claims, language: str) -> None:
    for mode in claims.modes:
        _meta(made, "schema:accessMode", mode)
    for sufficient in claims.sufficient:
        _meta(made, "schema:accessModeSufficient", sufficient)
    for feature in claims.features:
        _meta(made, "schema:accessibilityFeature", feature)
    for hazard in claims.hazards:
        _meta(made, "schema:accessibilityHazard", hazard)
    summary = _meta(made, "schema:accessibilitySummary", claims.summary)
    if not language.startswith("en"):
        summary.set("{http://www.w3.org/XML/1998/namespace}lang", "en")


def _dc(made: etree._Element, name: str, text: str, id: str = "") -> None:
    element = etree.SubElement(made, f"{{{DC}}}{name}")
    element.text = text
    if id:
        element.set("id", id)


def _meta(made: etree._Element, property: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(made, f"{{{OPF}}}meta", property=property)
    for name, value in attributes.items():
        element.set(name, value)
    element.text = text
    return element


def _refine(made: etree._Element, id: str, property: str, text: str, **more: str) -> None:
    _meta(made, property, text, refines=f"#{id}", **more)
