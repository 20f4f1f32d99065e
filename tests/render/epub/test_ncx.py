"""The contents for reading systems of EPUB 2: what the navigation document has, and its counts."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.render.sample_edition import Book, X, make

N = {"n": "http://www.daisy.org/z3986/2005/ncx/"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return make(tmp_path_factory.mktemp("ncx"))


@pytest.fixture(scope="module")
def ncx(book: Book) -> etree._Element:
    return etree.fromstring(book.files["EPUB/toc.ncx"])


def entries(nav: etree._Element, kind: str) -> list[tuple[str, str | None]]:
    links = nav.iterfind(f".//x:nav[@role='{kind}']//x:a", X)
    return [(" ".join("".join(a.itertext()).split()), a.get("href")) for a in links]


def targets(ncx: etree._Element, name: str) -> list[tuple[str | None, str | None]]:
    labels = ncx.iterfind(f".//n:{name}/n:navLabel/n:text", N)
    contents = ncx.iterfind(f".//n:{name}/n:content", N)
    return [(a.text, b.get("src")) for a, b in zip(labels, contents, strict=True)]


def test_it_has_the_entries_and_the_pages_of_the_navigation(
    book: Book, ncx: etree._Element
) -> None:
    nav = book.pages["nav.xhtml"]
    assert targets(ncx, "navPoint") == entries(nav, "doc-toc")
    assert targets(ncx, "pageTarget") == entries(nav, "doc-pagelist")
    assert len(targets(ncx, "pageTarget")) > 1


def test_its_counts_are_those_of_what_it_has(book: Book, ncx: etree._Element) -> None:
    said = {e.get("name"): e.get("content") for e in ncx.iterfind(".//n:meta", N)}
    pages = str(len(entries(book.pages["nav.xhtml"], "doc-pagelist")))
    assert said == {
        "dtb:uid": book.opf.findtext(".//dc:identifier", namespaces=X),
        "dtb:depth": "2",
        "dtb:totalPageCount": pages,
        "dtb:maxPageNumber": pages,
    }
    assert ncx.find("n:navMap/n:navPoint/n:navPoint/n:navPoint", N) is None


def test_every_entry_has_an_id_of_its_own(ncx: etree._Element) -> None:
    ids = [e.get("id") for e in ncx.iter(etree.Element) if e.get("id")]
    assert len(ids) == len(set(ids)) > 0
