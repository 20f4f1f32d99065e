"""Style sheets as text: what no page maker tells of is found, with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles, load_house
from briefbuild.style_sheets import check_sheets, pieces

TOKENS = ("--line", "--color-ink")


def told(css: str) -> list[tuple[str, str]]:
    """The codes and places of what is wrong in one sheet."""
    return [(p.code, str(p.place)) for p in check_sheets({"a.css": css}, "tokens.css", TOKENS)]


@pytest.mark.parametrize(
    ("css", "code", "place"),
    [
        ("p { color red; margin: 0 }", "style-css", "a.css:1:14"),
        ("p { top: 0 }\n}", "style-css", "a.css:2:1"),
        ("q { top: 0 }\np { color: red;\nem { top: 0 }\n", "style-css", "a.css:2:1"),
        ("p {\n  color: var(--nope) }", "style-token", "a.css:2:10"),
        ("p { margin: calc(1pt + var(--lne)) }", "style-token", "a.css:1:24"),
        ("@page { @top-left { color: var(--nope) } }", "style-token", "a.css:1:28"),
        ("p { em { top: calc((var(--nope)) * 2) } }", "style-token", "a.css:1:21"),
        ("p { top: calc(1pt +) }", "style-css", "a.css:1:10"),
        ("p { top: min(1pt, 2pt *) }", "style-css", "a.css:1:10"),
        ("p { top: calc() }", "style-css", "a.css:1:10"),
        ("p { color: var(--dark-ink) }", "style-token", "a.css:1:12"),  # the web page's alone
        ("p { color: var(--not-here, red) }", "style-token", "a.css:1:12"),
        ("q { top: 0 }\n/* a\np { top: 0 }\n", "style-css", "a.css:2:1"),
        ("q { top: 0 }\np { /* a\n top: 0 }\n", "style-css", "a.css:2:5"),
        ("q { color: rgb(1 /* a", "style-css", "a.css:1:18"),
    ],
)
def test_a_fault_has_its_place(css: str, code: str, place: str) -> None:
    assert told(css) == [(code, place)]


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: calc(var(--line) * -1) max(1pt, 2pt) round(up, 3pt, var(--line)) }",
        'p::before { content: "}" } /* } */',
        "p { --own: 1pt; top: var(--own) }",
        "img { height: calc(1mm / var(--aspect)); color: var(--line, red) }",
        "p { top: 0 /* a */ }\r\n/* b */",
        'p::before { content: "/*" } /* a */',
        "@media print { p { top: 0 } }",
        "",
    ],
)
def test_what_is_right_is_no_problem(css: str) -> None:
    assert told(css) == []


def test_the_web_page_has_names_of_its_own() -> None:
    css = ":root { color: var(--dark-ink) } .note { anchor-name: var(--anchor) }"
    assert check_sheets({"styles/web.css": css}, "tokens.css", ()) == []


def test_a_misspelt_token_gets_the_name_that_is_meant() -> None:
    (found,) = check_sheets({"a.css": "p { top: var(--lin) }"}, "tokens.css", TOKENS)
    assert found.hint == "did you mean --line?"


@pytest.mark.parametrize("name", ["base.css", "epub.css", "components/box.css", "fonts/fonts.css"])
def test_every_sheet_of_a_style_is_looked_at_before_a_file_is_made(
    name: str, tmp_path: Path
) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    with (style / name).open("a", encoding="utf-8") as sheet:
        sheet.write("\np { color: var(--color-acent) }\n")
    line = (style / name).read_text(encoding="utf-8").count("\n")
    (found,) = load_house(style, "style")[1]
    assert (found.code, str(found.place)) == ("style-token", f"style/{name}:{line}:12")
    assert found.hint == "did you mean --color-accent?"


def test_addresses_are_pieces_however_they_are_written() -> None:
    css = '@import "a.css";\n@import url("b.css");\np { background: url("c.svg") url(d.svg) }'
    addresses = [(p.name, p.place.line) for p in pieces(css, "x.css") if p.kind == "address"]
    assert addresses == [("a.css", 1), ("b.css", 2), ("c.svg", 3), ("d.svg", 3)]


def test_a_family_that_no_face_declares_is_told_at_its_token(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    sheet = style / "tokens.css"
    css = sheet.read_text(encoding="utf-8").replace('--font-note: "Source', '--font-note: "Sauce')
    sheet.write_text(css, encoding="utf-8")
    (found,) = load_house(style, "style")[1]
    line = css[: css.index("--font-note:")].count("\n") + 1
    assert (found.code, str(found.place)) == ("style-font", f"style/tokens.css:{line}:3")
    assert "Sauce Serif 4 Caption" in found.message


def test_a_face_that_other_formats_cannot_read_is_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    (style / "fonts" / "X.woff2").write_bytes(b"")
    with (style / "fonts" / "fonts.css").open("a", encoding="utf-8") as sheet:
        sheet.write('\n@font-face { font-family: "X"; src: url("X.woff2") }\n')
    (found,) = load_house(style, "style")[1]
    assert found.code == "style-css"
    assert str(found.place).endswith(":37")
    assert "X.woff2" in found.message


def test_a_face_under_another_name_than_the_fonts_own_is_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    for name in ("fonts/fonts.css", "tokens.css"):
        text = (style / name).read_text(encoding="utf-8")
        changed = text.replace('"Source Serif 4 Caption"', '"Our Notes"')
        (style / name).write_text(changed, encoding="utf-8")
    found = load_house(style, "style")[1]
    assert {p.code for p in found} == {"style-css"}
    assert {str(p.place).split(":")[0] for p in found} == {"style/fonts/fonts.css"}
    assert "is of the family “Source Serif 4 Caption”" in found[0].message


NAMED = {"black", "white", "gray", "grey", "red", "blue", "green", "navy", "silver"}


def literal(css: str) -> list[str]:
    """The colors, and the families in quotation marks, that a sheet's declarations write out."""
    values = [p for p in pieces(css, "a.css") if p.kind == "value"]
    return [
        p.text
        for p in values
        if p.node.type == "hash"
        or (
            p.node.type == "function" and p.node.lower_name in {"rgb", "rgba", "hsl", "device-cmyk"}
        )
        or (p.node.type == "ident" and p.node.lower_value in NAMED)
        or (p.node.type == "string" and p.name.startswith("font"))
    ]


def test_colors_and_families_stand_in_the_tokens_alone() -> None:
    """So that a change of one line changes them everywhere; the printer's inks are press.css's."""
    allowed = {"tokens.css", "press.css", "fonts/fonts.css"}
    sheets = {
        p.relative_to(default_styles()).as_posix(): p for p in default_styles().rglob("*.css")
    }
    found = {
        n: literal(p.read_text(encoding="utf-8")) for n, p in sheets.items() if n not in allowed
    }
    assert {name: values for name, values in found.items() if values} == {}


def test_a_literal_color_or_family_would_be_found() -> None:
    css = 'p { color: #123456; font: 9pt "Times"; background: rgb(1 2 3); border: 1pt solid red }'
    assert literal(css) == ["#123456", '"Times"', "rgb(1 2 3)", "red"]


def test_a_token_has_a_comment_that_says_what_it_moves() -> None:
    lines = (default_styles() / "tokens.css").read_text(encoding="utf-8").split("\n")
    tokens = [line for line in lines if line.strip().startswith("--")]
    bare = [line for line in tokens if "/*" not in line]
    assert [line.strip() for line in bare] == []
