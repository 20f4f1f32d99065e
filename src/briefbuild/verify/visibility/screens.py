"""On what a page is shown: screens of some widths, light and dark, and paper; which rules apply.

Widths are those on either side of each one that a sheet asks for. A condition that can't be worked
out (what a browser supports, how wide a container is) holds on some screens, and not on others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefbuild.verify.visibility.sheet_rules import Condition

PHONE, DESK = 360.0, 1440.0
"""CSS pixels."""
HEIGHT = 800.0
GAP = 1.0
"""Pixels between two widths that are one."""
MOST = 40
"""Widths that are tried."""
UNITS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
LENGTH = r"([\d.]+)(px|em|rem|pt|cm|mm)"
MIN_MAX = re.compile(rf"\((min|max)-width\s*:\s*{LENGTH}\s*\)")
RANGE = re.compile(rf"\(\s*width\s*(<=|>=|<|>)\s*{LENGTH}\s*\)")
TURNED = re.compile(rf"\(\s*{LENGTH}\s*(<=|>=|<|>)\s*width\s*\)")
BETWEEN = re.compile(rf"\(\s*{LENGTH}\s*(<=?)\s*width\s*(<=?)\s*{LENGTH}\s*\)")
SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Screen(NamedTuple):
    """One way in which a page is shown."""

    width: float = DESK
    dark: bool = False
    paper: bool = False
    more: bool = False
    """Whether what can't be worked out holds."""

    @property
    def height(self) -> float:
        return HEIGHT


def screens_for(conditions: Sequence[Condition], dark: bool) -> list[Screen]:
    """The screens and papers on which a page under these conditions may look otherwise; `dark` if
    some declaration asks for the color scheme."""
    text = " ".join({c.text.lower() for c in conditions if c.name == "media"})
    asked = {float(number) * UNITS[unit] for number, unit in re.findall(LENGTH, text)}
    widths = _between(sorted({*asked, PHONE, DESK})[:MOST])
    darks = (False, True) if dark or "prefers-color-scheme" in text else (False,)
    mores = (False, True) if conditions else (False,)
    papers = (False, True) if "print" in text or "screen" in text else (False,)
    return [
        Screen(width, night, paper, more)
        for more in mores
        for paper in papers
        for night in (darks if not paper else (False,))
        for width in (widths if not paper else (DESK / 2,))
    ]


def _between(asked: Sequence[float]) -> list[float]:
    """A width on either side of each one that is asked for."""
    ends = [min(asked) - 2 * GAP, *asked, max(asked) + 2 * GAP]
    return [(a + b) / 2 for a, b in pairwise(ends) if b - a > GAP and b > 2 * GAP]


def holds(conditions: Sequence[Condition], screen: Screen) -> bool:
    return all(_holds(condition, screen) for condition in conditions)


def _holds(condition: Condition, screen: Screen) -> bool:
    if condition.name == "layer":
        return True
    if condition.name == "media":
        return _media(condition.text.lower(), screen)
    negated = condition.text.lower().startswith("not")
    return screen.more or negated


@lru_cache(maxsize=4096)
def _media(text: str, screen: Screen) -> bool:
    """A list of media queries (Media Queries 5), each a row of parts that hold, don't, or aren't
    known."""
    return any(_query(query.strip(), screen) for query in text.split(","))


def _query(query: str, screen: Screen) -> bool:
    negated = query.startswith("not ")
    parts = re.split(r"\band\b", query.removeprefix("not ").removeprefix("only "))
    if " or " in query or "((" in query.replace(" ", ""):
        return screen.more
    found = [_part(part.strip(), screen) for part in parts]
    if False in found:
        return negated
    if None in found:
        return screen.more
    return not negated


def _part(part: str, screen: Screen) -> bool | None:
    if part in ("", "all", "screen", "print"):
        return part in ("", "all", "print" if screen.paper else "screen")
    if match := SCHEME.fullmatch(part):
        return (match[1] == "dark") == screen.dark
    sizes = list(_bounds(part))
    return all(_compare(screen.width, sign, size) for sign, size in sizes) if sizes else None


def _bounds(part: str) -> Iterator[tuple[str, float]]:
    if match := MIN_MAX.fullmatch(part):
        yield ">=" if match[1] == "min" else "<=", float(match[2]) * UNITS[match[3]]
    elif match := RANGE.fullmatch(part):
        yield match[1], float(match[2]) * UNITS[match[3]]
    elif match := TURNED.fullmatch(part):
        yield MIRROR[match[3]], float(match[1]) * UNITS[match[2]]
    elif match := BETWEEN.fullmatch(part):
        yield MIRROR[match[3]], float(match[1]) * UNITS[match[2]]
        yield match[4], float(match[5]) * UNITS[match[6]]


def _compare(width: float, sign: str, size: float) -> bool:
    return {
        "<": width < size,
        "<=": width <= size,
        ">": width > size,
        ">=": width >= size,
    }[sign]
