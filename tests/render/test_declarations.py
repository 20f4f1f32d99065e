"""What browsers pass over in epub.css and web.css is told at its place; what they know is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.check import check
from briefbuild.house import House, default_styles, load_house
from briefbuild.output import Output
from briefbuild.render.declarations import book_style_problems, page_style_problems
from tests.building import OTHER_STYLES, ROOT


def house_with(folder: Path, css: str, sheet: str = "epub.css") -> House:
    style = Path(shutil.copytree(default_styles(), folder / "style"))
    (style / sheet).write_text(css, encoding="utf-8")
    house, _ = load_house(style, "style")
    assert house is not None
    return house


@pytest.mark.parametrize("style", [default_styles(), *OTHER_STYLES], ids=lambda s: s.name)
def test_the_styles_that_ship_are_heeded(style: Path) -> None:
    house, _ = load_house(style, "style")
    assert house is not None
    assert book_style_problems(house) == []
    assert page_style_problems(house) == []


@pytest.mark.parametrize(
    ("css", "place", "what", "hint"),
    [
        ("p { colour: red }", "1:5", "“colour”", "did you mean color?"),
        ("p {\n  -webkit-hyphen: none }", "2:3", "“-webkit-hyphen”", "did you mean hyphens?"),
        ("p { text-warp: balance }", "1:5", "“text-warp”", "did you mean text-wrap?"),
        ("p { string-set: a 'b' }", "1:5", "“string-set”", "correct it, or delete it"),
        ("p { direction: rtl }", "1:5", "“direction”", "correct it, or delete it"),
        ("p { width: 3 mm }", "1:5", "“width: 3 mm”", "correct it, or delete it"),
        ("p { -webkit-hyphens: atuo }", "1:5", "“hyphens: atuo”", "correct it, or delete it"),
        ("p { color: var(--line) }", "1:5", "“color: 14pt”", "correct it, or delete it"),
        (
            "@media (min-width: 30em) { p { margn: 0 } }",
            "1:32",
            "“margn”",
            "did you mean margin?",
        ),
        ("@medai print { p { top: 0 } }", "1:1", "“@medai”", "correct it, or delete it"),
        ('@import "more.css";', "1:1", "“@import”", "take it out: the EPUB carries no other sheet"),
        (
            "p { background: url(a.png) }",
            "1:17",
            "“a.png”",
            "take it out: the EPUB carries no picture or font that epub.css names",
        ),
    ],
)
def test_what_is_passed_over_is_told(
    css: str, place: str, what: str, hint: str, tmp_path: Path
) -> None:
    (found,) = book_style_problems(house_with(tmp_path, css))
    assert (found.code, str(found.place)) == ("style-epub", f"style/epub.css:{place}")
    assert what in found.message
    assert found.hint == hint


@pytest.mark.parametrize(
    "css",
    [
        "p { -epub-hyphens: auto; -webkit-hyphenate-limit-after: 5; text-wrap: balance }",
        "p { width: fit-content; color: color-mix(in srgb, red, blue); display: contents }",
        "p { font-size: max(1.05em, min(1.45em, 8vw)) !important; margin: 0 var(--line) }",
        "@media (prefers-color-scheme: dark) { img { filter: invert(1); cursor: help } }",
        "p { background: url(data:image/png;base64,AA==) }",
        "@supports (top: 0) { p { position: sticky } }",
    ],
)
def test_what_reading_systems_know_is_not_told(css: str, tmp_path: Path) -> None:
    assert book_style_problems(house_with(tmp_path, css)) == []


@pytest.mark.parametrize(
    ("css", "place", "what"),
    [
        ("p { font-size: var(--size-note) }", "1:5", "“font-size: 8.2pt”"),
        ("p {\n  FONT-SIZE: 12PX }", "2:3", "“FONT-SIZE: 12PX”"),
        ("p { font-size: x-large }", "1:5", "“font-size: x-large”"),
        ("p { font: calc(var(--size-text) * 1)/1.4 serif }", "1:5", "“font: 10.4pt/1.4 serif”"),
        ("p { line-height: 5mm }", "1:5", "“line-height: 5mm”"),
    ],
)
def test_type_that_readers_could_not_change_is_an_error(
    css: str, place: str, what: str, tmp_path: Path
) -> None:
    (found,) = book_style_problems(house_with(tmp_path, css))
    assert (found.code, str(found.place)) == ("style-css", f"style/epub.css:{place}")
    assert what in found.message


def test_a_ratio_of_sizes_is_told_of_in_neither_way(tmp_path: Path) -> None:
    css = "p { font-size: calc(1em * var(--size-note) / var(--size-text)); border: 1pt solid }"
    assert book_style_problems(house_with(tmp_path, css)) == []


def test_check_tells_of_the_epub(tmp_path: Path) -> None:
    house = house_with(tmp_path, "p { colour: red }")
    report = check(ROOT / "tests" / "written", "written", house, Output(tmp_path / "out"))
    assert [str(p.place) for p in report.problems if p.code == "style-epub"] == [
        "style/epub.css:1:5"
    ]


@pytest.mark.parametrize(
    ("css", "place", "what", "hint"),
    [
        ("p { colour: red }", "1:5", "“colour”", "did you mean color?"),
        ("p {\n  anchor-nam: --a }", "2:3", "“anchor-nam”", "did you mean anchor-name?"),
        ("p { width: 3 mm }", "1:5", "“width: 3 mm”", "correct it, or delete it"),
        ("@medai print { p { top: 0 } }", "1:1", "“@medai”", "correct it, or delete it"),
        ("@media print { p { margn: 0 } }", "1:20", "“margn”", "did you mean margin?"),
        ("p { & em { colour: red } }", "1:12", "“colour”", "did you mean color?"),
    ],
)
def test_what_browsers_pass_over_is_told(
    css: str, place: str, what: str, hint: str, tmp_path: Path
) -> None:
    (found,) = page_style_problems(house_with(tmp_path, css, "web.css"))
    assert (found.code, str(found.place)) == ("style-web", f"style/web.css:{place}")
    assert what in found.message
    assert found.hint == hint


@pytest.mark.parametrize(
    "css",
    [
        "main { display: grid; grid-template-columns: 1fr minmax(0, 38rem); place-items: center }",
        "p { color: light-dark(#000, #fff); container-type: inline-size; inset: 0 }",
        "@container (min-width: 30em) { p { width: 10cqi } }",
        "@page { margin: 20mm; @bottom-left { content: 'a' } }",
        "@layer base { p { top: anchor(--a bottom, 0px); position-area: top left } }",
        "@property --a { syntax: '<length>'; inherits: true; initial-value: 0px }",
        "@media print { p { print-color-adjust: exact; scroll-margin-top: 1rem } }",
    ],
)
def test_what_browsers_know_is_not_told(css: str, tmp_path: Path) -> None:
    assert page_style_problems(house_with(tmp_path, css, "web.css")) == []


def test_check_tells_of_the_web_page(tmp_path: Path) -> None:
    house = house_with(tmp_path, "p { colour: red }", "web.css")
    report = check(ROOT / "tests" / "written", "written", house, Output(tmp_path / "out"))
    found = [str(p.place) for p in report.problems if p.code == "style-web"]
    assert found == ["style/web.css:1:5"]
