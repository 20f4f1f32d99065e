"""WeasyPrint's log as problems with a place."""

from __future__ import annotations

import logging

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


def test_what_could_be_in_two_files_gets_no_place() -> None:
    twins = {"a.css": "p { x: 1 }", "b.css": "q { x: 1 }"}
    (found,) = problems_of(["Ignored `x: 1` at 1:5, unknown property."], twins)
    assert (found.code, found.place) == ("weasyprint-warning", None)


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
