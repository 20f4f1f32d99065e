"""A Word file's core properties (ISO 29500-2, 11) and its statistics (ISO 29500-1, 22.2), and what
they are to be.

Statistics are counted anew in the finished text with its notes: a word is what stands between
blanks, tabs and breaks, as in Word's status bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from briefbuild.render.edition import Edition
from briefbuild.render.timestamp import fixed_time
from briefbuild.verify.metadata.entries import Entries, gathered, summary_of, words_of
from briefbuild.verify.ooxml import Package, W

PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
}
CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
PARTING = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})
Pairs = Iterator[tuple[str, str]]


def said(path: Path) -> Entries:
    """Every core, extended and custom property."""
    package = Package.open(path)
    return gathered(pair for part in (CORE, APP, CUSTOM) for pair in _said(package, part))


def due(path: Path, edition: Edition) -> Entries:
    """The properties that follow from an edition, and the statistics of its finished file."""
    return gathered([*_facts(edition), *_statistics(Package.open(path))])


def _said(package: Package, part: str) -> Pairs:
    root = package.xml(part)
    for element in () if root is None else root.iterchildren(etree.Element):
        name = etree.QName(element)
        prefix = PREFIXES.get(name.namespace or "", "custom" if part == CUSTOM else "app")
        yield f"{prefix}:{element.get('name') or name.localname}", "".join(element.itertext())


def _facts(edition: Edition) -> Pairs:
    brief, house = edition.brief, edition.house.file
    authors = "; ".join(author.name for author in brief.authors)
    time = f"{fixed_time(brief.date):%Y-%m-%dT%H:%M:%SZ}"
    yield "dc:title", words_of(edition.blocks, "title")
    yield "dc:subject", words_of(edition.blocks, "subtitle")
    yield "dc:creator", authors
    yield "cp:lastModifiedBy", authors
    yield "cp:keywords", ", ".join(brief.keywords)
    yield "dc:description", summary_of(edition.blocks)
    yield "cp:revision", "1"
    yield "dcterms:created", time
    yield "dcterms:modified", time
    yield "cp:category", f"{brief.series or house.series or ''} {brief.number or ''}"
    yield "dc:language", brief.lang
    yield "cp:version", brief.version or ""
    draft = edition.house.words(brief.lang)["draft"]
    yield "cp:contentStatus", draft if brief.status == "draft" else ""
    yield "dc:identifier", f"https://doi.org/{brief.doi}" if brief.doi else ""
    yield "app:Application", "briefbuild"
    yield "app:DocSecurity", "0"
    yield "app:Company", house.institute.name


def _statistics(package: Package) -> Pairs:
    parts = [package.xml(f"word/{name}.xml") for name in ("document", "footnotes")]
    paragraphs = [p for part in parts if part is not None for p in part.iter(f"{W}p")]
    texts = [text for p in paragraphs if (text := "".join(_text(p))).strip()]
    words = [word for text in texts for word in text.split()]
    yield "app:Words", str(len(words))
    yield "app:Characters", str(sum(map(len, words)))
    yield "app:CharactersWithSpaces", str(sum(map(len, texts)))
    yield "app:Paragraphs", str(len(texts))


def _text(paragraph: etree._Element) -> Iterator[str]:
    for part in paragraph.iter(f"{W}t", *PARTING):
        yield " " if part.tag in PARTING else part.text or ""
