"""Where lines may end in addresses: by `wbr`, in both trees, and never within an ORCID iD."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from lxml import etree

from briefbuild.render.addresses import open_addresses

DATED = "https://www.example.org/news/2026/6/11/a-long-name-of-an-article.html"
ID = "https://orcid.org/0000-0002-1825-0097"
WHOLE = '<span class="unbroken">0000-0002-1825-0097</span>'


@pytest.mark.parametrize("library", [etree, ElementTree])
@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            f'<a class="uri">{DATED}</a>',
            '<a class="uri">https://<wbr/>www.example.org/<wbr/>news/<wbr/>2026/<wbr/>6/<wbr/>11/'
            "<wbr/>a-long-name-of-an-article<wbr/>.html</a>",
        ),
        (f'<a class="uri">{ID}</a>', f'<a class="uri">https://<wbr/>orcid.org/<wbr/>{WHOLE}</a>'),
        (f"<a>{ID}</a>", f"<a>{ID}</a>"),
        ('<a class="uri"><em>a/b</em></a>', '<a class="uri"><em>a/b</em></a>'),
    ],
)
def test_an_address_breaks_where_no_sign_seems_added(
    link: str, expected: str, library: Any
) -> None:
    root = library.fromstring(f"<p>Text {link}. More</p>")
    open_addresses(root)
    assert library.tostring(root, encoding="unicode").replace(" />", "/>") == (
        f"<p>Text {expected}. More</p>"
    )


def test_on_a_page_of_xhtml_its_elements_are_xhtml() -> None:
    page = etree.fromstring(f'<p xmlns="http://x"><a class="uri">{ID}</a></p>')
    open_addresses(page)
    assert {etree.QName(e).namespace for e in page.iter()} == {"http://x"}
    assert "".join(page.itertext()) == ID
