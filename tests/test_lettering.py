"""A character that no font has is found wherever it would be printed, with line and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.check import check
from briefbuild.house import default_styles, load_house
from briefbuild.output import Output


def found_in(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The problems of the specimen after one change in one file of its style, as printed."""
    style = Path(shutil.copytree(default_styles(), folder / "styles"))
    text = (style / file).read_text(encoding="utf-8")
    assert old in text
    (style / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    house, problems = load_house(style, "styles")
    assert house is not None
    report = check(style / "specimen", "styles/specimen", house, Output(folder / "out"))
    return [f"{p.place} {p.code}" for p in (*problems, *report.problems)]


def place_of(folder: Path, file: str) -> str:
    """The file, line and column of the character in the changed style."""
    text = (folder / "styles" / file).read_text(encoding="utf-8")
    before = text[: text.index("字")]
    return f"styles/{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("house.yaml", "figure: Figure", "figure: Figure字"),
        ("house.yaml", "name: Bangladesh", "name: 字Bangladesh"),
        ("templates/back-matter.html.j2", '<div class="colophon">', '<div class="colophon">字'),
        ("specimen/brief.yaml", "affiliation: Institute", "affiliation: 字 Institute"),
        ("specimen/sections/02-text.md", "The text is", "The 字 text is"),
    ],
)
def test_text_of_the_style_and_the_briefs_facts(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    found = found_in(tmp_path, file, old, new)
    column = place_of(tmp_path, file)
    if file.endswith(".md"):  # Markdown's place is that of the word
        assert [one.split(":")[1] for one in found] == [column.split(":")[1]]
    else:
        assert set(found) == {f"{column} text-glyph"}


@pytest.mark.parametrize(
    "rule",
    [
        'p::before { content: "a字"; }',
        'ul { list-style: "字"; }',
        '@page { @top-left { content: counter(page) "字" } }',
    ],
)
def test_what_a_style_sheet_prints(rule: str, tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "base.css", "html {", f"{rule}\nhtml {{")
    line, column = place_of(tmp_path, "base.css").split(":")[1:]
    at, code = found.split(" ")
    assert (at.split(":")[:2], code) == (["styles/base.css", line], "text-glyph")
    assert int(at.split(":")[2]) <= int(column)  # the string's


def test_a_charts_lettering(tmp_path: Path) -> None:
    file = "specimen/figures/page.vl.json"
    text = (default_styles() / file).read_text(encoding="utf-8")
    old = '"text": "masthead"' if '"text": "masthead"' in text else '"masthead"'
    found = found_in(tmp_path, file, old, old.replace("masthead", "字"))
    assert found == [f"{place_of(tmp_path, file)} text-glyph"]


def test_a_chart_without_such_letters_is_no_problem(tmp_path: Path) -> None:
    assert found_in(tmp_path, "base.css", "html {", "html  {") == []
