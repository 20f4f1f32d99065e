"""Components at many heights of a page: never split badly, and lines below them keep their heights.

All cases are one document, each beginning a page: some lines, the component, three paragraphs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, MarginBox, TextBox

from briefbuild.house import default_styles
from briefbuild.render.pages.typeset import typeset
from tests.render.pdf.printing import edition

HEIGHTS = range(30, 48)
"""Lines above the component, of the 50 that a page has."""
LINE = 14  # points
PIXEL = 0.75  # points
WORDS = "One of the words that fill the lines of these texts so that they run over and on. " * 20


def text(lines: int) -> str:
    """A paragraph of about so many lines in the column."""
    return WORDS[: lines * 76 - 25].rsplit(" ", 1)[0] + "."


def points(*lines: int) -> str:
    return "\n".join(f"- {text(n)}" for n in lines)


def advice(*lines: int) -> str:
    return "\n\n".join(f"A term that names what ought to be done\n\n:   {text(n)}" for n in lines)


TITLE = '<div class="component-title">A title</div>\n\n'
QUOTE = "A sentence of the text, set large, so that a reader who only turns the pages meets it."
COMPONENTS = {
    "few-points": f"::: key-points\n{TITLE}{points(2, 2, 1, 2)}\n:::",
    "many-points": f"::: key-points\n{TITLE}{points(1, 2, 1, 2, 1, 2, 1, 2, 1)}\n:::",
    "recommendations": f"::: recommendations\n{advice(5, 8, 3, 14)}\n:::",
    "quote": f"::: pull-quote\n{QUOTE}\n:::",
    "box": f"::: box\n{TITLE}{text(4)}\n\n{text(16)}\n\n{text(1)}\n:::",
}
WITHOUT = """
.key-points, .key-points li, .pull-quote, .recommendations *, .box > *, .component-title {
  break-inside: auto !important; break-before: auto !important; break-after: auto !important;
  orphans: 1 !important; widows: 1 !important;
}
.recommendations dt { margin-top: 7pt !important; padding-top: 7pt !important; }
"""
"""What a style without these rules would do."""


class Line(NamedTuple):
    """A line of a component, or of the text below it."""

    case: str
    page: int
    top: float
    """In points, from the first line's place on a page."""
    part: Element
    """The paragraph, item, term or title that it belongs to."""
    within: bool
    """Whether it is the component's."""


def style(folder: Path, rules: str) -> Path:
    """The style that ships, with more rules for print."""
    shutil.copytree(default_styles(), folder)
    with (folder / "print.css").open("a", encoding="utf-8") as sheet:
        sheet.write(f".case {{ break-before: page }}\n{rules}")
    return folder


def lines(work: Path, rules: str = "") -> dict[str, list[Line]]:
    """The lines of each case, in order."""
    cases = [
        f"::: {{#{name}-{height} .case}}\n"
        + "Filling.\n\n" * height
        + f"{component}\n\n{text(3)}\n\n{text(3)}\n\n{text(3)}\n:::\n"
        for name, component in COMPONENTS.items()
        for height in HEIGHTS
    ]
    made = typeset(edition("\n".join(cases), work, style=style(work / "style", rules)), "print.css")
    assert made.document
    found = [
        line
        for number, page in enumerate(made.document.pages)
        for line in lines_of(page._page_box, [], number, page._page_box.content_box_y())
    ]
    return {case: list(group) for case, group in groupby(found, key=lambda line: line.case)}


def lines_of(box: Any, above: list[Element], page: int, top: float) -> Iterator[Line]:
    """The lines in a box, with the elements that they stand in; without those of fillings."""
    if isinstance(box, (MarginBox, FootnoteAreaBox)):
        return
    if box.element is not None and box.element not in above:
        above = [*above, box.element]
    if isinstance(box, LineBox):
        words = "".join(part.text for part in box.descendants() if isinstance(part, TextBox))
        case = next((e for e in above if "case" in (e.get("class") or "").split()), None)
        if case is not None and words.strip() not in ("", "Filling."):
            inner = above[above.index(case) + 1 :]
            height = round((box.position_y - top) * PIXEL, 1)
            yield Line(str(case.get("id")), page, height, part(inner), inner[0].tag == "div")
        return
    for child in getattr(box, "children", ()):
        yield from lines_of(child, above, page, top)


def part(above: list[Element]) -> Element:
    """The innermost element that is kept together or divided by rules of its own."""
    return next(e for e in reversed(above) if e.tag in ("li", "dt", "p", "div"))


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Line]]:
    return lines(tmp_path_factory.mktemp("laid"))


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Line]]:
    return lines(tmp_path_factory.mktemp("without"), WITHOUT)


def faults(found: dict[str, list[Line]], name: str) -> list[str]:
    """What is wrong with the splits of one component, in all its cases."""
    wrong = []
    for case in (f"{name}-{height}" for height in HEIGHTS):
        own = [line for line in found[case] if line.within]
        pages = [list(group) for _, group in groupby(own, key=lambda line: line.page)]
        wrong += [f"{case}: {fault}" for fault in FAULTS[name](pages, found[case])]
    return wrong


Pages = list[list[Line]]


