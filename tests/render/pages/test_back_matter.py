"""The box about the authors, which moves whole to the next page, prints its heading once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from tests.render.pdf.printing import printed

LINES = range(20, 41)
"""A page holds 50 lines and the heading takes some: the box moves within this range."""


def text(lines: int) -> str:
    paragraph = "\\\n".join(f"Line {n}" for n in range(12 + lines))
    bio = "\\\n".join(f"Ann has walked here, {n}." for n in range(4))
    heading = "# About the author {.unnumbered}"
    box = f"::: about-authors\n{heading}\n\n::: author-bio\n{bio}\n:::\n:::\n"
    return f"# First\n\n{paragraph}\n\n{box}"


@pytest.mark.parametrize("lines", LINES)
def test_the_heading_of_a_box_that_moves_is_printed_once(lines: int, tmp_path: Path) -> None:
    file = printed(text(lines), tmp_path)
    heading = [re.findall(r"about|author", page, re.IGNORECASE) for page in file.pages]
    assert sorted(map(len, heading))[-2:] in ([2], [0, 2])  # a line of each, on one page
    page = heading.index(max(heading, key=len))
    assert "Ann has walked here, 0" in file.pages[page]


def test_the_box_moves_within_these_lengths(tmp_path: Path) -> None:
    ends = [printed(text(n), tmp_path / str(n)) for n in (LINES[0], LINES[-1])]
    assert [len(file.pages) for file in ends] == [1, 2]
    assert "walked here, 3" in ends[0].pages[0]


def test_no_label_of_a_component_is_a_float() -> None:
    """WeasyPrint 70 prints a float's last line twice when its box moves to the next page; a note is
    no label, but a float of its own kind (CSS GCPM 3, 2). The web page has no next page."""
    sheets = sorted(s for s in default_styles().rglob("*.css") if s.name != "web.css")
    floats = {
        sheet.name: re.findall(r"float:\s*(?!none|footnote)[a-z-]+", sheet.read_text("utf-8"))
        for sheet in sheets
    }
    assert floats == {name: [] for name in floats}
