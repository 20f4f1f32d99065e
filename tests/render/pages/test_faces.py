"""Emphasis anywhere in a brief has a face, in the style that ships and in the example."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from briefbuild.problems import Problem
from briefbuild.render.pages.typeset import typeset
from tests.building import ROOT, prepared

ALL = "a *slant* **bold** ***both*** **b *both* b** *i **both** i* `code` **`code`** *`code`* text"
FIELDS = ("subtitle", "summary", "acknowledgements", "disclaimer")
BRIEF = f"""\
title: "{ALL}"
slug: emphasis
lang: en
date: "2026"
authors:
  - {{name: A. Author, bio: "{ALL}"}}
sections: [sections/a.md]
key_points: ["{ALL}"]
figures:
  fig-a: {{file: a.svg, alt: x, credit: "{ALL}", rights: {{holder: x, permission: not-needed}}}}
""" + "".join(f'{field}: "{ALL}"\n' for field in FIELDS)
NOTE = f"{ALL}\n\n    > {ALL}\n\n    - {ALL}\n"
SECTION = "\n\n".join(
    [
        *(
            f"{'#' * level} {ALL}\n\n{ALL}.[^{level}]\n\n[^{level}]: {NOTE}"
            for level in range(1, 6)
        ),
        f"- {ALL}\n    - {ALL}",
        f"> {ALL}[^quoted]\n\n[^quoted]: {NOTE}",
        f"![{ALL}](../a.svg){{#fig-a}}",
        f"| {ALL} | B |\n|---|---|\n| {ALL} | d |\n\n: {ALL} {{#tbl-a}}",
        f"::: table-note\n{ALL}\n:::",
        f"::: pull-quote\n{ALL}.[^pulled]\n:::\n\n[^pulled]: {NOTE}",
        f"::: box\n### {ALL}\n\n{ALL}.[^boxed]\n:::\n\n[^boxed]: {NOTE}",
        f"::: key-points\n### {ALL}\n\n- {ALL}\n:::",
        f"::: recommendations\n{ALL}\n\n:   {ALL}\n:::",
    ]
)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1"/></svg>'


def set_in(styles: Path, folder: Path) -> list[Problem]:
    """What is wrong when emphasis of each kind stands in every place of a brief."""
    for name, text in {"brief.yaml": BRIEF, "sections/a.md": SECTION, "a.svg": PICTURE}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made = prepared(folder, styles, folder)
    assert made.edition is not None, [*map(str, made.problems)]
    return [*made.problems, *typeset(made.edition, "print.css").problems]


@pytest.mark.parametrize("styles", [default_styles(), ROOT / "examples" / "example-institute"])
def test_every_emphasis_has_its_face_everywhere(styles: Path, tmp_path: Path) -> None:
    assert [*map(str, set_in(styles, tmp_path))] == []


def test_the_text_that_asks_for_a_missing_face_has_its_place(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    sheet = style / "fonts" / "fonts.css"
    lines = sheet.read_text(encoding="utf-8").split("\n")
    sheet.write_text("\n".join(line for line in lines if "SourceSerif4-It." not in line))
    found = [p for p in set_in(style, tmp_path / "brief") if p.code == "style-face"]
    told = [p.message for p in found if "no italic face" in p.message]
    assert len(told) == 1
    assert "em (brief/" in told[0]
    assert told[0].endswith("“slant”")
