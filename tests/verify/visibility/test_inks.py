"""Letters as pale as their ground are found, and no others."""

from __future__ import annotations

import pytest
from lxml import html

from briefbuild.verify.visibility.hidden import style_of

PAGE = "<html><body><div><p>One <span>two</span></p></div></body></html>"


@pytest.mark.parametrize(
    ("sheet", "pale"),
    [
        ("p { color: #333 }", []),
        ("span { color: #fff }", ["span"]),
        ("span { color: #fff } p { background: #003c69 }", []),
        ("p { color: #003c69; background: #003c69 } span { color: #fff }", ["p"]),
        # A tint lets the paper through: white on it is all but white on white.
        ("div { background: rgba(0, 60, 105, 0.067) } span { color: #fff }", ["span"]),
        ("div { background: rgba(0, 60, 105, 0.9) } span { color: #fff }", []),
        ("div { background: #000 } p { background: rgba(0, 0, 0, 0.1); color: #fff }", []),
        ("div { background: #000; color: #fff } p { background: rgba(0, 0, 0, 0) }", []),
        ("div { background: url(a.png) } p { background: rgba(0, 0, 0, 0.1); color: #fff }", []),
        ("span { color: transparent }", ["span"]),
    ],
)
def test_what_is_as_pale_as_its_ground(sheet: str, pale: list[str]) -> None:
    found = style_of(html.document_fromstring(PAGE), [sheet]).hidden
    assert [element.tag for element in found] == pale
