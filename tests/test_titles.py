"""No colon behind a title that ends with a sign of its own, and no full stop behind such a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from briefbuild.titles import ends_itself, in_one_line
from briefbuild.tree import text_of, walk
from tests.building import prepared, yaml_with


@pytest.mark.parametrize(
    ("title", "subtitle", "line"),
    [
        ("Tides and Trade", "Twelve years", "Tides and Trade: Twelve years"),
        ("Who Pays?", "Twelve years", "Who Pays? Twelve years"),
        ("“Enough!”", "A history", "“Enough!” A history"),
        ("Who Pays?", "", "Who Pays?"),
    ],
)
def test_in_one_line(title: str, subtitle: str, line: str) -> None:
    assert in_one_line(title, subtitle) == line


@pytest.mark.parametrize("text", ["Why?", "*Why?*", "“Why?”[^1]", "No! "])
def test_signs_behind_the_mark_change_nothing(text: str) -> None:
    assert ends_itself(text)
    assert not ends_itself(text.replace("?", "").replace("!", ""))


@pytest.mark.parametrize(
    ("title", "subtitle", "cited"),
    [
        ("Who Pays for the Teesta?", "Twelve years", "“Who Pays for the Teesta? Twelve years.”"),
        ("Who Pays", "And *who gains?*", "“Who Pays: And who gains?”"),
        ("Who Pays?", "", "“Who Pays?”"),
        ("Who Pays", "", "“Who Pays.”"),
    ],
)
def test_the_suggested_citation(title: str, subtitle: str, cited: str, tmp_path: Path) -> None:
    facts = f'title: "{title}"' + (f'\nsubtitle: "{subtitle}"' if subtitle else "")
    brief = tmp_path / "brief"
    brief.mkdir()
    yaml = yaml_with({}).replace("title: A Title", facts).replace("figures:\n", "")
    (brief / "brief.yaml").write_text(yaml, encoding="utf-8")
    (brief / "a.md").write_text("# Heading\n\nText.\n", encoding="utf-8")
    made = prepared(brief, default_styles(), tmp_path)
    assert made.edition is not None, list(map(str, made.problems))
    (citation,) = (
        n
        for n in walk(made.edition.blocks)
        if n["t"] == "Div" and "suggested-citation" in n["c"][0][1]
    )
    assert cited in re.sub(r"\s", " ", text_of(citation))