def split(pages: Pages, _: list[Line]) -> Iterator[str]:
    if len(pages) > 1:
        yield "is split"


def split_items(pages: Pages, _: list[Line]) -> Iterator[str]:
    """Between items only, with two on either page."""
    for before, after in pairwise(pages):
        if before[-1].part is after[0].part:
            yield "an item is split"
        if (
            min(
                len({id(line.part) for line in side if line.part.tag == "li"})
                for side in (before, after)
            )
            < 2
        ):
            yield "an item is alone"


def split_terms(pages: Pages, _: list[Line]) -> Iterator[str]:
    """A term has five lines of its text, or all; a text is split with five lines on either page."""
    for before, after in pairwise(pages):
        if before[-1].part.tag == "dt":
            yield "a term is without its text"
        if before[-1].part is after[0].part:
            yield from short_sides(before, after, 5)


def split_paragraphs(pages: Pages, _: list[Line]) -> Iterator[str]:
    for before, after in pairwise(pages):
        if min(len(before), len(after)) < 2:
            yield "a line is alone"
        if before[-1].part.get("class") == "component-title":
            yield "a title is alone"
        if before[-1].part is after[0].part:
            yield from short_sides(before, after, 4)


def short_sides(before: list[Line], after: list[Line], least: int) -> Iterator[str]:
    """A text that is split with fewer lines than `least` on a page."""
    one = sum(line.part is before[-1].part for line in before)
    other = sum(line.part is before[-1].part for line in after)
    if min(one, other) < least:
        yield f"a text is split into {one} and {other} lines"


def at_foot(pages: Pages, case: list[Line]) -> Iterator[str]:
    """Split, or without text below it."""
    yield from split(pages, case)
    below = next(line for line in case if not line.within)
    if below.page != pages[-1][0].page:
        yield "stands at a page's foot"


FAULTS = {
    "few-points": split,
    "many-points": split_items,
    "recommendations": split_terms,
    "quote": at_foot,
    "box": split_paragraphs,
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_it_is_never_split_badly(laid: dict[str, list[Line]], name: str) -> None:
    assert faults(laid, name) == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_without_its_rules_it_would_be(without: dict[str, list[Line]], name: str) -> None:
    assert faults(without, name)


@pytest.mark.parametrize("name", ["many-points", "recommendations", "box"])
def test_what_is_long_is_split(laid: dict[str, list[Line]], name: str) -> None:
    """Else a rule that keeps everything together would pass, and leave pages half empty."""
    cases = [[line.page for line in laid[f"{name}-{h}"] if line.within] for h in HEIGHTS]
    assert sum(len(set(pages)) > 1 for pages in cases) > 3


def off_the_line(found: dict[str, list[Line]], name: str) -> list[str]:
    """Lines of running text, and of recommendations, that leave the lines of the page."""
    kept = [line for line in found[name] if not line.within or "recommendations" in name]
    return [
        f"{line.case}: {line.top}" for line in kept if min(line.top % LINE, -line.top % LINE) > 0.2
    ]


@pytest.mark.parametrize("name", COMPONENTS)
def test_lines_keep_their_heights(laid: dict[str, list[Line]], name: str) -> None:
    assert [f for height in HEIGHTS for f in off_the_line(laid, f"{name}-{height}")] == []


def test_a_term_that_moved_lines_would_be_seen(without: dict[str, list[Line]]) -> None:
    assert [f for height in HEIGHTS for f in off_the_line(without, f"recommendations-{height}")]


BELOW = ".recommendations > dl > dd { position: relative } .recommendations > dl > dd:has(+ dt)"
BELOW += "::after { content: ''; position: absolute; bottom: -7pt; left: 0; border-top: 1px solid }"
"""A rule below each recommendation, where the style has one above each term."""


def rules_at_ends(work: Path, rules: str = "") -> tuple[int, int]:
    """How many rules between recommendations there are, and how many that part nothing: above the
    first line of a page, or below its last."""
    above = ["Filling.\n\n" * height for height in HEIGHTS]
    cases = [f"::: {{.case}}\n{lines}{COMPONENTS['recommendations']}\n:::\n" for lines in above]
    made = typeset(edition("\n".join(cases), work, style=style(work / "style", rules)), "print.css")
    assert made.document
    drawn = lone = 0
    for page in made.document.pages:
        inner = list(page._page_box.children[0].descendants())
        tops = [box.position_y for box in inner if isinstance(box, LineBox) and any(box.children)]
        for box in inner:
            name, _, pseudo = (box.element_tag or "").partition("::")
            if name in ("dt", "dd") and pseudo in ("before", "after") and box.border_top_width:
                drawn += 1
                lone += not min(tops) < box.border_box_y() < max(tops)
    return drawn, lone


def test_no_rule_is_the_first_or_the_last_thing_of_a_page(tmp_path: Path) -> None:
    drawn, lone = rules_at_ends(tmp_path / "laid")
    assert drawn > len(HEIGHTS) * 2
    assert lone == 0


def test_a_rule_below_each_recommendation_would_be(tmp_path: Path) -> None:
    assert rules_at_ends(tmp_path / "below", BELOW)[1] > 0
