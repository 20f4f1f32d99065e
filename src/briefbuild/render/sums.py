"""Sums in epub.css, worked out once the tokens are put in: old reading systems know no calc().

A house's sizes are points, which an EPUB has no use for: readers choose the size of the text. So
epub.css takes each as a ratio to the text's, `calc(1em * var(--size-note) / var(--size-text))`, and
what is written is a plain `0.788em`. What only a screen can work out, such as `min(2em, 9vw)`, is
left as it is, with the sums within it worked out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import tinycss2

from briefbuild.tokens import POINTS, VAR

OPENING = re.compile(r"(?<![\w-])(?:calc|min|max|clamp)\(", re.IGNORECASE)
BRACKET = re.compile(r"[()]")
STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)


@dataclass(frozen=True)
class Quantity:
    """A number with its units, each with its power: 8pt / 10pt has none."""

    number: float
    units: Mapping[str, int]

    def times(self, other: Quantity, power: int) -> Quantity | None:
        """Its product with another one, or its quotient, when `power` is -1; None for x / 0."""
        if power < 0 and other.number == 0:
            return None
        units = {
            unit: self.units.get(unit, 0) + power * other.units.get(unit, 0)
            for unit in {*self.units, *other.units}
        }
        number = self.number * other.number**power
        return Quantity(number, {unit: n for unit, n in units.items() if n})

    @property
    def css(self) -> str | None:
        """As CSS writes it, to a thousandth; None for what is no number and no length."""
        if [power for power in self.units.values() if power != 1] or len(self.units) > 1:
            return None
        return f"{self.number:.3f}".rstrip("0").rstrip(".") + "".join(self.units)


def plain(css: str, tokens: Mapping[str, str]) -> str:
    """A style sheet or a value with the tokens' values put in, and sums worked out."""
    text = VAR.sub(lambda match: tokens.get(match[1], match[0]), css)
    strings = [match.span() for match in STRING.finditer(text)]
    pieces, end = [], 0
    for match in OPENING.finditer(text):
        if match.start() < end or any(a < match.start() < b for a, b in strings):
            continue
        closing = _end_of(text, match.start())
        (function, *_) = tinycss2.parse_component_value_list(text[match.start() : closing])
        pieces += [text[end : match.start()], _written(function)]
        end = closing
    return "".join([*pieces, text[end:]])


def _end_of(text: str, start: int) -> int:
    """Where the function ends that begins at `start`."""
    depth = 0
    for match in BRACKET.finditer(text, start):
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _written(function: Any) -> str:
    """A function as a plain value, or with the sums within it as plain values."""
    whole = _worked_out(function)
    if whole and whole.css:
        return whole.css
    inner = ", ".join(_argument(nodes) for nodes in _arguments(function))
    return f"{function.name}({inner})"


def _argument(nodes: Sequence[Any]) -> str:
    whole = _sum(nodes)
    if whole and whole.css:
        return whole.css
    written = (_written(n) if n.type == "function" else n.serialize() for n in nodes)
    return "".join(written).strip()


def _arguments(function: Any) -> list[list[Any]]:
    """What stands between a function's commas."""
    groups = groupby(function.arguments, lambda n: n.type == "literal" and n.value == ",")
    return [list(nodes) for is_comma, nodes in groups if not is_comma]


def _worked_out(function: Any) -> Quantity | None:
    """The value of calc(), min(), max() or clamp(); None where a screen or a reader decides."""
    values = [_sum(nodes) for nodes in _arguments(function)]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or any(v.units != known[0].units for v in known):
        return None
    match function.lower_name, known:
        case "calc", [only]:
            return only
        case ("min" | "max") as name, [_, *_]:
            choose = min if name == "min" else max
            return choose(known, key=lambda value: value.number)
        case "clamp", [low, value, high]:
            return Quantity(max(low.number, min(value.number, high.number)), value.units)
    return None


def _sum(nodes: Sequence[Any]) -> Quantity | None:
    """Products with plus and minus between them; None unless all have the same units."""
    products: list[list[Any]] = [[]]
    signs = [1]
    for node in nodes:
        if node.type == "literal" and node.value in ("+", "-"):
            products.append([])
            signs.append(1 if node.value == "+" else -1)
        else:
            products[-1].append(node)
    values = [_product(product) for product in products]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or any(v.units != known[0].units for v in known):
        return None
    number = sum(sign * value.number for sign, value in zip(signs, known, strict=True))
    return Quantity(number, known[0].units)


def _product(nodes: Sequence[Any]) -> Quantity | None:
    """Values with `*` and `/` between them."""
    result: Quantity | None = None
    power = 1
    for node in nodes:
        if node.type in ("whitespace", "comment"):
            continue
        if node.type == "literal" and node.value in ("*", "/"):
            power = 1 if node.value == "*" else -1
            continue
        value = _value(node)
        if value is None:
            return None
        result = value if result is None else result.times(value, power)
        if result is None:
            return None
    return result


def _value(node: Any) -> Quantity | None:
    """A number, a length, a part in parentheses, or a function; absolute lengths in points."""
    match node.type:
        case "number":
            return Quantity(node.value, {})
        case "percentage":
            return Quantity(node.value, {"%": 1})
        case "dimension" if node.lower_unit in POINTS:
            return Quantity(node.value * POINTS[node.lower_unit], {"pt": 1})
        case "dimension":
            return Quantity(node.value, {node.lower_unit: 1})
        case "() block":
            return _sum(node.content)
        case "function":
            return _worked_out(node)
    return None
