"""The colors of a page's letters and of the ground that they stand on, as its style has them.

Only what holds on every screen and on paper is looked at, and only colors that are written out: a
value that depends on anything is unknown, and nothing is said of text in or on an unknown color.
Custom properties are followed where the root declares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cssselect2
import tinycss2
from lxml import etree
from tinycss2.color4 import parse_color

from briefbuild.verify.sheet_rules import selectors_of

Color = tuple[float, float, float, float]
"""sRGB and alpha, each from 0 to 1."""
PAPER: Color = (1.0, 1.0, 1.0, 1.0)
LEAST = 1.25
"""To 1: letters of less contrast (WCAG 2.2, 1.4.3 asks for 4.5) can't be seen."""
INKS = ("color", "-webkit-text-fill-color")
GROUNDS = ("background", "background-color")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
INHERITED = ("inherit", "currentcolor", "unset", "revert", "")
DEEPEST = 8  # custom properties that name each other


class _Said(NamedTuple):
    """A declaration of a color, by what its place in the cascade is."""

    important: bool
    inline: bool
    specificity: tuple[int, ...]
    order: int
    value: str


class Inks:
    """The inks under a page's style sheets; `pale` finds the elements whose letters can't be
    seen."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self.matcher = cssselect2.Matcher()
        self.variables: dict[str, str] = {}
        for rule in (r for sheet in sheets for r in _always(sheet)):
            said = _colors(rule.content)
            for selector in selectors_of(rule):
                if selector.pseudo_element is not None:
                    continue
                if said:
                    self.matcher.add_selector(selector, said)
            if tinycss2.serialize(rule.prelude).strip() == ":root":
                self.variables.update(_variables(rule.content))

    def pale(self, root: etree._Element) -> Iterator[etree._Element]:
        """The elements with letters of their own that are as their ground."""
        inks: dict[etree._Element, tuple[Color | None, Color | None]] = {}
        for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            element = wrapped.etree_element
            above = inks.get(element.getparent(), ((0.0, 0.0, 0.0, 1.0), PAPER))
            said = self._said(wrapped, element)
            ink = self._color(said, INKS, above[0])
            ground = self._color(said, GROUNDS, above[1])
            if ground is not None and ground[3] < 1:
                ground = _over(ground, above[1])
            inks[element] = ink, ground
            if ink is not None and _has_letters(element) and _unseen(ink, ground):
                yield element

    def _said(
        self, wrapped: cssselect2.ElementWrapper, element: etree._Element
    ) -> dict[str, _Said]:
        """The declaration that counts, by the property."""
        found: dict[str, _Said] = {}
        matched = [
            (False, specificity, order, said)
            for specificity, order, _, said in self.matcher.match(wrapped)
        ]
        style = element.get("style")
        if style:
            matched.append((True, (0,), 0, _colors(style)))
        for inline, specificity, order, said in matched:
            for name, (important, value) in said.items():
                one = _Said(important, inline, tuple(specificity), order, value)
                if name not in found or one[:4] >= found[name][:4]:
                    found[name] = one
        return found

    def _color(
        self, said: dict[str, _Said], names: Sequence[str], otherwise: Color | None
    ) -> Color | None:
        """The color that one of these properties gives; None for one that isn't known."""
        given = [said[name] for name in names if name in said]
        if not given:
            return otherwise
        fill = said.get("-webkit-text-fill-color") if names is INKS else None
        value = self._resolved((fill or max(given)).value)
        if value in INHERITED:
            return otherwise
        if value in ("none", "initial"):
            return (*PAPER[:3], 0.0) if names is GROUNDS else otherwise
        return _parsed(value)

    def _resolved(self, value: str) -> str:
        for _ in range(DEEPEST):
            match = VARIABLE.search(value)
            if match is None:
                break
            given = self.variables.get(match[1], (match[2] or "unknown").strip())
            value = value[: match.start()] + given + value[match.end() :]
        return value


def _always(sheet: str) -> Iterator[tinycss2.ast.QualifiedRule]:
    """The rules that hold under no condition."""
    for node in tinycss2.parse_stylesheet(sheet, True, True):
        if node.type == "qualified-rule":
            yield node


def _colors(content: object) -> dict[str, tuple[bool, str]]:
    """What declarations say of colors, and whether it is important."""
    return {
        item.lower_name: (item.important, tinycss2.serialize(item.value).strip().lower())
        for item in tinycss2.parse_blocks_contents(content, True, True)
        if item.type == "declaration" and item.lower_name in (*INKS, *GROUNDS)
    }


def _variables(content: object) -> dict[str, str]:
    return {
        item.name: tinycss2.serialize(item.value).strip().lower()
        for item in tinycss2.parse_blocks_contents(content, True, True)
        if item.type == "declaration" and item.name.startswith("--")
    }


def _parsed(value: str) -> Color | None:
    """A color that is written out; None for what is none, or depends on anything."""
    color = parse_color(value)
    if color is None or color == "currentcolor" or color.space != "srgb":
        return None
    red, green, blue = color.coordinates
    return float(red), float(green), float(blue), float(color.alpha)


def _has_letters(element: etree._Element) -> bool:
    """Whether letters or figures stand in the element itself, not in what it holds."""
    own = [element.text, *(child.tail for child in element)]
    return any(c.isalnum() for text in own for c in text or "")


def _unseen(ink: Color, ground: Color | None) -> bool:
    if ink[3] < 0.15:
        return True
    return ground is not None and ink[3] == 1 and contrast(ink, ground) < LEAST


def _over(tint: Color, ground: Color | None) -> Color | None:
    """A color that lets its ground through, as it looks upon it (Compositing 1, 5.1)."""
    if ground is None:
        return None
    alpha = tint[3]
    red, green, blue = (
        alpha * t + (1 - alpha) * g for t, g in zip(tint[:3], ground[:3], strict=True)
    )
    return red, green, blue, 1.0


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colors (WCAG 2.2, definitions)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
