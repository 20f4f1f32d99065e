"""What an EPUB says of itself: given facts, and claims that follow from its content."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefbuild.render.epub.accessibility import Claims, derive
from briefbuild.render.epub.metadata import book_of, identifier, metadata_element
from tests.render.sample_edition import X, back, body, edition, front, make

CLAIMS = Claims(("textual",), ("textual",), (), (), "Words.")
FULL = {
    "subtitle": "A Study",
    "doi": "10.1234/tides",
    "series": "Papers",
    "number": "12",
    "licence": "CC BY 4.0",
    "keywords": ["tides", "trade"],
    "summary": "Tides turn trade.",
}


def facts(tmp_path: Path, **given: Any) -> list[tuple[str, str | None]]:
    """Name and text of each entry, in order."""
    made = metadata_element(book_of(edition(tmp_path, **given)), CLAIMS)
    return [(str(e.get("property") or etree.QName(e).localname), e.text) for e in made]


def test_all_that_is_given_is_said(tmp_path: Path) -> None:
    said = facts(tmp_path, **FULL)
    for entry in [
        ("identifier", "doi:10.1234/tides"),
        ("identifier-type", "06"),
        ("title", "Tides and Trade"),
        ("belongs-to-collection", "Papers"),
        ("group-position", "12"),
        ("rights", "CC BY 4.0"),
        ("subject", "tides"),
        ("subject", "trade"),
        ("description", "Tides turn trade."),
        ("date", "2024-03"),
        ("language", "en-GB"),
        ("dcterms:modified", "2024-03-01T00:00:00Z"),
        ("publisher", "Bangladesh Institute of Peace and Security Studies"),
    ]:
        assert entry in said, entry


def test_what_is_not_given_is_not_said(tmp_path: Path) -> None:
    without = [*front()[:2], *body(), *back()]  # no summary
    made = metadata_element(book_of(edition(tmp_path, without)), CLAIMS)
    names = {str(e.get("property") or etree.QName(e).localname) for e in made}
    absent = {"identifier-type", "rights", "subject", "description", "group-position"}
    assert not names & (absent | {"title-type", "dcterms:conformsTo", "contributor"})


def test_a_number_that_is_no_position_is_not_made_one(tmp_path: Path) -> None:
    said = dict(facts(tmp_path, series="Papers", number="12/2024"))
    assert "group-position" not in said


def test_authors_have_role_order_and_sort_name(tmp_path: Path) -> None:
    said = facts(tmp_path)
    start = said.index(("creator", "Ana María Ruiz"))
    assert said[start : start + 8] == [
        *[("creator", "Ana María Ruiz"), ("role", "aut")],
        *[("file-as", "Ruiz, Ana María"), ("display-seq", "1")],
        *[("creator", "Bo Li"), ("role", "aut"), ("file-as", "Li, Bo"), ("display-seq", "2")],
    ]


def test_title_and_subtitle_are_two_and_told_apart(tmp_path: Path) -> None:
    blocks = [*front(), *body()]
    blocks[1]["c"][1].insert(1, {"t": "Div", "c": [["", ["subtitle"], []], [_plain("A Study")]]})
    made = metadata_element(book_of(edition(tmp_path, blocks)), CLAIMS)
    titles = [e.text for e in made.iterfind("dc:title", X)]
    kinds = [e.text for e in made if e.get("property") == "title-type"]
    assert (titles, kinds) == (["Tides and Trade", "A Study"], ["main", "subtitle"])


def _plain(text: str) -> dict[str, object]:
    return {"t": "Plain", "c": [{"t": "Str", "c": text}]}


def test_the_identifier_is_the_same_for_ever() -> None:
    uuid = "urn:uuid:5e8be1e5-d7f3-5c0c-b4d3-3d4e40a0e0b9"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier(None, "a", "B"))
    assert len(identifier(None, "a", "B")) == len(uuid)
    assert identifier(None, "a", "B") == identifier(None, "a", "B")
    assert identifier(None, "a", "B") != identifier(None, "a", "C")


def test_source_date_epoch_goes_before_the_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert book_of(edition(tmp_path)).modified == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert ("dcterms:modified", "2023-11-14T22:13:20Z") in facts(tmp_path)


# --- Accessibility


def page(body: str) -> etree._Element:
    return etree.fromstring(f'<html xmlns="{X["x"]}"><body>{body}</body></html>')


NAV = etree.fromstring(
    f'<html xmlns="{X["x"]}" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    '<nav epub:type="toc"><ol><li><a href="a">One</a></li><li><a href="b">Two</a></li></ol></nav>'
    "</body></html>"
)
ONE, TWO = page("<h1>One</h1><p>Words</p>"), page("<h1>Two</h1>")
DESCRIBED = page('<img src="a.png" alt="A bay"/>')


def test_text_alone_claims_nothing_about_pictures() -> None:
    claims = derive([ONE, TWO], NAV, "p { font-size: 1em }", {})
    assert (claims.modes, claims.sufficient) == (("textual",), ("textual",))
    assert claims.features == (
        *["displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"],
    )
    assert claims.hazards == ("none",)
    assert "picture" not in claims.summary


def test_described_pictures_are_claimed() -> None:
    claims = derive([DESCRIBED, ONE, TWO], NAV, "", {"EPUB/media/a.png": b"PNG"})
    assert claims.modes == ("textual", "visual")
    assert claims.sufficient == ("textual", "textual,visual")
    assert "alternativeText" in claims.features
    assert "Every picture has a text alternative." in claims.summary


@pytest.mark.parametrize(
    ("described", "claimed"),
    [
        ('<details id="d"><p>Its coast</p></details>', True),
        ('<details id="d"> </details>', False),
        ('<details id="other"><p>Its coast</p></details>', False),
    ],
)
def test_a_long_description_is_claimed_where_a_picture_points_to_one(
    described: str, claimed: bool
) -> None:
    picture = page(f'<h1>One</h1><img src="a.png" alt="A bay" aria-details="d"/>{described}')
    assert ("longDescription" in derive([picture, TWO], NAV, "", {}).features) == claimed


@pytest.mark.parametrize("image", ['<img src="b.png"/>', '<img src="b.png" alt=" "/>'])
def test_one_picture_without_words_takes_the_claims_back(image: str) -> None:
    claims = derive([DESCRIBED, page(image), ONE, TWO], NAV, "", {})
    assert claims.sufficient == ("textual,visual",)
    assert "alternativeText" not in claims.features
    assert "Not every picture has a text alternative." in claims.summary


@pytest.mark.parametrize(
    ("pages", "css", "files"),
    [
        ([page("<h1>One</h1><script/>")], "", {}),
        ([page("<h1>One</h1><video/>")], "", {}),
        ([page('<svg xmlns="http://www.w3.org/2000/svg"><animate/></svg>')], "", {}),
        ([ONE], "p { animation: blink 1s }", {}),
        ([page('<h1>One</h1><p style="animation: f 1s"/>')], "", {}),
        ([page("<h1>One</h1><style>p { transition: all 1s }</style>")], "", {}),
        ([page('<h1>One</h1><p onclick="f()"/>')], "", {}),
    ],
)
def test_what_may_move_or_sound_takes_harmlessness_back(
    pages: list[etree._Element], css: str, files: dict[str, bytes]
) -> None:
    claims = derive(pages, NAV, css, files)
    assert claims.hazards == ()
    assert "flashes" not in claims.summary


FREE = "displayTransformability"
LISTED = {"readingOrder", "structuralNavigation", "tableOfContents"}


@pytest.mark.parametrize(
    ("css", "free"),
    [
        ("p { font: 10pt serif }", False),
        ("p { FONT-SIZE : 12PX }", False),
        ("p { font-size: medium }", False),
        ("p { font-size: x-small }", False),
        ("p { font-size: max(12px, 1em) }", False),
        ("p { font: 1em/12Q serif }", False),
        ("p { line-height: 5mm }", False),
        ("p { font-size: larger; line-height: 1.3; width: 10px }", True),
        ("p { font: small-caps 1.2em serif; letter-spacing: 1px }", True),
        ("p { --font: 12px; font-size: 80% }", True),
    ],
)
def test_sizes_of_type_are_the_reader_s_where_none_is_fixed(css: str, free: bool) -> None:
    assert (FREE in derive([ONE, TWO], NAV, css, {}).features) == free


APNG = b"\x89PNG\r\n\x1a\n....acTL....IDAT...."
STILL = b"\x89PNG\r\n\x1a\n....IDAT..acTL.."


def inside(kind: str, data: bytes) -> str:
    return f'<image href="data:image/{kind};base64,{b64encode(data).decode()}"/>'


def svg(body: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'.encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gif", b"GIF89a"),
        ("a.png", b"GIF89a"),
        ("a.jpg", b"GIF89a"),
        ("a.png", APNG),
        ("a.svg", b"<svg"),
        ("a.svg", svg("<animate/>")),
        ("a.svg", svg("<animateTransform/>")),
        ("a.svg", svg("<animateMotion/>")),
        ("a.svg", svg("<set/>")),
        ("a.svg", b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:animate/></s:svg>'),
        ("a.svg", svg("<script>1</script>")),
        ("a.svg", svg('<rect onload="f()"/>')),
        ("a.svg", svg("<style>.x{animation:f .1s infinite}</style>")),
        ("a.svg", svg("<style>@keyframes f{50%{opacity:0}}</style>")),
        ("a.svg", svg("<style>@IMPORT 'x.css';</style>")),
        ("a.svg", b'<?xml-stylesheet href="x.css"?>' + svg("")),
        ("a.svg", svg("<style>@-webkit-keyframes f{50%{opacity:0}}</style>")),
        ("a.svg", svg("<style>@media screen{.x{Animation-Name:f}}</style>")),
        ("a.svg", svg("<style>.x{anim\\61tion:f 1s}</style>")),
        ("a.svg", svg('<rect style="transition:opacity 1s"/>')),
        ("a.svg", svg(inside("gif", b"GIF89a"))),
        ("a.svg", svg(inside("png", APNG))),
        ("a.svg", svg(inside("svg+xml", b"<svg/>"))),
        ("a.svg", svg('<rect style="fill:url( &quot;data:image/gif;base64,R0lG&quot;)"/>')),
    ],
)
def test_a_file_that_may_move_takes_harmlessness_back(name: str, data: bytes) -> None:
    assert derive([ONE], NAV, "", {f"EPUB/media/{name}": data}).hazards == ()
    assert derive([ONE], NAV, "", {f"EPUB/{name}": data}).hazards == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", STILL),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.svg", svg("<style>/* animation: f 1s */ .animation { fill: red }</style>")),
        ("a.svg", svg('<rect aria-label="data: 12, 13"/>' + inside("png", STILL))),
        ("a.svg", svg("<style>@font-face{src:url('data:font/woff;base64,AAAA')}</style>")),
    ],
)
def test_a_still_file_is_harmless(name: str, data: bytes) -> None:
    assert derive([ONE], NAV, "", {f"EPUB/media/{name}": data}).hazards == ("none",)


@pytest.mark.parametrize(
    ("pages", "nav", "css", "lost"),
    [
        ([TWO, ONE], NAV, "", {"readingOrder"}),
        ([page("<h1>One</h1><h3>Jump</h3>"), TWO], NAV, "", {"structuralNavigation"}),
        ([page('<h1>One</h1><p style="font-size:8px"/>'), TWO], NAV, "", {FREE}),
        ([page("<h1>One</h1><style>p { font-size: 8px }</style>"), TWO], NAV, "", {FREE}),
        ([ONE, page("<h1>Two</h1><h2>More</h2>")], NAV, "", LISTED),
        ([ONE, TWO, page("<h1>Three</h1>")], NAV, "", LISTED),
        ([ONE, TWO], page("<nav/>"), "", LISTED),
    ],
)
def test_each_feature_is_lost_with_what_it_follows_from(
    pages: list[etree._Element], nav: etree._Element, css: str, lost: set[str]
) -> None:
    whole = set(derive([ONE, TWO], NAV, "", {}).features)
    assert whole - set(derive(pages, nav, css, {}).features) == lost


def test_a_picture_without_words_is_not_claimed_in_the_book(tmp_path: Path) -> None:
    book = make(tmp_path, [*front(), *body(alt=""), *back()])
    said = {(e.get("property"), e.text) for e in book.opf.iterfind(".//opf:meta", X)}
    assert ("schema:accessibilityFeature", "alternativeText") not in said
    assert ("schema:accessModeSufficient", "textual") not in said
    assert ("schema:accessibilityFeature", "tableOfContents") in said
