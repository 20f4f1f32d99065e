"""What the page says of itself in its head, for search engines, libraries and social networks.

Four vocabularies, each with those of its terms for which brief.yaml or house.yaml has a fact:

- Highwire Press tags, `citation_…`, from which Google Scholar and Zotero take a reference
  (scholar.google.com/intl/en/scholar/inclusion.html, “Indexing guidelines”);
- Dublin Core, `DC.…`, and for the series DCMI's terms, `DCTERMS.…` (DCMI, “Expressing Dublin Core
  in HTML/XHTML meta and link elements”, 2008);
- Open Graph, `og:…` (ogp.me). It asks for a picture's address too, `og:image`, which nobody knows
  here: the pictures are within the page, and a data: URI is none that a network would fetch;
- schema.org's `Report`, as JSON-LD 1.1.

Where brief.yaml says at which address the page is published, all of them say so (Dublin Core where
there is no DOI), and `rel="canonical"` (RFC 6596).

A draft also asks search engines to leave it out (`robots`, `noindex`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from briefbuild.model import Author
from briefbuild.render.edition import Edition
from briefbuild.render.front_words import words_of
from briefbuild.titles import in_one_line

SCHEMAS = {
    "DC": "http://purl.org/dc/elements/1.1/",
    "DCTERMS": "http://purl.org/dc/terms/",
}
Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Facts:
    """An edition's facts as the page gives them; "" is what nobody has said."""

    title: str
    subtitle: str
    authors: tuple[Author, ...]
    institute: str
    date: str
    """As exactly as it is known: "2023", "2023-05" or "2023-05-14"."""
    language: str
    summary: str
    keywords: tuple[str, ...]
    series: str
    number: str
    doi: str
    url: str
    licence: str
    version: str
    is_draft: bool

    @property
    def full_title(self) -> str:
        return in_one_line(self.title, self.subtitle)


def facts_of(edition: Edition) -> Facts:
    """The facts of an edition; the words of its front matter without their notes."""
    brief, house, blocks = edition.brief, edition.house.file, edition.blocks
    return Facts(
        title=words_of(blocks, "title"),
        subtitle=words_of(blocks, "subtitle"),
        authors=brief.authors,
        institute=house.institute.name,
        date=brief.date,
        language=brief.lang,
        summary=words_of(blocks, "summary"),
        keywords=brief.keywords,
        series=brief.series or house.series or "",
        number=brief.number or "",
        doi=brief.doi or "",
        url=brief.url or "",
        licence=brief.licence or "",
        version=brief.version or "",
        is_draft=brief.status == "draft",
    )


def head_of(facts: Facts) -> str:
    """The `meta`, `link` and JSON-LD elements, one a line."""
    plain = [("author", ", ".join(author.name for author in facts.authors))]
    plain += [("description", facts.summary or facts.subtitle)]
    plain += [("robots", "noindex")] if facts.is_draft else []
    named = [*plain, *_highwire(facts), *_dublin_core(facts)]
    lines = [f'<meta name="{n}" content="{escape(text)}">' for n, text in named if text]
    links = [("canonical", facts.url)] if facts.url else []
    links += [(f"schema.{prefix}", address) for prefix, address in SCHEMAS.items()]
    lines += [f'<link rel="{rel}" href="{escape(address)}">' for rel, address in links]
    graph = _open_graph(facts)
    lines += [f'<meta property="{n}" content="{escape(text)}">' for n, text in graph if text]
    data = json.dumps(_report(facts), ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return "\n".join([*lines, f'<script type="application/ld+json">\n{data}\n</script>'])


def _highwire(facts: Facts) -> Pairs:
    yield "citation_title", facts.full_title
    for author in facts.authors:
        yield "citation_author", author.filed_as
        yield "citation_author_institution", author.affiliation or ""
        yield "citation_author_orcid", _orcid(author)
    yield "citation_publication_date", facts.date.replace("-", "/")
    yield "citation_technical_report_institution", facts.institute
    yield "citation_technical_report_number", facts.number
    yield "citation_series_title", facts.series
    yield "citation_doi", facts.doi
    yield "citation_fulltext_html_url", facts.url
    yield "citation_language", facts.language
    yield "citation_keywords", "; ".join(facts.keywords)
    yield "citation_abstract", facts.summary


def _dublin_core(facts: Facts) -> Pairs:
    yield "DC.title", facts.full_title
    for author in facts.authors:
        yield "DC.creator", author.filed_as
    yield "DC.publisher", facts.institute
    yield "DC.date", facts.date
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.language", facts.language
    yield "DC.identifier", _doi(facts) or facts.url
    yield "DCTERMS.isPartOf", facts.series
    yield "DC.rights", facts.licence
    yield "DC.description", facts.summary
    for keyword in facts.keywords:
        yield "DC.subject", keyword


def _open_graph(facts: Facts) -> Pairs:
    yield "og:type", "article"
    yield "og:url", facts.url
    yield "og:title", facts.title
    yield "og:description", facts.summary or facts.subtitle
    yield "og:site_name", facts.institute
    if "-" in facts.language:
        yield "og:locale", facts.language.replace("-", "_")
    yield "article:published_time", facts.date
    for keyword in facts.keywords:
        yield "article:tag", keyword


def _report(facts: Facts) -> dict[str, Any]:
    """The page as schema.org's Report (schema.org/Report), without what isn't known."""
    publisher = {"@type": "Organization", "name": facts.institute}
    series = {"@type": "CreativeWorkSeries", "name": facts.series}
    doi = {"@type": "PropertyValue", "propertyID": "DOI", "value": facts.doi}
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": facts.full_title,
        "headline": facts.title,
        "alternativeHeadline": facts.subtitle,
        "author": [_person(author) for author in facts.authors],
        "publisher": publisher,
        "datePublished": facts.date,
        "inLanguage": facts.language,
        "abstract": facts.summary,
        "keywords": list(facts.keywords),
        "isPartOf": series if facts.series else "",
        "reportNumber": facts.number,
        "identifier": doi if facts.doi else "",
        "url": facts.url,
        "sameAs": _doi(facts),
        "license": {"@type": "CreativeWork", "name": facts.licence} if facts.licence else "",
        "version": facts.version,
        "creativeWorkStatus": "Draft" if facts.is_draft else "",
    }
    return {name: value for name, value in made.items() if value}


def _person(author: Author) -> dict[str, Any]:
    organization = {"@type": "Organization", "name": author.affiliation}
    made = {
        "@type": "Person",
        "@id": _orcid(author),
        "name": author.name,
        "jobTitle": author.role,
        "affiliation": organization if author.affiliation else "",
        "email": author.email,
    }
    return {name: value for name, value in made.items() if value}


def _orcid(author: Author) -> str:
    return f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _doi(facts: Facts) -> str:
    return f"https://doi.org/{facts.doi}" if facts.doi else ""
