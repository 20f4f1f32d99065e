"""The house tokens in Word's measures: what a Word file's styles and pages are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefbuild.render.docx.fonts import Face, semibold
from briefbuild.tokens import font_family, points


@dataclass(frozen=True)
class Look:
    """A house's tokens, read as lengths in points, colours as Word writes them, and families."""

    tokens: Mapping[str, str]
    faces: Sequence[Face] = ()
    """The house's font files."""

    def length(self, name: str) -> float:
        """A length in points: `length("size-text")`."""
        return points(self.tokens[f"--{name}"])

    def color(self, name: str) -> str:
        """A colour as six hexadecimal digits: `color("accent")` → "0F3D5E"; `color("chart-2")`."""
        prefix = "" if name.startswith("chart-") else "color-"
        digits = self.tokens[f"--{prefix}{name}"].lstrip("#")
        whole = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
        return whole.upper()

    def font(self, name: str) -> str:
        """A font family: `font("sans")`."""
        return font_family(self.tokens[f"--font-{name}"])

    def strong(self, name: str) -> tuple[str, bool]:
        """The family for a font's heavier words, and whether Word must make it bold: not when
        the house has a semibold."""
        family = semibold(self.faces, self.font(name))
        return (family, False) if family else (self.font(name), True)

    @cached_property
    def stacks(self) -> dict[str, str]:
        """Each family that the styles use, with the CSS list it was chosen from."""
        plain = {self.font(name): name for name in ("sans", "display", "note", "text")}
        strong = {self.strong(name)[0]: name for name in ("sans", "display")}
        return {family: self.tokens[f"--font-{name}"] for family, name in (strong | plain).items()}

    @cached_property
    def hang(self) -> float:
        """How far masthead, title and notes reach out to the left of the text column; without an
        outer column there is no gutter, as in print (one-column.css)."""
        column = self.length("column-outer")
        return column + self.length("gutter") if column else 0.0

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
