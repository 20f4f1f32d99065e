"""The house style's tokens: the custom properties of tokens.css, for everything that isn't CSS.

Charts, the Word reference document and the EPUB cover take their colours, fonts and sizes from
here, so that one line of tokens.css changes them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import tinycss2

from briefbuild.problems import Place, Problem, in_order, problem

VAR = re.compile(r"var\(\s*(--[a-z0-9-]+)\s*\)")
POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75}


class Declared(NamedTuple):
    """A custom property as it was written."""

    value: str
    place: Place


def declared_in(css: str, file: str) -> dict[str, Declared]:
    """The custom properties of the `:root` rule, with their places in `file`."""
    found: dict[str, Declared] = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
            continue
        for entry in tinycss2.parse_blocks_contents(rule.content, True, True):
            if entry.type == "declaration" and entry.name.startswith("--"):
                place = Place(file, entry.source_line, entry.source_column)
                found[entry.name] = Declared(tinycss2.serialize(entry.value).strip(), place)
    return found


def root_of(css: str, file: str) -> Place:
    """Where the first `:root` rule begins; the file where there is none."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            return Place(file, rule.source_line, rule.source_column)
    return Place(file)


def read_tokens(declared: Mapping[str, Declared]) -> tuple[dict[str, str], list[Problem]]:
    """The tokens' values, with every var() put in; one that names no token, or comes back to its
    own, is a problem."""
    problems: list[Problem] = []
    values = {name: _resolve(name, declared, problems) for name in declared}
    return values, in_order(problems)


def _resolve(
    name: str,
    declared: Mapping[str, Declared],
    problems: list[Problem],
    seen: frozenset[str] = frozenset(),
) -> str:
    def value(match: re.Match[str]) -> str:
        inner = match[1]
        if inner in seen | {name}:
            reason = f"{name} takes its value from {inner}, which takes its own from {name}"
            facts = {"reason": reason, "hint": "give one of the two a value"}
            problems.append(problem("style-css", declared[name].place, **facts))
            return ""
        if inner not in declared:
            hint = "define it in tokens.css"
            problems.append(problem("style-token", declared[name].place, name=inner, hint=hint))
            return ""
        return _resolve(inner, declared, problems, seen | {name})

    return VAR.sub(value, declared[name].value)


def points(length: str) -> float:
    """A CSS length in points; ValueError for what is no absolute length."""
    match = re.fullmatch(r"(-?\d*\.?\d+)(pt|mm|cm|in|px)", length.strip())
    if not match:
        raise ValueError(f"not an absolute length: {length}")
    return float(match[1]) * POINTS[match[2]]


def font_family(value: str) -> str:
    """The first family of a font-family value, without quotes."""
    return value.split(",")[0].strip().strip("\"'")
