"""The house style's tokens: the custom properties of tokens.css, for everything that isn't CSS.

Charts, the Word reference document and the EPUB cover take their colours, fonts and sizes from
here, so that one line of tokens.css changes them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import tinycss2

from briefbuild.problems import Place, Problem, problem

VAR = re.compile(r"var\(\s*(--[a-z0-9-]+)\s*\)")
POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75}


def read_tokens(css: str, file: str) -> tuple[dict[str, str], list[Problem]]:
    """The custom properties of the `:root` rule, with every var() put in.

    A var() that names no token is a problem at its place in `file`.
    """
    raw: dict[str, str] = {}
    places: dict[str, Place] = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
            continue
        for entry in tinycss2.parse_blocks_contents(rule.content, True, True):
            if entry.type == "declaration" and entry.name.startswith("--"):
                raw[entry.name] = tinycss2.serialize(entry.value).strip()
                places[entry.name] = Place(file, entry.source_line, entry.source_column)
    problems: list[Problem] = []
    tokens = {name: _resolve(name, raw, places, problems) for name in raw}
    return tokens, problems


def _resolve(
    name: str,
    raw: Mapping[str, str],
    places: Mapping[str, Place],
    problems: list[Problem],
    seen: frozenset[str] = frozenset(),
) -> str:
    def value(match: re.Match[str]) -> str:
        inner = match[1]
        if inner not in raw or inner in seen | {name}:
            problems.append(
                problem("style-token", places[name], name=inner, hint="define it in tokens.css")
            )
            return ""
        return _resolve(inner, raw, places, problems, seen | {name})

    return VAR.sub(value, raw[name])


def points(length: str) -> float:
    """A CSS length in points; ValueError for what is no absolute length."""
    match = re.fullmatch(r"(-?[\d.]+)(pt|mm|cm|in|px)", length.strip())
    if not match:
        raise ValueError(f"not an absolute length: {length}")
    return float(match[1]) * POINTS[match[2]]


def font_family(value: str) -> str:
    """The first family of a font-family value, without quotes."""
    return value.split(",")[0].strip().strip("\"'")
