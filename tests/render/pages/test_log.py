"""WeasyPrint's log as problems with a place."""

from __future__ import annotations

import logging

import pytest
import weasyprint

from briefbuild.problems import Place
from briefbuild.render.pages.log import listening, problems_of

SHEETS = {"styles/a.css": "p {\n  colour: red;\n}\n", "styles/b.css": "p {\n  color: red;\n}\n"}


def test_a_declaration_is_found_in_its_file() -> None:
    (found,) = problems_of(["Ignored `colour: red` at 2:3, unknown property."], SHEETS)
    assert (found.code, found.place) == ("style-css", Place("styles/a.css", 2, 3))
    assert found.message == "Ignored `colour: red`: unknown property"


def test_a_value_with_a_token_is_found_by_its_property() -> None:
    sheets = {"a.css": "img { width: 1mm; height: calc(1mm / var(--x)) }", "b.css": "p { top: 0 }"}
    (found,) = problems_of(["Ignored `height: calc(1mm / )` at 1:27, invalid value."], sheets)
    assert found.place == Place("a.css", 1, 27)


def test_what_stands_in_two_files_at_one_place_is_told_of_both() -> None:
    twins = {"a.css": "p { x: 1 }", "b.css": "q { x: 1 }"}
    found = problems_of(["Ignored `x: 1` at 1:5, unknown property."] * 2, twins)
    assert [p.place for p in found] == [Place("a.css", 1, 5), Place("b.css", 1, 5)]


def test_what_is_quoted_decides_between_two_files() -> None:
    near = {"a.css": "p { top: 1 }", "b.css": "q { top: x }"}
    (found,) = problems_of(["Ignored `top: x ` at 1:5, invalid value."], near)
    assert (found.place, found.message) == (Place("b.css", 1, 5), "Ignored `top: x`: invalid value")


@pytest.mark.parametrize(
    ("css", "line", "column"),
    [
        ("p { color: red }\np:::x { top: 0 }", 2, 1),
        ("q { top: 0 }\n p:nonsense { top: 0 }", 2, 2),
        ("@supports (display: grid) { p { color: red } }", 1, 1),
        ("@media screen and (foo: 1) { p { color: red } }", 1, 1),
        ("p { top: 0 }\n@import 'late.css';", 2, 1),
        ("@page :nonsense { margin: 0 }", 1, 1),
        ("@page {\n  sise: A4 }", 2, 3),
        ("@page { @top-lefft { color: red } }", 1, 9),
        ("@page {\n  @top-left { colour: red } }", 2, 15),
        ("@page { @footnote { colour: red } }", 1, 21),
        ("@font-face { font-family: x; srcc: url(a); src: local(b) }", 1, 30),
        ("@font-face { font-family: x }", 1, 1),
        ("p { width: 12pz }", 1, 5),
        ("p { --own: 2pz; width: var(--own) }", 1, 24),
        ("p { em { colour: red } }", 1, 10),
        ("p { -webkit-hyphens: none }", 1, 5),
        ("p { top: 0; cursor: help }", 1, 13),
    ],
)
def test_all_that_weasyprint_ignores_has_its_place(css: str, line: int, column: int) -> None:
    with listening() as messages:
        sheet = weasyprint.CSS(string=css)
        weasyprint.HTML(string="<p>a <em>b</em></p>").render(stylesheets=[sheet])
    found = problems_of(messages, {"before.css": "q { top: 0 }", "a.css": css})
    assert [(p.code, p.place) for p in found] == [("style-css", Place("a.css", line, column))]


@pytest.mark.parametrize(
    ("css", "message", "hint"),
    [
        (
            'p { top: 0 }\n@import url("box.css");',
            '“@import url("box.css")” stands behind a rule, where it has no effect',
            "put it above all other rules of the sheet",
        ),
        (
            "@page :frist { margin: 0 }",
            "“@page :frist” names no page, so that the rule applies nowhere",
            "did you mean :first?",
        ),
        (
            "@page :xyz { margin: 0 }",
            "“@page :xyz” names no page, so that the rule applies nowhere",
            "the pages are :first, :left, :right, :blank",
        ),
    ],
)
def test_what_weasyprint_garbles_is_said_plainly(css: str, message: str, hint: str) -> None:
    with listening() as messages:
        weasyprint.CSS(string=css)
    (found,) = problems_of(messages, {"a.css": css})
    assert (found.message, found.hint) == (message, hint)


def test_a_character_that_no_font_has_is_told_as_everywhere() -> None:
    said = '.notdef glyph rendered for Unicode string unsupported by fonts: "한" (U+D55C)'
    (found,) = problems_of([said], SHEETS)
    assert (found.code, found.facts["first"]) == ("text-glyph", "한")


def test_what_weasyprints_own_sheets_hold_is_none_of_the_houses() -> None:
    said = "Ignored `cursor: help` at 9:9, the property does not apply for the print media."
    assert problems_of([said], SHEETS) == []


def test_every_other_message_is_a_problem_once() -> None:
    messages = ["No anchor #note-3 for internal URI reference"] * 2
    (found,) = problems_of(messages, SHEETS)
    assert found.code == "weasyprint-warning"
    assert "note-3" in found.message


def test_listening_takes_warnings_only_and_only_while_open() -> None:
    logger = logging.getLogger("weasyprint")
    with listening() as messages:
        logger.warning("heard %s", 1)
        logger.info("not heard")
    with listening() as later:
        pass
    assert (messages, later) == (["heard 1"], [])
