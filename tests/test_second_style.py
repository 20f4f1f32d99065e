"""A copy of the house style with other tokens prints the specimen, which holds to no value."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles, load_house
from briefbuild.load import load
from briefbuild.pipeline import prepare
from briefbuild.problems import Problem
from briefbuild.render.pdf.renderer import render
from briefbuild.verify.inventory import take
from briefbuild.verify.proof import verify

SWAPPED = '"Source Sans 3", Arial, sans-serif'
OTHER = {
    "a narrow column, small pages": {
        "--color-accent": "#7a1f2b",
        "--color-tint": "#f6eeee",
        "--column-outer": "20mm",
        "--size-text": "10.8pt",
        "--page-width": "148mm",
        "--page-height": "210mm",
        "--margin-outer": "12mm",
        "--margin-inner": "12mm",
    },
    "a wide column, larger type, one family": {
        "--column-outer": "45mm",
        "--size-text": "11.5pt",
        "--font-text": SWAPPED,
        "--font-note": SWAPPED,
        "--font-display": SWAPPED,
    },
}


def printed_with(tokens: dict[str, str], folder: Path) -> list[Problem]:
    """What is wrong with the specimen's PDF under other tokens."""
    styles = folder / "styles"
    shutil.copytree(default_styles(), styles)
    sheet = styles / "tokens.css"
    css = sheet.read_text(encoding="utf-8")
    for name, value in tokens.items():
        css, count = re.subn(rf"(?<={name}: )[^;]+", value, css)
        assert count == 1, name
    sheet.write_text(css, encoding="utf-8")
    house, problems = load_house(styles, "styles")
    source = load(styles / "specimen", "specimen")
    assert house is not None
    assert source.brief is not None
    prepared = prepare(source, source.brief, house, folder / "cache")
    problems += prepared.problems
    if prepared.edition is None:
        return problems
    rendered = render(prepared.edition, folder / "specimen.pdf")
    problems += rendered.problems
    inventory = take(prepared.edition.blocks, prepared.edition.assets)
    return [*problems, *verify(rendered.path, "pdf", inventory).problems]


@pytest.mark.parametrize("tokens", OTHER.values(), ids=list(OTHER))
def test_the_specimen_prints_in_another_house(tokens: dict[str, str], tmp_path: Path) -> None:
    assert "\n".join(map(str, printed_with(tokens, tmp_path))) == ""


def test_a_family_that_the_house_does_not_have_is_found(tmp_path: Path) -> None:
    found = printed_with({"--font-sans": '"No Such Font", sans-serif'}, tmp_path)
    assert "svg-font" in {problem.code for problem in found}


def test_no_figure_of_the_specimen_names_a_value_of_the_style() -> None:
    figures = sorted((default_styles() / "specimen" / "figures").iterdir())
    assert {path.suffix for path in figures} == {".json", ".csv"}
    named = {
        path.name: re.findall(r"#[0-9a-fA-F]{6}\b|Source [A-Z]\w+", path.read_text("utf-8"))
        for path in figures
    }
    assert named == {name: [] for name in named}
