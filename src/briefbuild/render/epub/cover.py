"""The cover: the house's template, set in the house's fonts, as a drawing and as pixels.

The book opens with the drawing; shelves and shops show the pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from briefbuild.figures.raster import draw_png
from briefbuild.front_matter import printed_date
from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem
from briefbuild.render.epub.fonts import advance
from briefbuild.render.epub.metadata import Book
from briefbuild.render.lettered import described, with_letters
from briefbuild.svg.read import read_svg
from briefbuild.templates import fill
from briefbuild.titles import ends_itself, in_one_line
from briefbuild.tokens import font_family
from briefbuild.transform.typography import bound_title
from briefbuild.tree import NBSP

WIDTH, HEIGHT = 1600, 2560  # px; what shops ask for (5:8)
MARGIN = 160
TEMPLATE = "cover.svg.j2"
MEASURE = WIDTH - 2 * MARGIN
FIRST = 700  # the title's first baseline, px from the top
BELOW_TITLE = 150  # from the title's last baseline to the subtitle's first
ABOVE_AUTHORS = 200  # from the last baseline of either to the authors' first, at least
# Sizes of the title, px, each with the most lines that it may take.
TITLE_SIZES = ((176, 5), (148, 7), (120, 9), (96, 12), (72, 16))
LEADING, LEADING_LARGE = 1.35, 1.16  # of small and of large type, in em
SEMIBOLD, REGULAR = (600, 700, 400), (400,)


@dataclass(frozen=True)
class Line:
    """One line of type: its text, and its baseline's distance from the text's first one."""

    text: str
    drop: float


@dataclass(frozen=True)
class Setting:
    """A text broken into lines that fit, for the template."""

    size: int
    lines: tuple[Line, ...]

    @property
    def depth(self) -> float:
        """From the first baseline to the last, px."""
        return self.lines[-1].drop if self.lines else 0.0


@dataclass(frozen=True)
class Cover:
    """The cover in both forms."""

    drawing: bytes
    """SVG with its letters in it."""
    pixels: bytes
    """PNG, 1600 × 2560."""
    words: str
    """What a reader who can't see it is told."""


def draw_cover(book: Book, house: House) -> tuple[Cover | None, list[Problem]]:
    """The cover, or what is wrong with the house's template."""
    place = Place(house.files.find(f"templates/{TEMPLATE}")[1])
    svg, problems = fill(house, TEMPLATE, _context(book, house))
    if svg is None:
        return None, problems
    picture, problems = read_svg(svg.encode(), place.file, house.fonts)
    if picture is None:
        return None, problems
    try:
        pixels = draw_png(picture, WIDTH, house.fonts)
    except ValueError as error:
        return None, [*problems, problem("style-template", place, reason=error, hint="")]
    lettered = with_letters(picture.text.encode(), house)
    said = cover_words(book)
    return Cover(described(lettered, book.title, said), pixels, said), problems


def cover_words(book: Book) -> str:
    """What a reader who can't see the cover is told: its words, but for series and date."""
    names = ", ".join(author.name for author in book.authors)
    title = in_one_line(book.title, book.subtitle).rstrip(".")
    stop = "" if ends_itself(title) else "."
    return f"{title}{stop} {names.rstrip('.')}. {book.institute}"


def _context(book: Book, house: House) -> dict[str, object]:
    fonts = house.fonts
    families = {
        role: font_family(house.tokens[f"--font-{role}"]) for role in ("display", "text", "sans")
    }
    sans, display = families["sans"], families["display"]
    number = f" {house.words(book.language)['number']} {book.number}" if book.number else ""
    series = f"{book.series or ''}{number}".strip()
    credits = _credits([author.name for author in book.authors], fonts, sans)
    subtitle = broken(book.subtitle, fonts, display, REGULAR, 76, MEASURE)
    depth = HEIGHT - MARGIN - credits.depth - ABOVE_AUTHORS - FIRST
    if book.subtitle:
        depth -= BELOW_TITLE + subtitle.depth
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": MARGIN,
        "first": FIRST,
        "below_title": BELOW_TITLE,
        "tokens": house.tokens,
        # Quoted: resvg draws nothing, without a word, for a bare name that holds a number.
        "fonts": {role: f"'{family}'" for role, family in families.items()},
        "title": _title(bound_title(book.title, book.language), fonts, display, depth),
        "subtitle": subtitle,
        "authors": credits,
        "institute": broken(book.institute.upper(), fonts, sans, SEMIBOLD, 44, 0.54 * MEASURE),
        "series": broken(series.upper(), fonts, sans, REGULAR, 44, 0.34 * MEASURE),
        "date": printed_date(book.date, book.language).upper(),
    }


def _credits(names: list[str], fonts: Path, family: str) -> Setting:
    """Three authors have a line each; more share lines, no name broken."""
    if len(names) > 3:
        joined = ", ".join(name.replace(" ", NBSP) for name in names)
        return broken(joined, fonts, family, SEMIBOLD, 58, MEASURE)
    drops = [round(i * 58 * LEADING, 1) for i in range(len(names))]
    return Setting(58, tuple(Line(*line) for line in zip(names, drops, strict=True)))


def _title(text: str, fonts: Path, family: str, depth: float) -> Setting:
    """The title in the largest size in which its lines are few and its last is not too low."""
    for size, most in TITLE_SIZES:
        setting = broken(text, fonts, family, SEMIBOLD, size, MEASURE)
        if len(setting.lines) <= most and setting.depth <= depth:
            break
    return setting


def broken(
    text: str, fonts: Path, family: str, weights: tuple[int, ...], size: int, measure: float
) -> Setting:
    """The text in as few lines as fit the measure (px), made even: no line is left nearly empty."""
    fewest = len(_greedy(text, fonts, family, weights, measure / size))
    narrowest = measure / size
    for tenths in range(9, 4, -1):
        tried = _greedy(text, fonts, family, weights, measure / size * tenths / 10)
        if len(tried) > fewest:
            break
        narrowest = measure / size * tenths / 10
    lines = _greedy(text, fonts, family, weights, narrowest)
    leading = size * (LEADING_LARGE if size > 60 else LEADING)
    return Setting(size, tuple(Line(t, round(i * leading, 1)) for i, t in enumerate(lines)))


def _greedy(
    text: str, fonts: Path, family: str, weights: tuple[int, ...], measure: float
) -> list[str]:
    """Lines of at most `measure` em, broken at spaces that allow it; a longer word stands alone."""
    lines: list[str] = []
    for word in filter(None, re.split(r"[ \n]", text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and advance(fonts, family, weights, longer) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
