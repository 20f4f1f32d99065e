"""The cover: the house's template, set in the house's fonts and drawn to a PNG.

E-readers' shelves show it as a small picture, and their SVG is not to be relied on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2

from briefbuild.front_matter import printed_date
from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem
from briefbuild.raster import draw_png
from briefbuild.render.epub_fonts import advance
from briefbuild.render.epub_metadata import Book
from briefbuild.svg import read_svg
from briefbuild.tokens import font_family

WIDTH, HEIGHT = 1600, 2400  # px; shelves are made for 2:3, shops ask for 1600 px and more
MARGIN = 160
TEMPLATE = "cover.svg.j2"
# Sizes of the title, px: the largest in which it takes no more than the lines given.
TITLE_SIZES = ((176, 5), (148, 7), (120, 9), (96, 12), (72, 16))


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


def draw_cover(book: Book, house: House) -> tuple[bytes | None, list[Problem]]:
    """The cover as PNG, or what is wrong with the house's template."""
    place = Place(f"{house.shown}/templates/{TEMPLATE}")
    loader = jinja2.FileSystemLoader(house.templates)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    try:
        svg = environment.get_template(TEMPLATE).render(_context(book, house))
    except jinja2.TemplateNotFound:
        return None, [problem("style-missing", place, file=f"templates/{TEMPLATE}")]
    except jinja2.TemplateError as error:
        hint = "compare with the style that came with the program"
        return None, [problem("style-template", place, reason=error, hint=hint)]
    picture, problems = read_svg(svg.encode(), place.file, house.fonts)
    if picture is None:
        return None, problems
    try:
        return draw_png(picture, WIDTH, house.fonts), problems
    except ValueError as error:
        return None, [*problems, problem("style-template", place, reason=error, hint="")]


def cover_words(book: Book) -> str:
    """What a reader who can't see the cover is told: the words on it."""
    names = ", ".join(author.name for author in book.authors)
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    return ". ".join([title.rstrip("."), names.rstrip("."), book.institute])


def _context(book: Book, house: House) -> dict[str, object]:
    fonts = house.fonts
    families = {
        role: font_family(house.tokens[f"--font-{role}"]) for role in ("display", "text", "sans")
    }
    measure = WIDTH - 2 * MARGIN
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": MARGIN,
        "tokens": house.tokens,
        # Quoted: resvg draws nothing, without a word, for a bare name that holds a number.
        "fonts": {role: f"'{family}'" for role, family in families.items()},
        "title": _title(book.title, fonts, families["display"], measure),
        "subtitle": broken(book.subtitle, fonts, families["display"], (400,), 76, measure),
        "authors": [author.name for author in book.authors],
        "institute": broken(book.institute.upper(), fonts, families["sans"], (600,), 44, 900),
        "series": book.series,
        "number": book.number,
        "number_word": house.words(book.language)["number"],
        "date": printed_date(book.date, book.language),
    }


def _title(text: str, fonts: Path, family: str, measure: int) -> Setting:
    for size, most in TITLE_SIZES:
        setting = broken(text, fonts, family, (600, 700, 400), size, measure)
        if len(setting.lines) <= most:
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
    leading = size * (1.16 if size > 60 else 1.35)
    return Setting(size, tuple(Line(t, round(i * leading, 1)) for i, t in enumerate(lines)))


def _greedy(
    text: str, fonts: Path, family: str, weights: tuple[int, ...], measure: float
) -> list[str]:
    """Lines of at most `measure` em; a longer word stands on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and advance(fonts, family, weights, longer) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
