"""A mistake in a template is told at its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefbuild.house import default_styles, load_house
from briefbuild.templates import fill


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>\n{{ unknown }}\n</p>", ":2"),
        ("{% if authors %}\n\n{{ authors.nobody }}{% endif %}", ":3"),
        ("{% for a in authors %}\n{{ a + 1 }}\n{% endfor %}", ":2"),
        ("\n{{ 1 / 0 }}", ":2"),
        ("\n\n{% if authors %}", ":3"),
        ("\n{{ authors | nothing }}", ":2"),
    ],
)
def test_a_mistake_has_its_line(template: str, line: str, tmp_path: Path) -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html.j2").write_text(template, encoding="utf-8")
    mine = replace(house, folder=tmp_path, shown="mine")
    text, (problem,) = fill(mine, "a.html.j2", {"authors": ["A"]})
    assert text is None
    assert problem.code == "style-template"
    assert str(problem.place) == f"mine/templates/a.html.j2{line}"
    assert problem.hint


def told(template: str, folder: Path, name: str = "a.html.j2") -> list[str]:
    """What is wrong with a template, as printed."""
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    (folder / "templates").mkdir()
    (folder / "templates" / name).write_text(template, encoding="utf-8")
    facts = {
        "title": "A Title",
        "words": house.words("en"),
        "institute": house.file.institute,
        "authors": [{"affiliation": "IfE"}],
    }
    return [str(found) for found in fill(replace(house, folder=folder), name, facts)[1]]


@pytest.mark.parametrize("element", ['<img src="../pictures/logo.svg" alt="IfE" />', "<SVG></SVG>"])
def test_a_picture_in_a_template_has_its_place(element: str, tmp_path: Path) -> None:
    """WeasyPrint would draw it, and no other format would have it."""
    (found,) = told(f"{{# <img>\n#}}<!-- <img> -->\n<p>{element}</p>", tmp_path)
    assert ":3:4: error[style-template]" in found
    assert "a template holds no pictures" in found
    assert "background: url(" in found


def test_a_drawing_is_no_picture_in_a_drawing(tmp_path: Path) -> None:
    assert told("<svg><image/></svg>", tmp_path, "cover.svg.j2") == []


def test_a_heading_that_skips_a_level_has_its_place(tmp_path: Path) -> None:
    (found,) = told("<h1>A</h1>\n<h2>B</h2>\n<h3>C</h3>", tmp_path)
    assert ":3:1: error[style-template]" in found


@pytest.mark.parametrize(
    ("template", "name", "hint"),
    [
        ("{{ titel }}", "“titel”", "did you mean title?"),
        ("{{ words.colofon }}", "“words.colofon”", "did you mean words.colophon?"),
        ("{{ words.strapline }}", "“words.strapline”", "“strapline: …” under “words: en:”"),
        ("{{ institute.shortname }}", "“institute.shortname”", "did you mean institute.short_name"),
        (
            "{% for a in authors %}{{ a.affilation }}{% endfor %}",
            "“a.affilation”",
            "did you mean a.affiliation?",
        ),
        ("{{ xyzzy }}", "“xyzzy”", "lists the names"),
    ],
)
def test_a_name_that_is_not_there_has_the_nearest(
    template: str, name: str, hint: str, tmp_path: Path
) -> None:
    (found,) = told(template, tmp_path)
    assert f"nothing is named {name}" in found
    assert hint in found


def test_what_is_put_in_is_escaped(tmp_path: Path) -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a").write_text("<p>{{ name }}</p>", encoding="utf-8")
    filled = fill(replace(house, folder=tmp_path), "a", {"name": "<b> & {{ x }}"})
    assert filled == ("<p>&lt;b&gt; &amp; {{ x }}</p>", [])
