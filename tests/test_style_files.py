"""A style whose files can't be read is refused with their names, before a page is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import load_house

STYLES = Path(__file__).parents[1] / "styles"


@pytest.fixture
def style(tmp_path: Path) -> Path:
    """A copy of the house style to damage."""
    return Path(shutil.copytree(STYLES, tmp_path / "styles"))


def test_the_shipped_style_can_be_read() -> None:
    assert load_house(STYLES, "styles")[1] == []


@pytest.mark.parametrize("name", ["tokens.css", "components/box.css", "templates/masthead.html.j2"])
def test_text_that_is_not_utf8_has_its_place(style: Path, name: str) -> None:
    (style / name).write_bytes(b"/* caf\xe9 */\n" + (style / name).read_bytes())
    house, problems = load_house(style, "styles")
    assert house is None
    assert [(p.code, str(p.place)) for p in problems] == [("file-not-utf8", f"styles/{name}:1:7")]


@pytest.mark.parametrize("keep", [0, 10, 3000])
def test_a_damaged_font_is_named(style: Path, keep: int) -> None:
    font = style / "fonts" / "SourceSerif4-It.ttf"
    data = font.read_bytes()[:keep]
    font.unlink()
    font.write_bytes(data)
    house, problems = load_house(style, "styles")
    assert house is None
    assert [p.code for p in problems] == ["style-font-damaged"]
    assert str(problems[0].place) == "styles/fonts/fonts.css:5:75"
