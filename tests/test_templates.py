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


def test_what_is_put_in_is_escaped(tmp_path: Path) -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a").write_text("<p>{{ name }}</p>", encoding="utf-8")
    filled = fill(replace(house, folder=tmp_path), "a", {"name": "<b> & {{ x }}"})
    assert filled == ("<p>&lt;b&gt; &amp; {{ x }}</p>", [])
