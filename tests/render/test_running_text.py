"""The running text: what counts in it, on the printed page and in the EPUB alike."""

from __future__ import annotations

from xml.etree import ElementTree

from lxml import etree

from briefbuild.render.running_text import Spot, letters_in, pieces

PAGE = (
    "<html><head><title>Not this</title></head><body><nav>Nor this</nav><p>One <em>two</em>"
    '<a class="note-call">7<span class="footnote">A note.</span></a> three</p>'
    "<figure><figcaption>Caption</figcaption></figure>"
    '<p>4<span class="fill" data-fill=".00"></span></p><aside>A note.</aside></body></html>'
)


def test_notes_figures_and_what_print_alone_has_count_nothing() -> None:
    found, end = pieces(ElementTree.fromstring(PAGE))
    assert [piece.text for piece in found if not piece.is_figure] == ["One ", "two", " three", "4"]
    assert [piece.spot for piece in found if piece.is_figure] == [Spot(11, 0)]
    assert end == Spot(12, 1)


def test_the_same_is_found_in_xhtml() -> None:
    page = PAGE.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml"><!-- Nor this -->')
    found, end = pieces(etree.fromstring(page), Spot(100, 2))
    assert found[0].spot == Spot(100, 2)
    assert end == Spot(112, 3)


def test_joiners_and_hyphens_are_no_letters() -> None:
    assert letters_in("co\u00adop-er\u2060ation.\u200b 2°") == 12
