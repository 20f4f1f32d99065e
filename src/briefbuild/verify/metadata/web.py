"""A web page's metadata, and what it is to be: every `meta`, `link` and `title` of its head, and
every value of its JSON-LD by the path that leads to it ("author/2/name").

The vocabularies and their sources are named in `render.web.metadata`, whose work is judged here
and so not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from briefbuild.model import Author
from briefbuild.render.edition import Edition
from briefbuild.titles import in_one_line
from briefbuild.verify.metadata.entries import Entries, gathered, summary_of, words_of

Pairs = Iterator[tuple[str, str]]
OF_PAGE = frozenset({"viewport", "color-scheme", "stylesheet"})
"""What tells of the page as a page, and not of what it holds."""


def said(path: Path) -> Entries:
    """Every entry of the head; JSON-LD that isn't JSON raises ValueError."""
    page = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return gathered(_said(page))


def due(_path: Path, edition: Edition) -> Entries:
    """The entries that follow from an edition."""
    pairs = [*_page(edition), *_highwire(edition), *_dublin_core(edition), *_open_graph(edition)]
    return gathered([*pairs, *_leaves("JSON-LD", _report(edition))])


def _said(page: etree._Element) -> Pairs:
    yield "lang", page.get("lang") or ""
    for element in page.xpath("//head/title | //meta | //link | //script"):
        kind = element.get("name") or element.get("property") or element.get("rel") or ""
        if element.tag == "title":
            yield "title", element.text or ""
        elif element.get("type") == "application/ld+json":
            yield from _leaves("JSON-LD", json.loads(element.text or ""))
        elif kind and kind not in OF_PAGE:
            yield kind, element.get("content") or element.get("href") or ""


def _leaves(path: str, value: Any) -> Pairs:
    """Each value of nested objects and lists, by its path; lists count from 1."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(f"{path}/{name}", part)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from _leaves(f"{path}/{number}", part)
    else:
        yield path, str(value)


def _titles(edition: Edition) -> tuple[str, str]:
    """The title alone, and with its subtitle."""
    title, subtitle = (words_of(edition.blocks, name) for name in ("title", "subtitle"))
    return title, in_one_line(title, subtitle)


def _description(edition: Edition) -> str:
    return summary_of(edition.blocks) or words_of(edition.blocks, "subtitle")


def _series(edition: Edition) -> str:
    return edition.brief.series or edition.house.file.series or ""


def _orcid(author: Author) -> str:
    return f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _doi(edition: Edition) -> str:
    return f"https://doi.org/{edition.brief.doi}" if edition.brief.doi else ""


def _page(edition: Edition) -> Pairs:
    brief, institute = edition.brief, edition.house.file.institute
    yield "lang", brief.lang
    yield "title", f"{_titles(edition)[0]} – {institute.short_name or institute.name}"
    yield "author", ", ".join(author.name for author in brief.authors)
    yield "description", _description(edition)
    yield "robots", "noindex" if brief.status == "draft" else ""
    yield "canonical", brief.url or ""
    yield "schema.DC", "http://purl.org/dc/elements/1.1/"
    yield "schema.DCTERMS", "http://purl.org/dc/terms/"


def _highwire(edition: Edition) -> Pairs:
    brief = edition.brief
    yield "citation_title", _titles(edition)[1]
    for author in brief.authors:
        yield "citation_author", author.filed_as
        yield "citation_author_institution", author.affiliation or ""
        yield "citation_author_orcid", _orcid(author)
    yield "citation_publication_date", brief.date.replace("-", "/")
    yield "citation_technical_report_institution", edition.house.file.institute.name
    yield "citation_technical_report_number", brief.number or ""
    yield "citation_series_title", _series(edition)
    yield "citation_doi", brief.doi or ""
    yield "citation_fulltext_html_url", brief.url or ""
    yield "citation_language", brief.lang
    yield "citation_keywords", "; ".join(brief.keywords)
    yield "citation_abstract", summary_of(edition.blocks)


def _dublin_core(edition: Edition) -> Pairs:
    brief = edition.brief
    yield "DC.title", _titles(edition)[1]
    yield from (("DC.creator", author.filed_as) for author in brief.authors)
    yield "DC.publisher", edition.house.file.institute.name
    yield "DC.date", brief.date
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.language", brief.lang
    yield "DC.identifier", _doi(edition) or brief.url or ""
    yield "DCTERMS.isPartOf", _series(edition)
    yield "DC.rights", brief.licence or ""
    yield "DC.description", summary_of(edition.blocks)
    yield from (("DC.subject", keyword) for keyword in brief.keywords)


def _open_graph(edition: Edition) -> Pairs:
    brief = edition.brief
    yield "og:type", "article"
    yield "og:url", brief.url or ""
    yield "og:title", _titles(edition)[0]
    yield "og:description", _description(edition)
    yield "og:site_name", edition.house.file.institute.name
    yield "og:locale", brief.lang.replace("-", "_") if "-" in brief.lang else ""
    yield "article:published_time", brief.date
    yield from (("article:tag", keyword) for keyword in brief.keywords)


def _report(edition: Edition) -> dict[str, Any]:
    """schema.org's Report as nested values; empty ones are no entries."""
    brief, (title, full_title) = edition.brief, _titles(edition)
    series, licence, doi = _series(edition), brief.licence or "", brief.doi or ""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": full_title,
        "headline": title,
        "alternativeHeadline": words_of(edition.blocks, "subtitle"),
        "author": [_person(author) for author in brief.authors],
        "publisher": {"@type": "Organization", "name": edition.house.file.institute.name},
        "datePublished": brief.date,
        "inLanguage": brief.lang,
        "abstract": summary_of(edition.blocks),
        "keywords": list(brief.keywords),
        "isPartOf": {"@type": "CreativeWorkSeries", "name": series} if series else "",
        "reportNumber": brief.number or "",
        "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": doi} if doi else "",
        "url": brief.url or "",
        "sameAs": _doi(edition),
        "license": {"@type": "CreativeWork", "name": licence} if licence else "",
        "version": brief.version or "",
        "creativeWorkStatus": "Draft" if brief.status == "draft" else "",
    }


def _person(author: Author) -> dict[str, Any]:
    organization = {"@type": "Organization", "name": author.affiliation}
    return {
        "@type": "Person",
        "@id": _orcid(author),
        "name": author.name,
        "jobTitle": author.role or "",
        "affiliation": organization if author.affiliation else "",
        "email": author.email or "",
    }
