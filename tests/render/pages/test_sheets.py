"""`briefbuild check` tells what a page maker would say of a style sheet, without a page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.check import check
from briefbuild.house import default_styles, load_house
from briefbuild.output import Output
from briefbuild.render.pages.sheets import sheet_problems
from tests.building import ROOT


def style_with(folder: Path, css: str) -> Path:
    """The shipped style with this before a component's sheet."""
    style = Path(shutil.copytree(default_styles(), folder / "style"))
    sheet = style / "components" / "box.css"
    sheet.write_text(f"{css}\n{sheet.read_text(encoding='utf-8')}", encoding="utf-8")
    return style


def test_the_shipped_style_is_understood() -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    assert sheet_problems(house) == []


@pytest.mark.parametrize(
    ("css", "column", "says", "hint"),
    [
        ("p { colour: red }", 5, "unknown property", "did you mean color?"),
        ("p { colour: var(--color-ink) }", 5, "unknown property", "did you mean color?"),
        ("p { width: 3 mm }", 5, "invalid value", "correct it, or delete it"),
        ("p:hoover(2) { top: 0 }", 1, "selector", "correct it, or delete it"),
        ("@supports (top: 0) { p { top: 0 } }", 1, "Unknown rule", "correct it, or delete it"),
        ("p { top: 0; color: var(--line) }", 13, "color: 14pt", "correct it, or delete it"),
        ("@page { margin: 1pt var(--color-ink) }", 9, "#1b1f24", "correct it, or delete it"),
    ],
)
def test_what_is_not_understood_has_its_place(
    css: str, column: int, says: str, hint: str, tmp_path: Path
) -> None:
    house, problems = load_house(style_with(tmp_path, css), "style")
    assert problems == []
    assert house is not None
    (found,) = sheet_problems(house)
    assert (found.code, str(found.place)) == ("style-css", f"style/components/box.css:1:{column}")
    assert says in found.message
    assert found.hint == hint


@pytest.mark.parametrize(
    "css",
    ["p { margin: calc(var(--line) * -1) 0; border: var(--rule-thin) solid var(--color-ink) }"],
)
def test_what_is_understood_is_no_problem(css: str, tmp_path: Path) -> None:
    house, _ = load_house(style_with(tmp_path, css), "style")
    assert house is not None
    assert sheet_problems(house) == []


def test_check_tells_of_the_style_sheets_and_of_press_css(tmp_path: Path) -> None:
    style = style_with(tmp_path, "p { colour: red }")
    sheet = style / "press.css"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("--press-bleed: 3mm", "--press-bleed: 1mm"), encoding="utf-8")
    house, _ = load_house(style, "style")
    assert house is not None
    report = check(ROOT / "tests" / "brief", "brief", house, Output(tmp_path / "out"))
    assert {"style-css", "press-setting"} <= {p.code for p in report.problems}
