"""press.css holds inks and the printer's settings; what may move a line is told at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles, load_house
from briefbuild.press_limits import check_press
from briefbuild.style_files import StyleFiles
from tests.building import OTHER_STYLES

IMPORT = '@import url("print.css");\n'


def told(folder: Path, css: str) -> list[tuple[str, str]]:
    (folder / "press.css").write_text(css, encoding="utf-8")
    return [(str(p.place), p.message) for p in check_press(StyleFiles(folder, "style"))]


@pytest.mark.parametrize("style", [default_styles(), *OTHER_STYLES], ids=lambda s: s.name)
def test_the_styles_that_ship_have_no_layout_for_the_press(style: Path) -> None:
    assert list(check_press(StyleFiles(style, "style", default_styles()))) == []


@pytest.mark.parametrize(
    ("css", "name", "column"),
    [
        (".box { padding: 3pt }", "padding", 8),
        ("p { color: red; font-size: 9pt }", "font-size", 17),
        ("@page { margin: 0 }", "margin", 9),
        ("@page { @top-left { content: none } }", "content", 21),
        ("@media print { p { border: 1pt solid red } }", "border", 20),
        (":root { --line: 15pt }", "--line", 9),
        (":root { --line: var(--line-note) }", "“--line”", 9),
        (":root { --font-text: Arial }", "--font-text", 9),
        (":root { --our-gap: 4mm }", "--our-gap", 9),
        ("figure { --height: calc(1pt + 2pt) }", "--height", 10),
    ],
)
def test_layout_is_told(css: str, name: str, column: int, tmp_path: Path) -> None:
    ((place, message),) = told(tmp_path, IMPORT + css)
    assert place == f"style/press.css:2:{column}"
    assert name in message


@pytest.mark.parametrize(
    "css",
    [
        ":root { --press-bleed: 3mm; --color-ink: device-cmyk(0% 0% 0% 100%); --map-sea: #ffffff }",
        ":root { --our-red: device-cmyk(0% 100% 100% 0%) /* no */; --our-other: var(--our-red) }",
        "@page { bleed: var(--press-bleed); background: #eeeeee }",
        ".box { color: #000000; background-color: #eeeeee; border-bottom-color: #eeeeee }",
    ],
)
def test_colors_and_settings_are_not_told(css: str, tmp_path: Path) -> None:
    assert told(tmp_path, IMPORT + css) == []


def test_it_imports_the_pages_and_nothing_else(tmp_path: Path) -> None:
    (place, message), *_ = told(tmp_path, "@page { bleed: 3mm }")
    assert (place, "print.css" in message) == ("style/press.css:1:1", True)
    ((place, message),) = told(tmp_path, IMPORT + '@import "more.css";')
    assert (place, "more.css" in message) == ("style/press.css:2:9", True)


def test_a_house_with_layout_for_the_press_is_not_built(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    with (style / "press.css").open("a", encoding="utf-8") as sheet:
        sheet.write(".summary { display: none }\n")
    line = (style / "press.css").read_text(encoding="utf-8").count("\n")
    (found,) = load_house(style, "style")[1]
    assert (found.code, found.severity) == ("style-css", "error")
    assert str(found.place) == f"style/press.css:{line}:12"
