"""Lengths of CSS worked out in pixels, sums too (CSS Values 4, 10)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2

ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
ABSOLUTE |= {"q": 2.4 / 2.54, "deg": 1.0, "turn": 360.0, "grad": 0.9, "rad": 57.2958, "fr": 1000.0}
ABSOLUTE |= {"s": 1000.0, "ms": 1.0}
EM = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.4}
ROOT = {"rem": 16.0, "rex": 8.0, "rch": 8.0, "ric": 16.0, "rlh": 22.4}
SIGNS = {"+": 1, "-": 1, "*": 2, "/": 2}
KNOWN = {"anchor": 0.0, "env": 0.0}
"""Functions of a place that only a layout knows: taken to be none."""


class Measure(NamedTuple):
    """What relative lengths are relative to, in pixels."""

    em: float = 16.0
    width: float = 800.0
    """Of the screen."""
    height: float = 800.0
    whole: float = math.nan
    """What a percentage is of."""


@lru_cache(maxsize=8192)
def pixels(value: str, measure: Measure) -> float:
    """A length, a number, or an angle in degrees; not a number for what can't be worked out."""
    tokens = _kept(tinycss2.parse_component_value_list(value, skip_comments=True))
    return _one(tokens[0], measure) if len(tokens) == 1 else math.nan


def lengths(value: str, measure: Measure) -> list[float]:
    """What a value of several parts gives that are lengths."""
    given = (pixels(part, measure) for part in parts_of(value))
    return [length for length in given if not math.isnan(length)]


@lru_cache(maxsize=8192)
def parts_of(value: str) -> tuple[str, ...]:
    """The parts of a value, between blanks, functions whole."""
    tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
    return tuple(token.serialize() for token in _kept(tokens))


def _kept(tokens: Sequence[Any]) -> list[Any]:
    return [token for token in tokens if token.type != "whitespace"]


def _one(token: Any, measure: Measure) -> float:
    if token.type == "number":
        return float(token.value)
    if token.type == "percentage":
        return float(token.value) / 100 * measure.whole
    if token.type == "dimension":
        return float(token.value) * _unit(token.lower_unit, measure)
    if token.type == "() block":
        return _sum(token.content, measure)
    return _function(token, measure) if token.type == "function" else math.nan


def _unit(unit: str, measure: Measure) -> float:
    if unit in ABSOLUTE:
        return ABSOLUTE[unit]
    if unit in EM:
        return EM[unit] * measure.em
    if unit in ROOT:
        return ROOT[unit]
    wide, high = measure.width / 100, measure.height / 100
    sides = {"w": wide, "h": high, "i": wide, "b": high, "min": min(wide, high)}
    sides["max"] = max(wide, high)
    for prefix in ("v", "sv", "lv", "dv", "cq"):
        if unit.startswith(prefix) and unit.removeprefix(prefix) in sides:
            return sides[unit.removeprefix(prefix)]
    return math.nan


def _clamped(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))


MATH: Mapping[str, Callable[..., float]] = {
    "calc": lambda one: one,
    "min": min,
    "max": max,
    "clamp": _clamped,
    "abs": abs,
    "round": lambda *given: given[0],
}


def _function(token: Any, measure: Measure) -> float:
    name = token.lower_name
    if name in KNOWN:
        return KNOWN[name]
    if name not in MATH:
        return math.nan
    parts: list[list[Any]] = [[]]
    for node in token.arguments:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    values = [_sum(part, measure) for part in parts]
    values = [value for value in values if not math.isnan(value)] if name == "round" else values
    if not values or any(map(math.isnan, values)):
        return math.nan
    try:
        return MATH[name](*values)
    except TypeError:  # more arguments than the function takes
        return math.nan


def _sum(tokens: Sequence[Any], measure: Measure) -> float:
    """A sum, products first."""
    values: list[float] = []
    signs: list[str] = []
    for token in _kept(tokens):
        if token.type == "literal" and token.value in SIGNS:
            while signs and SIGNS[signs[-1]] >= SIGNS[token.value] and len(values) > 1:
                _apply(values, signs.pop())
            signs.append(token.value)
        else:
            values.append(_one(token, measure))
    while signs and len(values) > 1:
        _apply(values, signs.pop())
    return values[0] if len(values) == 1 and not signs else math.nan


def _apply(values: list[float], sign: str) -> None:
    right, left = values.pop(), values.pop()
    if sign == "/":
        values.append(left / right if right else math.nan)
    else:
        values.append({"+": left + right, "-": left - right, "*": left * right}[sign])
