"""Pale type and lines that overprint are warnings at the token, and sound styles have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbuild.house import load_house
from briefbuild.legibility import contrast
from briefbuild.problems import Problem
from tests.building import ROOT


def told(folder: Path, tokens: str, **sheets: str) -> list[Problem]:
    """What is wrong with a style that has these tokens besides the program's."""
    house = "based_on: default\ninstitute:\n  name: A\n"
    (folder / "house.yaml").write_text(house, encoding="utf-8")
    (folder / "tokens.css").write_text(f":root {{\n  {tokens}\n}}\n", encoding="utf-8")
    for name, css in sheets.items():
        (folder / f"{name}.css").write_text(css, encoding="utf-8")
    made, problems = load_house(folder, "mine")
    assert made is not None
    return problems


@pytest.mark.parametrize("style", ["styles", "examples/example-institute"])
def test_the_styles_that_ship_are_legible(style: str) -> None:
    assert load_house(ROOT / style, style)[1] == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("name", "value", "grounds"),
    [
        ("--color-muted", "#777777", ["--color-paper", "--color-tint"]),
        ("--color-muted", "#707070", ["--color-tint"]),
        ("--color-ink", "#a0a0a0", ["--color-paper", "--color-tint"]),
        ("--color-accent", "#f0a030", ["--color-paper", "--color-tint"]),
        ("--color-accent", "#1f4e9a", []),
    ],
)
def test_pale_type_is_told_at_its_token(
    name: str, value: str, grounds: list[str], tmp_path: Path
) -> None:
    found = told(tmp_path, f"{name}: {value};")
    assert [(p.code, p.severity, p.facts["ground"]) for p in found] == [
        ("style-contrast", "warning", ground) for ground in grounds
    ]
    assert {str(p.place) for p in found} <= {"mine/tokens.css:2:3"}


@pytest.mark.parametrize(
    ("name", "value", "line", "room"),
    [
        ("--size-title", "40pt", "--line-title", "28pt"),
        ("--size-note", "12pt", "--line-note", "11pt"),
        ("--size-caption", "11.5pt", "--line-caption", "11pt"),
        ("--size-subtitle", "22pt", "--line", "21pt"),
        ("--size-quote", "22pt", "--line", "21pt"),
        ("--size-text", "15pt", "--line", "14pt"),
    ],
)
def test_type_larger_than_its_line_is_told_at_its_token(
    name: str, value: str, line: str, room: str, tmp_path: Path
) -> None:
    (found,) = told(tmp_path, f"{name}: {value};")
    assert (found.code, found.severity) == ("style-line", "warning")
    assert (found.facts["name"], found.facts["line"], found.facts["room"]) == (name, line, room)
    assert str(found.place) == "mine/tokens.css:2:3"


def test_a_line_smaller_than_its_type_is_told_at_the_line(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "--line-title: 20pt;")
    assert (found.code, str(found.place)) == ("style-line", "mine/tokens.css:2:3")


@pytest.mark.parametrize(
    "tokens", ["--size-title: 28pt;", "--size-title: 40pt; --line-title: 44pt;"]
)
def test_type_that_its_line_holds_is_right(tokens: str, tmp_path: Path) -> None:
    assert told(tmp_path, tokens) == []
