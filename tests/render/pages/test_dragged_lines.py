"""A component that begins with a list takes no line of the paragraph above to the next page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from tests.render.pdf.printing import File, attempt

ITEM = f"- {'A point of some lines, which says this and that. ' * 5}"
ABOVE = f"Begins here. {'Words that go on and on for lines. ' * 6}Ends here."
COMPONENTS = ["box", "key-points"]


def pages_of_lines_above(component: str, folder: Path, style: Path | None = None) -> set[int]:
    """The pages, from 0, of a paragraph that fits on the first one and has no room below it."""
    filling = "\\\n".join(["Filling."] * 42)
    text = f"{filling}\n\n{ABOVE}\n\n::: {component}\n{ITEM}\n{ITEM}\n:::\n\nAfter."
    file = File(attempt(text, folder, style=style).path)
    assert "A point" in file.pages[1]
    return {n for n, t in enumerate(file.pages) for mark in ("Begins", "Ends") if mark in t}


@pytest.mark.parametrize("component", COMPONENTS)
def test_the_paragraph_above_stays_whole(component: str, tmp_path: Path) -> None:
    assert pages_of_lines_above(component, tmp_path) == {0}


@pytest.mark.parametrize("component", COMPONENTS)
def test_without_the_rule_it_goes_along(component: str, tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "styles"))
    with (style / "base.css").open("a", encoding="utf-8") as sheet:
        sheet.write(":is(ul, ol):first-child { break-before: avoid }")
    assert 1 in pages_of_lines_above(component, tmp_path, style)
