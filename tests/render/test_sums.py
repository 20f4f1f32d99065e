"""Sums in epub.css come out as plain numbers, and what a screen decides stays."""

from __future__ import annotations

import pytest

from briefbuild.render.sums import plain

TOKENS = {"--title": "26pt", "--text": "10pt", "--page": "10mm", "--family": '"calc(1em)", serif'}


@pytest.mark.parametrize(
    ("css", "written"),
    [
        ("calc(1em * var(--title) / var(--text))", "2.6em"),
        ("calc(0.3em + 0.7em * var(--title) / var(--text))", "2.12em"),
        ("calc((1 + 2) * (2em - 1em))", "3em"),
        ("calc(1em - -1em)", "2em"),
        ("calc(var(--page) / 2)", "14.173pt"),
        ("calc(100% / 3)", "33.333%"),
        ("CALC(2 * 3)", "6"),
        ("min(3em, var(--title) / var(--text) * 1em)", "2.6em"),
        ("max(3em, 1em * var(--title) / var(--text))", "3em"),
        ("clamp(1em, 5em, 2em)", "2em"),
        ("calc(1em * max(2, 3) / min(4, 5))", "0.75em"),
        ("calc(1em - 1em)", "0em"),
        # What only a screen or a reader knows, with the sums within it worked out
        (
            "max(1.3em, min(calc(1em * var(--title) / var(--text)), 8vw))",
            "max(1.3em, min(2.6em, 8vw))",
        ),
        ("calc(100% - 2em)", "calc(100% - 2em)"),
        ("clamp(1em, 0.5em + 2vw, 1em * 2)", "clamp(1em, 0.5em + 2vw, 2em)"),
        # What is no sum, or none that can be worked out
        ("calc(1em / 0)", "calc(1em / 0)"),
        ("calc(1em * 1em)", "calc(1em * 1em)"),
        ("calc()", "calc()"),
        ("minmax(1em, 2em)", "minmax(1em, 2em)"),
        ('"calc(1em * 2)"', '"calc(1em * 2)"'),
        ("var(--family)", '"calc(1em)", serif'),
        ("var(--unknown)", "var(--unknown)"),
    ],
)
def test_a_sum_becomes_a_plain_value(css: str, written: str) -> None:
    assert plain(f"p {{ a: {css}; b: 1em }}", TOKENS) == f"p {{ a: {written}; b: 1em }}"


def test_each_sum_of_a_sheet_is_worked_out_and_nothing_else_touched() -> None:
    css = 'p { a: calc(1em * 2) calc(2em * 2); content: ")\\a0" }\n@media (min-width: 2em) { q {} }'
    assert plain(css, {}) == css.replace("calc(1em * 2)", "2em").replace("calc(2em * 2)", "4em")
