"""Custom properties that would go unnoticed: misspelled, given twice, of an unknown value."""

from __future__ import annotations

import pytest

from briefbuild.custom_properties import check_custom


def told(css: str, file: str = "a.css", templates: str = "") -> list[tuple[str, str]]:
    """Places and hints."""
    found = check_custom({file: css}, "tokens.css", ("--color-accent",), templates)
    assert {p.code for p in found} <= {"style-css"}
    return [(str(p.place), p.hint) for p in found]


@pytest.mark.parametrize(
    ("css", "place", "hint"),
    [
        (":root { --color-acent: red }", "a.css:1:9", "did you mean --color-accent?"),
        ("h1 { --text-wrp: balance }", "a.css:1:6", "did you mean --text-wrap?"),
        ("h1 { --text-wrap: ballance }", "a.css:1:6", "write balance or wrap"),
        ("h1 { --zzz: 1pt }", "a.css:1:6", "delete it"),
        (
            ":root {\n --color-accent: red;\n --color-accent: blue }",
            "a.css:3:2",
            "keep one of the two",
        ),
    ],
)
def test_what_would_go_unnoticed_is_told(css: str, place: str, hint: str) -> None:
    assert told(css) == [(place, hint)]


def test_what_is_asked_for_is_right() -> None:
    assert told("h1 { --text-wrap: balance; --own: 1pt; top: calc(2 * var(--own, 1pt)) }") == []
    assert told("h1 { --color-accent: red } @page { --press-bleed: 3mm }") == []
    assert told("p { --own: 1pt } q { --own: 2pt; top: var( --own) }") == []
    assert told("h1 { --own: 1pt }", templates='<p style="top: var(--own)">') == []


def test_a_house_may_keep_tokens_for_itself() -> None:
    assert told(":root { --brand-blue: #123456 }", "tokens.css") == []


def test_a_value_for_another_case_is_no_second_one() -> None:
    css = ":root { --color-accent: red }\n@media (width < 40em) { :root { --color-accent: blue } }"
    assert told(css) == []
    assert told(css + "\n:root { --color-accent: tan }") == [("a.css:3:9", "keep one of the two")]
