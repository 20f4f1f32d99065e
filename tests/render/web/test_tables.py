"""Tables on any screen: what each is told, and in Chromium that no column vanishes unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

import pytest
from playwright.sync_api import Browser

from briefbuild.render.web.tables import frame_tables
from briefbuild.verify.judges.axe import Screen, browser, shown
from tests.building import Built

HEAD = (
    '<thead><tr><th>Year</th><th>Sum<a class="note-call" role="doc-noteref">7</a></th></tr></thead>'
)
LACKING = """() => [...document.querySelectorAll('.table-frame')]
  .filter(frame => frame.scrollWidth > frame.clientWidth).length"""
SHOWN = "getComputedStyle(document.querySelector('.table-frame > table')).display"
"""“table”, or “block” where its rows are cards."""


def framed(table: str) -> Element:
    body = fromstring(f"<body>{table}after</body>")
    frame_tables(body)
    return body


def labels(body: Element) -> list[str | None]:
    return [cell.get("data-label") for cell in body.iter("td")]


def narrowest(body: Element) -> float:
    return float((body[0].get("style") or "").removeprefix("--narrowest: "))


def test_a_cell_has_its_column_s_head_without_notes() -> None:
    body = framed(f"<table>{HEAD}<tbody><tr><td>2022</td><td>3</td></tr></tbody></table>")
    assert labels(body) == ["Year", "Sum"]
    assert (body[0].get("class"), body[0].tail, body[0][0].tail) == ("table-frame", "after", None)


def test_a_table_whose_cells_span_columns_has_no_labels() -> None:
    body = framed(
        f'<table>{HEAD}<tbody><tr><td colspan="2">Both</td></tr></tbody></table>',
    )
    assert labels(body) == [None]
    assert body[0].get("style") is None


def test_a_table_is_as_wide_as_its_longest_words() -> None:
    def width(words: str, attribute: str = "") -> float:
        row = f"<tbody><tr><td>a</td><td{attribute}>{words}</td></tr></tbody>"
        return narrowest(framed(f"<table>{HEAD}{row}</table>"))

    parted = width("1 000 000")
    assert parted < width("1 000 000", ' class="number"') < width("Institutionalization")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.mark.parametrize(("width", "display"), [(320, "block"), (390, "block"), (768, "table")])
def test_rows_are_cards_where_columns_do_not_fit(
    chromium: Browser, specimen: Built, width: int, display: str
) -> None:
    with shown(chromium, specimen.html, Screen(width, "light")) as page:
        assert page.evaluate(SHOWN) == display
        assert page.evaluate(LACKING) == 0
        page.add_style_tag(content=".table-frame * { display: revert !important }")
        assert page.evaluate(LACKING) == (width < 768)


def test_a_table_that_scrolls_has_a_shadow_where_there_is_more(
    chromium: Browser, specimen: Built
) -> None:
    with shown(chromium, specimen.html, Screen(390, "light")) as page:
        frame = page.locator(".table-frame").first
        frame.evaluate("e => e.style.setProperty('--narrowest', 0)")
        assert page.evaluate(SHOWN) == "table"
        cut = frame.screenshot()
        page.add_style_tag(content=".table-frame { background: none !important }")
        assert frame.screenshot() != cut
