"""A style whose files can't be read is refused with their names, before a page is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import load_house
from briefbuild.style_files import too_deep

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


@pytest.mark.parametrize(
    ("css", "place"),
    [
        ("p {" * 51, "s/a.css:1:153"),
        ("p { color: red }\n" * 60, None),
        ("/*" + "{" * 60 + "*/ p::before { content: '" + "(" * 60 + "' }", None),
        ("\n p { width: " + "calc(" * 5000, "s/a.css:2:262"),
    ],
)
def test_brackets_within_brackets_have_an_end(css: str, place: str | None) -> None:
    assert [str(found.place) for found in too_deep(css, "s/a.css")] == ([place] if place else [])
