"""The page's head: what brief.yaml and house.yaml say, in four vocabularies, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefbuild.tree import div, node, para, plain, words
from tests.render.web.webpage import WebPage, make

ALL: dict[str, Any] = {
    "date": "2024-03-05",
    "series": "Policy Brief",
    "number": "7",
    "doi": "10.5555/tides.7",
    "url": "https://example.org/briefs/7?lang=en&from=a",
    "licence": "CC BY 4.0",
    "version": "1.1",
    "keywords": ["tides", "trade & tolls"],
    "authors": [
        {
            "name": "Ana María Ruiz",
            "sort_name": "Ruiz, Ana María",
            "role": "Fellow",
            "affiliation": "Tide Institute",
            "orcid": "0000-0002-1825-0097",
            "email": "ana@example.org",
        },
        {"name": "Bo Li"},
    ],
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> WebPage:
    return make(tmp_path_factory.mktemp("full"), **ALL)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> WebPage:
    title = div([div([plain(words("Tides"))], "", ["title"])], "", ["title-block"])
    blocks = [title, node("Header", [1, ["a", [], []], words("A")]), para(words("B."))]
    facts: dict[str, Any] = {"date": "2024", "lang": "en", "authors": [{"name": "Bo Li"}]}
    return make(tmp_path_factory.mktemp("bare"), blocks, **facts)


def test_highwire_names_what_a_reference_needs(full: WebPage) -> None:
    assert full.meta("citation_title") == ["Tides and Trade"]
    assert full.meta("citation_author") == ["Ruiz, Ana María", "Li, Bo"]
    assert full.meta("citation_author_institution") == ["Tide Institute"]
    assert full.meta("citation_author_orcid") == ["https://orcid.org/0000-0002-1825-0097"]
    assert full.meta("citation_publication_date") == ["2024/03/05"]
    assert full.meta("citation_technical_report_number") == ["7"]
    assert full.meta("citation_doi") == ["10.5555/tides.7"]
    assert full.meta("citation_keywords") == ["tides; trade & tolls"]
    assert full.meta("citation_abstract") == ["Tides turn trade."]


def test_dublin_core_and_open_graph_say_the_same(full: WebPage) -> None:
    assert full.meta("DC.title") == full.meta("og:title") == ["Tides and Trade"]
    assert full.meta("DC.creator") == ["Ruiz, Ana María", "Li, Bo"]
    assert full.meta("DC.identifier") == ["https://doi.org/10.5555/tides.7"]
    assert full.meta("DC.rights") == ["CC BY 4.0"]
    assert full.meta("DC.subject") == full.meta("article:tag") == ["tides", "trade & tolls"]
    assert full.meta("DC.date") == full.meta("article:published_time") == ["2024-03-05"]
    assert full.meta("DC.language") == ["en-GB"]
    assert full.meta("og:locale") == ["en_GB"]
    assert full.meta("og:type") == ["article"]
    assert full.meta("DC.publisher") == full.meta("og:site_name")


def test_series_and_address_are_said_in_each_vocabulary(full: WebPage) -> None:
    address = ALL["url"]
    assert full.one(".//link[@rel='canonical']").get("href") == address
    assert full.meta("og:url") == full.meta("citation_fulltext_html_url") == [address]
    assert full.report["url"] == address
    assert full.meta("citation_series_title") == full.meta("DCTERMS.isPartOf") == ["Policy Brief"]


def test_without_a_doi_the_address_identifies_the_page(tmp_path: Path) -> None:
    facts = {**ALL, "doi": None}
    assert make(tmp_path, **facts).meta("DC.identifier") == [ALL["url"]]


def test_the_report_is_schema_orgs(full: WebPage) -> None:
    said = full.report
    assert (said["@context"], said["@type"]) == ("https://schema.org", "Report")
    assert said["reportNumber"] == "7"
    assert said["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Policy Brief"}
    assert said["identifier"]["value"] == "10.5555/tides.7"
    first, second = said["author"]
    assert first["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert first["affiliation"] == {"@type": "Organization", "name": "Tide Institute"}
    assert second == {"@type": "Person", "name": "Bo Li"}
    assert said["abstract"] == "Tides turn trade."


def test_what_nobody_has_said_is_left_out(bare: WebPage) -> None:
    head = bare.one("head")
    assert all(m.get("content") for m in head.iter("meta") if m.get("charset") is None)
    names = {m.get("name") or m.get("property") for m in head.iter("meta")}
    for absent in ("description", "citation_doi", "DC.rights", "DC.subject", "og:locale"):
        assert absent not in names
    assert set(bare.report) == {
        *("@context", "@type", "name", "headline", "author", "publisher", "datePublished"),
        *("inLanguage", "isPartOf"),  # the series is the house's
        "creativeWorkStatus",  # a draft, where nothing is said
    }


def test_a_title_can_neither_end_the_data_nor_an_attribute(tmp_path: Path) -> None:
    text = 'An "odd" </script> title'
    title = div([div([plain(words(text))], "", ["title"])], "", ["title-block"])
    page = make(tmp_path, [title])
    assert page.report["name"] == text
    assert page.meta("DC.title") == [text]
    assert (page.one(".//title").text or "").startswith(text)
