"""The house tokens in Word's measures: what styles, page and fields of a Word file are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefbuild.tokens import font_family, points

NEEDED = tuple(
    f"--{name}"
    for name in (
        "color-ink color-muted color-accent color-rule color-tint "
        "font-text font-note font-display font-sans "
        "size-text size-note size-caption size-small size-table size-title size-subtitle "
        "size-quote size-heading size-subheading "
        "line line-note line-caption line-title "
        "space-heading space-after-heading space-figure space-title indent "
        "page-width page-height margin-top margin-bottom margin-inner margin-outer "
        "column-outer gutter rule-thin rule-thick"
    ).split()
)
"""Every token a Word file is made from."""


@dataclass(frozen=True)
class Look:
    """A house's tokens, read as lengths in points, colours as Word writes them, and families."""

    tokens: Mapping[str, str]

    @property
    def missing(self) -> list[str]:
        """The tokens that the house style lacks; a look is usable only when there are none."""
        return [name for name in NEEDED if name not in self.tokens]

    def length(self, name: str) -> float:
        """A length in points: `length("size-text")`."""
        return points(self.tokens[f"--{name}"])

    def color(self, name: str) -> str:
        """A colour as six hexadecimal digits: `color("accent")` → "0F3D5E"."""
        digits = self.tokens[f"--color-{name}"].lstrip("#")
        whole = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
        return whole.upper()

    def font(self, name: str) -> str:
        """A font family: `font("sans")`."""
        return font_family(self.tokens[f"--font-{name}"])

    @cached_property
    def hang(self) -> float:
        """How far masthead, title and notes reach out to the left of the text column."""
        return self.length("column-outer") + self.length("gutter")

    @cached_property
    def margin_left(self) -> float:
        return self.length("margin-outer") + self.hang

    @cached_property
    def column(self) -> float:
        """The width of the text column."""
        return self.length("page-width") - self.margin_left - self.length("margin-inner")

    @cached_property
    def text_height(self) -> float:
        edges = self.length("margin-top") + self.length("margin-bottom")
        return self.length("page-height") - edges


def twips(length: float) -> int:
    """Points in twentieths of a point, Word's unit of distance (ISO 29500-1, ST_TwipsMeasure)."""
    return round(length * 20)


def half_points(length: float) -> int:
    """Points in half points, Word's unit of type size (ISO 29500-1, ST_HpsMeasure)."""
    return round(length * 2)


def eighths(length: float) -> int:
    """Points in eighths of a point, Word's unit of rules, of which the thinnest is 2."""
    return max(2, round(length * 8))
