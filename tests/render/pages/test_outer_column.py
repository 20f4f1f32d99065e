"""The outer column: a label too wide for it is told, and a page may have none at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefbuild.house import default_styles, load_house
from briefbuild.problems import Problem
from briefbuild.render.pages.typeset import typeset
from tests.building import prepared
from tests.render.pages.test_grid import off_the_lines

BRIEF = (
    'title: A Title\nslug: brief\nlang: en\ndate: "2023"\nauthors:\n  - name: A. Author\n'
    "summary: A summary.\nkey_points: [One, Two]\nacknowledgements: Thanks.\nsections: [a.md]\n"
)
MM = 96 / 25.4
"""CSS pixels."""


def style_with(folder: Path, **tokens: str) -> Path:
    """A style whose tokens are the shipped ones but these."""
    style = folder / "style"
    style.mkdir()
    (style / "house.yaml").write_text("based_on: default\ninstitute: {name: Institute}\n")
    css = (default_styles() / "tokens.css").read_text(encoding="utf-8")
    for name, value in tokens.items():
        token = f"--{name.replace('_', '-')}:"
        old = next(line for line in css.split("\n") if line.strip().startswith(token))
        css = css.replace(old, f"  {token} {value};")
    (style / "tokens.css").write_text(css, encoding="utf-8")
    return style


def laid_out(folder: Path, style: Path) -> tuple[Any, list[Problem]]:
    brief = folder / "brief"
    brief.mkdir()
    (brief / "brief.yaml").write_text(BRIEF)
    (brief / "a.md").write_text("# Heading\n\nText of the section.\n")
    edition = prepared(brief, style, folder).edition
    assert edition is not None
    made = typeset(edition, "print.css")
    assert made.document is not None
    return made.document.pages[0]._page_box, made.problems


def place_of(page: Any, text: str) -> tuple[float, float]:
    """Where a text begins, in mm from the page's corner."""

    def texts(box: Any) -> Any:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, TextBox):
            yield box
        for child in getattr(box, "children", ()):
            yield from texts(child)

    box = next(box for box in texts(page) if box.text.strip().lower() == text.lower())
    return box.position_x / MM, box.position_y / MM


def test_a_label_that_would_stand_over_the_text_is_told_at_the_token(tmp_path: Path) -> None:
    style = style_with(tmp_path, column_outer="16mm")
    _, (found,) = laid_out(tmp_path, style)
    lines = (style / "tokens.css").read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, 1) if "--column-outer:" in text)
    assert (found.code, found.severity) == ("style-column", "error")
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, 3)
    assert (found.facts["word"], found.facts["room"]) == ("ACKNOWLEDGEMENTS", "16mm")
    assert found.hint.startswith("write --column-outer: 29mm or more, or 0mm")


@pytest.mark.parametrize("width", ["27mm", "28mm", "40mm"])
def test_a_column_with_room_for_its_labels_is_no_problem(width: str, tmp_path: Path) -> None:
    page, problems = laid_out(tmp_path, style_with(tmp_path, column_outer=width))
    assert problems == []
    assert place_of(page, "Summary")[0] == pytest.approx(25, abs=0.5)


def test_without_an_outer_column_labels_stand_above_their_text(tmp_path: Path) -> None:
    style = style_with(tmp_path, column_outer="0mm", page_width="170mm")
    page, problems = laid_out(tmp_path, style)
    assert problems == []
    for label, text in (("Summary", "summary."), ("Acknowledgements", "Thanks.")):
        x, y = place_of(page, label)
        assert x == pytest.approx(25, abs=0.5)
        assert y < place_of(page, text)[1], "above, not beside"
    assert place_of(page, "Text of the")[0] == pytest.approx(25, abs=0.5)


def test_without_an_outer_column_there_is_no_gutter(tmp_path: Path) -> None:
    house, problems = load_house(style_with(tmp_path, column_outer="0mm"), "style")
    assert house is not None
    assert (problems, house.one_column, house.tokens["--gutter"]) == ([], True, "0mm")


def test_without_an_outer_column_lines_keep_their_heights(tmp_path: Path) -> None:
    style = style_with(tmp_path, column_outer="0mm", page_width="182mm")
    assert off_the_lines(default_styles() / "specimen", style, tmp_path) == []
