"""Lines of running text stand at the same heights on all pages, in each style that comes along."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, MarginBox, TextBox

from briefbuild.house import default_styles
from briefbuild.render.pages.typeset import typeset
from tests.building import ROOT, prepared

EXAMPLE = ROOT / "examples" / "example-institute"
CASES = {
    "the commentary": (ROOT / "brief", default_styles()),
    "the commentary in the second style": (ROOT / "brief", EXAMPLE),
    "the specimen": (default_styles() / "specimen", default_styles()),
}
PIXEL = 0.75  # points
NEAR = 0.2  # points
LISTS = """
Text before a list.

- one item
- another

## A heading below a list

Text below it.

1. one item
2. another

> A quotation below a list.

Text below it.

- one item
- another

::: box
A box below a list.
:::

Text below it.

::: recommendations
A term that names what ought to be done
:   A text that says how.

Another term
:   Another text.
:::

### A heading below recommendations

Text below it.
"""


def names(element: Element) -> set[str]:
    return {element.tag, *(element.get("class") or "").split()}


def off_the_lines(brief: Path, styles: Path, work: Path) -> list[str]:
    """The lines of paragraphs of the text that leave the lines of the page: page, height in
    points, words."""
    edition = prepared(brief, styles, work).edition
    assert edition is not None
    made = typeset(edition, "print.css")
    assert made.document is not None
    line = float(edition.house.tokens["--line"].removesuffix("pt"))
    found, seen = [], 0
    for number, page in enumerate(made.document.pages, 1):
        body = page._page_box
        for text, top in running_text(body):
            height = (top - body.content_box_y()) * PIXEL
            seen += 1
            if NEAR < height % line < line - NEAR:
                found.append(f"{number}: {height:.1f} {text}")
    assert seen > 5
    return found


def running_text(page: Any) -> Iterator[tuple[str, float]]:
    """The lines of the text's own paragraphs, quotations and recommendations."""
    for box, above in walk(page, []):
        if isinstance(box, LineBox) and is_running(above):
            yield (
                "".join(b.text for b in box.descendants() if isinstance(b, TextBox)),
                box.position_y,
            )


def is_running(above: list[Element]) -> bool:
    """Whether a line is one of a paragraph, quotation or recommendation in the body itself."""
    inner = [element for element in above if element.tag not in ("html", "body")]
    kinds = {"p", "blockquote", "dl", "dt", "dd", "recommendations"}
    return bool(inner) and all(names(e) & kinds for e in inner if e.tag not in ("a", "em"))


def walk(box: Any, above: list[Element]) -> Iterator[tuple[Any, list[Element]]]:
    if isinstance(box, (MarginBox, FootnoteAreaBox)):
        return
    if box.element is not None and box.element not in above:
        above = [*above, box.element]
    yield box, above
    if not isinstance(box, LineBox):
        for child in getattr(box, "children", ()):
            yield from walk(child, above)


@pytest.mark.parametrize(("brief", "styles"), CASES.values(), ids=list(CASES))
def test_lines_stand_on_the_lines_of_the_page(brief: Path, styles: Path, tmp_path: Path) -> None:
    assert off_the_lines(brief, styles, tmp_path) == []


@pytest.mark.parametrize("styles", [default_styles(), EXAMPLE], ids=["default", "second"])
def test_text_below_lists_and_recommendations_does(styles: Path, tmp_path: Path) -> None:
    assert off_the_lines(with_lists(tmp_path), styles, tmp_path) == []


def test_a_margin_that_is_no_whole_line_is_seen(tmp_path: Path) -> None:
    style = Path(shutil.copytree(EXAMPLE, tmp_path / "style"))
    sheet = style / "tokens.css"
    css = sheet.read_text(encoding="utf-8")
    sheet.write_text(css.replace("--space-heading: 22.5pt", "--space-heading: 30pt"), "utf-8")
    assert off_the_lines(ROOT / "brief", style, tmp_path)


def test_lists_without_their_rule_are_seen(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    sheet = style / "base.css"
    css = sheet.read_text(encoding="utf-8")
    assert "margin-top: calc(var(--line) * 1.5)" in css
    sheet.write_text(css.replace("margin-top: calc(var(--line) * 1.5)", "color: black"), "utf-8")
    assert off_the_lines(with_lists(tmp_path), style, tmp_path)


def with_lists(work: Path) -> Path:
    """A brief whose text is `LISTS`."""
    brief = work / "brief"
    (brief / "sections").mkdir(parents=True)
    (brief / "sections" / "01-lists.md").write_text(f"# Lists\n{LISTS}", encoding="utf-8")
    facts = "title: Lists\nslug: lists\ndate: 2023-05-01\nlang: en\n"
    facts += "authors: [{name: Ada Example}]\nsections: [sections/01-lists.md]\n"
    (brief / "brief.yaml").write_text(facts, encoding="utf-8")
    return brief
