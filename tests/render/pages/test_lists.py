"""Numbered lists: their numbers are those of the manuscript, and hang before the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import TextBox

from briefbuild.render.pages import page
from briefbuild.render.pages.typeset import typeset
from tests.render.pdf.printing import edition

PIXEL = 0.75  # points
INDENT, SIZE = 13.5, 10.4  # points, of the default style
LISTS = """
3. third
4. fourth

Letters.

a. one
b. two

Capitals.

C.  three
D.  four

Roman.

i. one
ii. two

Many.

""" + "\n".join(f"{n}. item" for n in range(1, 11))


def lists(text: str, work: Path) -> dict[str, list[tuple[str, float, float]]]:
    """Each list's numbers as printed, where they begin and where their text does, in points from
    the column's edge; by the word above the list."""
    document = typeset(edition(text, work), "print.css").document
    assert document is not None
    found: dict[str, list[tuple[str, float, float]]] = {"": []}
    name = ""
    for box in texts(document):
        place = (box.position_x - edge(document)) * PIXEL
        if box.element_tag == "p":
            name = box.text
            found[name] = []
        elif box.element_tag == "li::marker":
            found[name].append((box.text, place, 0.0))
        elif box.element_tag == "li":
            found[name][-1] = (*found[name][-1][:2], place)
    return found


def texts(document: weasyprint.Document) -> list[Any]:
    below = (b for sheet in document.pages for b in sheet._page_box.descendants(placeholders=True))
    return [b for b in below if isinstance(b, TextBox)]


def edge(document: weasyprint.Document) -> float:
    body = next(b for b in document.pages[0]._page_box.descendants() if b.element_tag == "body")
    return float(body.content_box_x())


def numbers(items: list[tuple[str, float, float]]) -> list[str]:
    return [number.strip() for number, _, _ in items]


def test_lists_have_the_numbers_of_the_manuscript(tmp_path: Path) -> None:
    found = lists(LISTS, tmp_path)
    assert numbers(found[""]) == ["3.", "4."]
    assert numbers(found["Letters."]) == ["a.", "b."]
    assert numbers(found["Capitals."]) == ["C.", "D."]
    assert numbers(found["Roman."]) == ["i.", "ii."]
    assert numbers(found["Many."]) == [f"{n}." for n in range(1, 11)]


def test_without_our_own_numbering_a_list_begins_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(root: Element) -> None:
        pass

    monkeypatch.setattr(page, "number_lists", nothing)
    assert numbers(lists(LISTS, tmp_path)[""]) == ["1.", "2."]


def test_text_stands_at_the_indent_and_numbers_begin_at_the_edge(tmp_path: Path) -> None:
    found = lists(LISTS, tmp_path)
    for number, start, text in found[""]:
        assert number in ("3.\u2002", "4.\u2002")
        assert text == pytest.approx(INDENT, abs=0.01)
        assert start == pytest.approx(0, abs=1)
    assert {round(text, 2) for _, _, text in found["Many."]} == {INDENT + SIZE / 2}
    one, ten = found["Many."][0], found["Many."][-1]
    assert ten[1] == pytest.approx(0, abs=1)
    assert one[1] - ten[1] == pytest.approx(SIZE / 2, abs=0.2)  # the points below each other
