"""How much a brief or a house style may hold: all numbers in one place, for docs/limits.md too.

Each is some ten times what real work needs, and keeps the time and the memory that one input can
cost within bounds: files may come from strangers, and 300 bytes can unfold to gigabytes.
"""

from __future__ import annotations

from typing import NamedTuple

from briefbuild.problems import Place, Problem, problem


class Limit(NamedTuple):
    """The most of something that is taken."""

    most: int
    thing: str
    """In which it is counted, as a problem begins."""
    unit: str
    hint: str


YAML_BYTES = Limit(250_000, "a YAML file", "bytes", "move long texts into sections")
YAML_DEPTH = Limit(20, "a YAML file", "levels of nesting", "no field lies deeper than 5")
YAML_VALUES = Limit(20_000, "a YAML file", "values", "divide the brief into several")
SECTION_BYTES = Limit(1_000_000, "a section", "bytes", "divide it into several sections")
SECTIONS = Limit(1_000, "a brief", "sections", "divide the brief into several")
TEXT_BYTES = Limit(8_000_000, "a brief", "bytes in its sections", "divide the brief into several")
NESTING = Limit(
    20,
    "a block",
    "levels of lists, quotations, components and emphasis",
    "look for a long run of >, -, * or :::, or for lines further and further in",
)
LIST_LEVELS = Limit(9, "a list", "levels of lists", "Word has no more: divide it into several")
TABLE_COLUMNS = Limit(60, "a table", "columns", "divide it into several, or turn it around")
TABLE_ROWS = Limit(2_000, "a table", "rows", "divide it into several, or publish the data apart")
TABLE_CELLS = Limit(10_000, "a table", "cells", "divide it, or publish the data apart")
FILE_BYTES = Limit(64 * 1024 * 1024, "a picture", "bytes", "save it with fewer pixels, or as JPEG")
PIXELS = Limit(40_000_000, "a picture", "pixels", "a page is printed from fewer than 9 million")
SVG_CHARACTERS = Limit(
    4_000_000, "a drawing", "characters besides its pictures", "simplify its paths, or use a PNG"
)
SVG_ELEMENTS = Limit(20_000, "a drawing", "elements", "simplify it, or use a PNG")
SVG_DEPTH = Limit(100, "a drawing", "levels of nesting", "ungroup what is in groups within groups")
SVG_DRAWN = Limit(
    50_000,
    "a drawing",
    "elements with every repetition",
    "simplify what is repeated",
)
CHART_BYTES = Limit(1_000_000, "a chart", "bytes", "put its data into a file beside it")
DATA_BYTES = Limit(10_000_000, "a chart’s data", "bytes", "leave out what the chart doesn’t draw")
DATA_ROWS = Limit(50_000, "a chart’s data", "rows", "sum them up before they are drawn")
SHEET_BYTES = Limit(1_000_000, "a style sheet or template", "bytes", "divide it into several")
FONT_BYTES = Limit(32 * 1024 * 1024, "a font", "bytes", "cut it to the scripts that you print")
PROFILE_BYTES = Limit(16 * 1024 * 1024, "a printer’s profile", "bytes", "ask for a smaller one")

LIMITS = tuple(limit for limit in globals().values() if isinstance(limit, Limit))


def beyond(limit: Limit, found: int, place: Place | None, name: str = "") -> list[Problem]:
    """The problem of what holds more than its limit; `name` says which one it is."""
    if found <= limit.most:
        return []
    what = name or limit.thing
    facts = {"what": what, "found": found, "unit": limit.unit, "limit": limit.most}
    return [problem("too-much", place, **facts, hint=limit.hint)]
