"""What the file says of itself: one XMP packet, and an Info dictionary that agrees with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from briefbuild.model import Author
from briefbuild.render.pdf.metadata import Facts, licence_address, packet
from tests.render.pdf.printing import printed

FACTS = Facts(
    title="Rivers & their <names>",
    authors=("Ann Author", "Bo Écrivain"),
    description="What rivers are called",
    keywords=("rivers", "names"),
    language="en-US",
    publisher="An Institute",
    date="2023-05",
    moment=datetime(2023, 5, 1, tzinfo=UTC),
    licence="CC BY 4.0",
    doi="10.1234/rivers.5",
)
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "a": "http://www.aiim.org/pdfa/ns/id/",
    "ua": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
}


def said(facts: Facts, path: str) -> list[str]:
    """The texts at a path below the packet's one description."""
    root = etree.fromstring(packet(facts))
    (about,) = root.findall("rdf:RDF/rdf:Description", NAMES)
    return [str(text) for text in about.xpath(f"{path}/text()", namespaces=NAMES)]


def test_title_and_rights_are_said_in_the_documents_language_and_by_default() -> None:
    for name, text in (
        ("dc:title", FACTS.title),
        ("dc:description", FACTS.description),
        ("dc:rights", "CC BY 4.0"),
        ("rights:UsageTerms", "CC BY 4.0"),
    ):
        assert said(FACTS, f"{name}/rdf:Alt/rdf:li[@xml:lang='x-default']") == [text]
        assert said(FACTS, f"{name}/rdf:Alt/rdf:li[@xml:lang='en-US']") == [text]


def test_authors_are_in_order_and_keywords_one_by_one() -> None:
    assert said(FACTS, "dc:creator/rdf:Seq/rdf:li") == ["Ann Author", "Bo Écrivain"]
    assert said(FACTS, "dc:subject/rdf:Bag/rdf:li") == ["rivers", "names"]
    assert said(FACTS, "pdf:Keywords") == ["rivers, names"]
    assert said(FACTS, "dc:publisher/rdf:Bag/rdf:li") == ["An Institute"]
    assert said(FACTS, "dc:language/rdf:Bag/rdf:li") == ["en-US"]
    assert said(FACTS, "dc:date/rdf:Seq/rdf:li") == ["2023-05"]


def test_the_doi_has_a_schema_that_describes_it() -> None:
    assert said(FACTS, "dc:identifier") == ["doi:10.1234/rivers.5"]
    assert said(FACTS, "prism:doi") == ["10.1234/rivers.5"]
    assert said(FACTS, ".//schema:prefix") == ["pdfuaid", "prism"]


def test_both_standards_are_claimed_and_described() -> None:
    assert (said(FACTS, "a:part"), said(FACTS, "a:conformance")) == (["3"], ["A"])
    assert said(FACTS, "ua:part") == ["1"]
    assert "http://www.aiim.org/pdfua/ns/id/" in said(FACTS, ".//schema:namespaceURI")


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(FACTS, description="", keywords=(), licence="", doi="")
    for name in ("dc:description", "dc:rights", "dc:subject", "dc:identifier", "rights:*"):
        assert said(bare, f"{name}/descendant-or-self::*") == []
    assert said(bare, ".//schema:prefix") == ["pdfuaid"]


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-sa 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("All rights reserved", ""),
        ("CC BY", ""),
    ],
)
def test_a_known_licence_has_its_address(licence: str, address: str) -> None:
    assert licence_address(licence) == address
    assert said(replace(FACTS, licence=licence), "rights:WebStatement") == [address] * bool(address)


def test_the_same_facts_give_the_same_packet() -> None:
    assert packet(FACTS) == packet(replace(FACTS))
    assert packet(FACTS) != packet(replace(FACTS, title="Another"))


def test_the_packet_lies_bare_in_the_file(tmp_path: Path) -> None:
    """Programs that know no PDF look for it by its first and last bytes (ISO 16684-1, 7.3)."""
    facts = {"authors": (Author(name="Ann Author"),), "doi": "10.1234/x", "licence": "CC BY 4.0"}
    data = printed("# Heading\n\nText.\n", tmp_path, **facts).path.read_bytes()
    assert data.count(b"<?xpacket begin=") == data.count(b"<?xpacket end=") == 1
    assert data.count(b"<prism:doi>10.1234/x</prism:doi>") == 1
