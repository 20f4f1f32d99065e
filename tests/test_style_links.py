"""What style sheets ask for is there, in the style, and in no circle; and each sheet is used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from briefbuild.problems import Problem
from briefbuild.style_files import StyleFiles
from briefbuild.style_links import check_links


def told(folder: Path, file: str, css: str) -> list[Problem]:
    """The problems of the shipped style with this before one of its sheets."""
    style = Path(shutil.copytree(default_styles(), folder / "style"))
    sheet = style / file
    sheet.write_text(f"{css}\n{sheet.read_text(encoding='utf-8')}", encoding="utf-8")
    return check_links(StyleFiles(style, "style"))


@pytest.mark.parametrize(
    ("file", "css", "code", "column"),
    [
        ("print.css", '@import url("components/boxx.css");', "style-missing", 9),
        ("components/box.css", 'p { background: url("x.png") }', "style-missing", 17),
        ("base.css", "@import url(https://example.org/a.css);", "style-address", 9),
        ("base.css", "p { background: url(/etc/a.png) }", "style-address", 17),
        ("web.css", "p { background: image-set('https://e.org/a' 1x) }", "style-address", 17),
        ("base.css", "p { background: url(../a.png) }", "style-address", 17),
        ("base.css", '@import "print.css";', "style-css", 9),
        ("tokens.css", "@import url(tokens.css);", "style-css", 9),
        ("web.css", 'p { background: url("data:image/svg+xml,<svg/>") }', "style-address", 17),
    ],
)
def test_an_address_that_is_not_right_has_its_place(
    file: str, css: str, code: str, column: int, tmp_path: Path
) -> None:
    (found,) = told(tmp_path, file, css)
    assert (found.code, str(found.place)) == (code, f"style/{file}:1:{column}")


def test_a_drawing_is_held_to_the_rules_of_the_brief_s(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    sheet = style / "base.css"
    sheet.write_text(f"{sheet.read_text()} p {{ background: url(a.svg) }}", encoding="utf-8")
    size, rest = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"', "<path d='M0 0h9'/></svg>"
    (style / "a.svg").write_text(f"<svg {size}>{rest}", encoding="utf-8")
    assert check_links(StyleFiles(style, "style")) == []
    (style / "a.svg").write_text(f"<svg {size}>\n<script/>{rest}", encoding="utf-8")
    (found,) = check_links(StyleFiles(style, "style"))
    assert (found.code, str(found.place)) == ("svg-content", "style/a.svg:2")


def test_a_circle_is_named(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "base.css", '@import "page.css"; @import "print.css";')
    assert found.message.endswith("print.css → base.css → print.css")


@pytest.mark.parametrize("css", ['p { background: url("#a") url("data:image/png;base64,") }', ""])
def test_these_are_no_files(css: str, tmp_path: Path) -> None:
    assert told(tmp_path, "base.css", css) == []


def test_a_sheet_that_nothing_imports_is_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    (style / "components" / "new.css").write_text("p { top: 0 }", encoding="utf-8")
    (found,) = check_links(StyleFiles(style, "style"))
    assert (found.code, str(found.place)) == ("style-unused", "style/components/new.css")
    with (style / "press.css").open(encoding="utf-8") as sheet:
        text = sheet.read()
    new = '@import url("components/new.css");\n'
    (style / "press.css").write_text(new + text, encoding="utf-8")
    assert check_links(StyleFiles(style, "style")) == []


def test_a_style_takes_its_entries_from_its_base(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "components").mkdir(parents=True)
    (own / "components" / "box.css").write_text("p { top: 0 }", encoding="utf-8")
    assert check_links(StyleFiles(own, "own", default_styles())) == []
    (own / "components" / "bax.css").write_text("p { top: 0 }", encoding="utf-8")
    (found,) = check_links(StyleFiles(own, "own", default_styles()))
    assert (found.code, str(found.place)) == ("style-unused", "own/components/bax.css")
