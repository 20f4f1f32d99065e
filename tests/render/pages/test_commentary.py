"""The commentary's pages, as a typographer measures them: lines, words, baselines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, TextBox

from briefbuild.house import default_styles
from briefbuild.render.pages.typeset import typeset
from tests.building import ROOT, prepared

HYPHEN = "‐"
LINE = 14 / 0.75  # --line in CSS pixels


@dataclass(frozen=True)
class Line:
    """One line of a paragraph, as it was laid out."""

    page: int
    text: str
    baseline: float
    """From the top of the page's text, in CSS pixels."""
    spacing: float
    """The widest space between words, in spaces."""
    paragraph: Any
    last: bool


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Line, str]]:
    return _laid_out(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def lines(pages: list[tuple[Line, str]]) -> list[Line]:
    """The lines of the running text: justified paragraphs of the body."""
    return [line for line, kind in pages if kind == "text"]


@pytest.fixture
def notes(pages: list[tuple[Line, str]]) -> list[Line]:
    return [line for line, kind in pages if kind == "note"]


def _laid_out(work: Path) -> list[tuple[Line, str]]:
    edition = prepared(ROOT / "brief", default_styles(), work).edition
    assert edition is not None
    made = typeset(edition, "print.css")
    assert made.document is not None
    assert made.problems == []
    found = []
    for number, page in enumerate(made.document.pages):
        box = page._page_box
        areas = [child for child in box.children if isinstance(child, FootnoteAreaBox)]
        noted = {id(below) for area in areas for below in area.descendants()}
        for line in (below for below in box.descendants() if isinstance(below, LineBox)):
            kind = "note" if id(line) in noted else ""
            if not kind and line.style["text_align_all"] == "justify":
                kind = "text"
            if kind:
                found.append((_line(line, number, box.content_box_y()), kind))
    return found


def _line(line: Any, page: int, top: float) -> Line:
    texts = [box for box in line.descendants() if isinstance(box, TextBox)]
    space = line.style["font_size"] * 0.23  # a space of Source Serif, about
    widest = 1 + max((box.justification_spacing for box in texts), default=0) / space
    text = "".join(box.text for box in texts)
    y = line.position_y + line.baseline - top
    return Line(page, text, y, widest, line.element, line.resume_at is None)


def test_no_three_hyphens_stand_below_one_another(lines: list[Line]) -> None:
    for _, paragraph in groupby(lines, key=lambda line: id(line.paragraph)):
        ends = "".join("-" if line.text.endswith(HYPHEN) else "." for line in paragraph)
        assert "---" not in ends


def test_no_last_line_is_shorter_than_five_characters(lines: list[Line]) -> None:
    assert [line.text for line in lines if line.last and len(line.text) < 5] == []


def test_words_stand_neither_too_far_apart_nor_too_close(lines: list[Line]) -> None:
    assert len(lines) > 150
    assert [line.text for line in lines if not 0.75 <= line.spacing <= 2.2] == []
    assert sum(line.spacing > 1.75 for line in lines) < len(lines) / 10


def test_no_paragraph_leaves_a_single_line_on_a_page(lines: list[Line]) -> None:
    on_pages: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        on_pages[id(line.paragraph)][line.page] += 1
    split = [counts for counts in on_pages.values() if len(counts) > 1]
    assert split
    assert all(count >= 2 for counts in split for count in counts.values())


def test_lines_stand_at_the_same_heights_on_every_page(lines: list[Line]) -> None:
    heights = {round(line.baseline % LINE, 1) % round(LINE, 1) for line in lines}
    assert max(heights) - min(heights) < 0.5, sorted(heights)


def test_no_hyphen_is_put_into_a_note(notes: list[Line]) -> None:
    assert len(notes) > 30
    assert [line.text for line in notes if line.text.endswith(HYPHEN)] == []
