"""The custom properties of a house's style sheets that nothing asks for, or that are given twice.

CSS takes any name that begins with two hyphens, so that a misspelled one goes unnoticed: the token
that was meant keeps its value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import tinycss2

from briefbuild.problems import Problem, problem
from briefbuild.style_sheets import Piece, pieces

WRAP = "--text-wrap"
VALUES = {WRAP: ("balance", "wrap")}
"""Properties that the page maker reads itself (`render.pages.corrections.even_lines`)."""
PRESS = frozenset({"--press-profile", "--press-condition", "--press-ink-limit", "--press-bleed"})
"""Settings that `press_style` reads."""
ASKED = re.compile(r"var\(\s*(--[\w-]+)")


def check_custom(
    sheets: Mapping[str, str], tokens_file: str, tokens: Collection[str], templates: str
) -> list[Problem]:
    """What is given twice in one `:root`, has an unknown value, or is asked for by no var().

    `sheets` are style sheets by their shown paths, `tokens` the needed ones; `templates` is the
    text of all templates, which may ask too. A house may keep tokens for itself in tokens.css.
    """
    asked = asked_in(sheets.values(), templates)
    known = {*tokens, *asked, *VALUES, *PRESS}
    problems: list[Problem] = []
    for file, css in sheets.items():
        found = list(pieces(css, file))
        problems += _twice(found)
        for piece in found:
            if piece.kind != "declaration" or not piece.name.startswith("--"):
                continue
            if piece.name in VALUES and piece.text not in VALUES[piece.name]:
                expected = " or ".join(VALUES[piece.name])
                reason = f"“{piece.name}: {piece.text}” is no value for this property"
                yours = problem("style-css", piece.place, reason=reason, hint=f"write {expected}")
                problems.append(yours)
            elif piece.name not in known and file != tokens_file:
                problems.append(_unasked(piece, known))
    return problems


def asked_in(sheets: Iterable[str], templates: str) -> set[str]:
    """The custom properties that a var() asks for, in the texts of style sheets or of templates."""
    return {name for text in (*sheets, templates) for name in ASKED.findall(text)}


def _unasked(piece: Piece, known: Collection[str]) -> Problem:
    near = difflib.get_close_matches(piece.name, sorted(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "delete it"
    reason = f"{piece.name} is no token, and no var() asks for it"
    return problem("style-css", piece.place, reason=reason, hint=hint)


def _twice(found: Collection[Piece]) -> Iterator[Problem]:
    """What the sheet's `:root` rules give a second value: the first one is lost.

    Within @media it is a value for another case.
    """
    first: dict[str, int] = {}
    inside = False
    cases = {
        (rule.source_line, rule.source_column)
        for piece in found
        if piece.name == "@media" and piece.kind == "rule" and piece.node.content
        for rule in tinycss2.parse_blocks_contents(piece.node.content, True, True)
    }
    for piece in found:
        if piece.kind == "rule":
            place = (piece.place.line, piece.place.column)
            inside = piece.text == ":root" and place not in cases
        elif inside and piece.kind == "declaration" and piece.name.startswith("--"):
            if piece.name in first:
                reason = f"{piece.name} is given twice; the first is at line {first[piece.name]}"
                yield problem("style-css", piece.place, reason=reason, hint="keep one of the two")
            first.setdefault(piece.name, piece.place.line)
