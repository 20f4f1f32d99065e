"""Where to break the lines of a paragraph: the set of breaks that is best for all of them.

After Knuth and Plass, “Breaking Paragraphs into Lines” (Software: Practice and Experience 11, 1981,
1119–1184), without boxes and glue: the places where a line may end are measured beforehand, and a
line is a pair of them. What a line costs:

- in justified text the cube of its spaces' stretch or shrink, in ragged text the square of what it
  lacks: so that a paragraph's lines are alike;
- a hyphen, more so a second one below another, or one in a word that has its own; a third is as
  good as forbidden;
- a line that is tight after one that is loose, which shows as a change of colour;
- a last line that is a crumb: shorter than five characters, or narrower than the indent of the
  next paragraph would be, so that white space stands above it.

Nothing here is a limit: where a paragraph has no good breaks, it gets the least bad ones. Only a
line that doesn't fit is out of the question; then there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STRETCH, SHRINK = 0.5, 0.2
"""How much of its width a space gains or gives at a ratio of 1 or −1."""
OWN_HYPHEN, HYPHEN, IN_COMPOUND = 30.0, 220.0, 3000.0
"""A line that ends with a word's own hyphen; with one that is added; that in a compound besides."""
SECOND_HYPHEN = 1500.0
PAUSE = 120.0
"""What a title gains where a line ends with a colon or a comma: it is read in lines."""
STACK = 1e6
"""For each hyphen beyond two in a row, and for a crumb: dearer than any loose line."""
UNLIKE = 300.0
"""Two lines of different colour, one above the other."""
CRUMB_LETTERS = 5
SHORT_LINE = 0.12
"""Of the measure: a last line that is narrower costs something."""
SHORT = 1200.0
LINE = 40.0
"""Each line of ragged text: one line less is worth more than an even edge."""
WINDOWS = (0.72, 0.4, 0.0)
"""The least width of a line, of the measure: each is tried if the one before finds none."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end, measured along the paragraph set on one endless line."""

    position: int
    """The character with which the next line begins."""
    end: float
    """Where the line ends, its hyphen included, in CSS pixels; without what hangs over the edge."""
    start: float
    """Where the next line starts, behind the spaces that vanish at the break."""
    spaces_before: int
    """How many spaces that can be stretched stand before the line's end."""
    spaces_after: int
    """The same before the next line's start."""
    hyphen: bool = False
    """Whether the line ends with a hyphen, be it the word's own."""
    added: bool = False
    """Whether the hyphen is there for the break's sake."""
    overhang: float = 0.0
    """By how much the line's last character may stand beyond the column's edge."""
    compound: bool = False
    """Whether it divides a word that has a hyphen of its own, as in “future-ori-ented”."""
    pause: bool = False
    """Whether the line ends with a sign at which a reader pauses."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The lines that a paragraph is to be broken into."""

    width: float
    """Of each line, in CSS pixels."""
    indent: float = 0.0
    """Of the first line; negative when it hangs."""
    space: float = 1.0
    """The natural width of a space between words."""
    justified: bool = True
    balanced: bool = False
    """Whether the last line counts like the others, as in a title of two or three lines."""


@dataclass(slots=True)
class _Line:
    """The best way to a break: the line that ends there and what stands above it."""

    cost: float
    before: _Line | None
    at: int
    """The index of the break that ends the line."""
    ratio: float
    hyphens: int
    """How many lines in a row, up to this one, end with a hyphen."""


def best_breaks(breaks: Sequence[Break], first: int, measure: Measure) -> list[int]:
    """The indexes of the breaks that end the lines, from the line that starts at `breaks[first]`.

    The last item of `breaks` is the paragraph's end. Empty when some word is wider than a line.
    """
    best: _Line | None = None
    for window in (0.0,) if measure.balanced else WINDOWS:
        ending = _search(breaks, first, measure, window)
        best = min(ending, key=lambda way: way.cost, default=None)
        if best and best.cost < STACK:
            break
    found: list[int] = []
    while best is not None and best.before is not None:
        found.append(best.at)
        best = best.before
    return found[::-1]


def _search(breaks: Sequence[Break], first: int, measure: Measure, window: float) -> list[_Line]:
    """The ways to the paragraph's end; one for each number of hyphens it may follow upon."""
    last = len(breaks) - 1
    ways: dict[int, list[_Line]] = {first: [_Line(0.0, None, first, 0.0, 0)]}
    opened = [first]
    for at in range(first + 1, last + 1):
        found: dict[int, _Line] = {}
        for start in opened:
            for way in ways[start]:
                line = _line(breaks, way, at, measure, window, final=at == last)
                if line and (line.hyphens not in found or line.cost < found[line.hyphens].cost):
                    found[line.hyphens] = line
        if found:
            ways[at] = list(found.values())
            opened.append(at)
        room = measure.width * (1 + SHRINK) + abs(measure.indent)
        opened = [start for start in opened if breaks[at].end - breaks[start].start <= room]
    return ways.get(last, [])


def _line(
    breaks: Sequence[Break], way: _Line, at: int, measure: Measure, window: float, *, final: bool
) -> _Line | None:
    """The line from where `way` ends to the break `at`, unless it doesn't fit or is too empty."""
    opening, closing = breaks[way.at], breaks[at]
    room = measure.width - (measure.indent if opening.position == 0 else 0.0)
    natural = closing.end - opening.start
    spaces = closing.spaces_before - opening.spaces_after
    ratio = _ratio(room - natural, spaces, measure, final=final)
    if ratio is None or (natural < room * window and not final):
        return None
    hyphens = way.hyphens + 1 if closing.hyphen else 0
    cost = _badness(ratio, (room - natural) / room, measure, final=final)
    if closing.hyphen:
        cost += OWN_HYPHEN + (HYPHEN if closing.added else 0.0)
        cost += (SECOND_HYPHEN if hyphens > 1 else 0.0) + (STACK if hyphens > 2 else 0.0)
    if closing.compound:
        cost += IN_COMPOUND
    if measure.balanced and closing.pause:
        cost -= PAUSE
    if measure.justified and abs(ratio - way.ratio) > 1 and way.before:
        cost += UNLIKE
    if final and way.before and not measure.balanced:
        cost += _crumb(opening, closing, natural, measure)
    return _Line(way.cost + cost, way, at, ratio, min(hyphens, 3))


def _ratio(slack: float, spaces: int, measure: Measure, *, final: bool) -> float | None:
    """How far the spaces must be stretched (1 is by half their width) or shrunk (−1 is the most).

    None when the line doesn't fit.
    """
    if slack < 0:
        give = spaces * measure.space * SHRINK
        return slack / give if measure.justified and give and slack >= -give else None
    if not measure.justified or final:
        return 0.0
    return slack / (spaces * measure.space * STRETCH) if spaces else slack / measure.space * 4


def _badness(ratio: float, lack: float, measure: Measure, *, final: bool) -> float:
    """What a line costs for being loose or tight, or, in ragged text, for being short."""
    if measure.justified:
        return 1 + 100 * abs(ratio) ** 3
    return LINE if final and not measure.balanced else LINE + 1000 * lack * lack


def _crumb(opening: Break, closing: Break, natural: float, measure: Measure) -> float:
    """What a last line costs for having hardly anything in it."""
    if closing.position - opening.position < CRUMB_LETTERS:
        return STACK
    cost = SHORT if natural < measure.width * SHORT_LINE else 0.0
    return cost + (STACK / 10 if opening.hyphen and natural < measure.space * 8 else 0.0)
