"""Page geometries drawn at random from a fixed seed, as tokens of the house style.

A geometry is what a designer would change first: the page's size and margins, the outer column,
the sizes of text and notes and their lines. Each is named by its number, from which it is drawn
anew: number 17 is the same on every machine and in every run.
"""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from briefbuild.house import default_styles

SHEETS = (
    (105, 148),  # A6
    (110, 220),  # tall and narrow
    (129, 198),  # a British paperback
    (148, 210),  # A5
    (152, 229),  # six by nine inches
    (210, 148),  # A5, lying
    (176, 250),  # B5
    (200, 200),  # square
    (210, 297),  # A4
    (216, 279),  # US letter
)
"""Width and height of the sheets, in mm."""
NARROWEST, LOWEST = 52.0, 96.0
"""The least width and height of the text, in mm: what is less is no page but a slip."""

COLUMN = 22.0
"""The least width of the outer column, in mm: a narrower one sets its captions a word to a line."""


@dataclass(frozen=True)
class Geometry:
    """A page and its type: lengths in mm, sizes and lines in pt."""

    number: int
    width: float
    height: float
    top: float
    bottom: float
    outer: float
    inner: float
    column: float
    gutter: float
    text: float
    line: float
    note: float
    note_line: float

    def __str__(self) -> str:
        return (
            f"{self.width:g} × {self.height:g} mm, margins {self.top:g} {self.inner:g}"
            f" {self.bottom:g} {self.outer:g}, outer column {self.column:g} + {self.gutter:g},"
            f" text {self.text:g}/{self.line:g} pt, notes {self.note:g}/{self.note_line:g} pt"
        )

    @property
    def measure(self) -> float:
        """The width of the column of text, in mm."""
        return self.width - self.outer - self.inner - self.column - self.gutter

    def tokens(self) -> dict[str, str]:
        """The tokens that differ from those of the house."""
        lengths = {
            "page-width": self.width,
            "page-height": self.height,
            "margin-top": self.top,
            "margin-bottom": self.bottom,
            "margin-outer": self.outer,
            "margin-inner": self.inner,
            "column-outer": self.column,
            "gutter": self.gutter,
        }
        sizes = {
            "size-text": self.text,
            "line": self.line,
            "size-note": self.note,
            "line-note": self.note_line,
        }
        return {f"--{name}": f"{value:g}mm" for name, value in lengths.items()} | {
            f"--{name}": f"{value:g}pt" for name, value in sizes.items()
        }


def draw(number: int) -> Geometry:
    """The geometry with this number."""
    dice = random.Random(number)  # the same numbers in every version of Python
    while True:
        width, height = dice.choice(SHEETS)
        text, note = _between(dice, 8.4, 12.4), _between(dice, 7.0, 9.6)
        made = Geometry(
            number,
            width,
            height,
            top=_between(dice, 0.07, 0.12, height),
            bottom=_between(dice, 0.06, 0.12, height),
            outer=_between(dice, 0.04, 0.13, width),
            inner=_between(dice, 0.06, 0.14, width),
            column=max(COLUMN, _between(dice, 0.13, 0.24, width)),
            gutter=_between(dice, 2.0, 7.0),
            text=text,
            line=_between(dice, 1.2, 1.5, text),
            note=note,
            note_line=_between(dice, 1.15, 1.45, note),
        )
        if made.measure >= NARROWEST and made.height - made.top - made.bottom >= LOWEST:
            return made


def _between(dice: random.Random, least: float, most: float, of: float = 1.0) -> float:
    """A length between two shares of another one, to a tenth."""
    return round(of * (least + (most - least) * dice.random()), 1)


def write_style(geometry: Geometry, folder: Path) -> None:
    """Write the house style that comes with the program, with a geometry's tokens, as `folder`."""
    if not folder.exists():
        shutil.copytree(default_styles(), folder, ignore=shutil.ignore_patterns("specimen"))
    css = (default_styles() / "tokens.css").read_text(encoding="utf-8")
    for name, value in geometry.tokens().items():
        css, count = re.subn(rf"(?<={name}: )[^;]+", value, css)
        if count != 1:
            raise ValueError(f"tokens.css has {name} {count} times")
    (folder / "tokens.css").write_text(css, encoding="utf-8")
