"""Measuring a paragraph as WeasyPrint will set it: where its lines may end, and how far that is.

A line box holds runs of text, each in one style. A run is shaped once, on a line without an end,
by the same Pango layout that WeasyPrint makes; the places where it may be broken are Pango's, the
hyphens pyphen's, under the limits of the style. So what is measured here is what WeasyPrint finds
when it is given the width.

An inline block of a given width, such as the mark of a note, counts as one character. A paragraph
that holds other blocks, a picture, a float or kept line ends is not measured: it is left to
WeasyPrint's own way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyphen
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import (
    create_layout,
    get_log_attrs,
    get_next_word_boundaries,
    line_size,
)

from briefbuild.render.pages.paragraphs.total_fit import Break

Box = Any
SIDES = ("left", "right")
STRETCHED = " \u00a0"
SOFT_HYPHEN = "\u00ad"
ATOM = "\u2e80"
"""What an inline block counts as (CSS Text 3): an ideograph, beside which a line may end."""
LINE_ENDS = "\n\t\f\u0085\u2028\u2029"
OVERHANG = {
    **dict.fromkeys("-\u2010.,", 0.5),
    **dict.fromkeys(";:’”'\"", 0.3),
    **dict.fromkeys("–—", 0.2),
}
"""How much of a character's width may stand beyond the column's edge: most of such a character is
white, and an edge where all stood within would look ragged (optical margin alignment)."""
PAUSES = frozenset(":;,–—")
COLLAPSING = frozenset({"normal", "nowrap", "pre-line"})

ffi.cdef("void pango_layout_line_index_to_x(PangoLayoutLine*, int, int, int*);")


@dataclass
class Run:
    """The text of one box, and where it stands in the paragraph."""

    path: tuple[int, ...]
    """The indexes of the boxes that lead to it."""
    box: Box
    text: str
    start: int
    """Its first character, counted through the paragraph."""
    x: list[float] = field(default_factory=list)
    """Where each of its characters begins, in CSS pixels from the run's start; then its end."""


@dataclass
class Paragraph:
    """A paragraph's text and the places where its lines may end, the start and the end included."""

    runs: list[Run]
    text: str
    breaks: list[Break]
    space: float

    def at(self, position: int) -> int | None:
        """The index of the break whose next line begins with a character."""
        index = bisect_left(self.breaks, position, key=lambda place: place.position)
        found = index < len(self.breaks) and self.breaks[index].position == position
        return index if found else None


def measure(context: Any, line: Box) -> Paragraph | None:
    """The paragraph of a line box before it is broken; None when it can't be measured."""
    runs: list[Run] = []
    if not _collect(line, (), runs) or not runs:
        return None
    text = "".join(run.text for run in runs)
    if any(mark in text for mark in LINE_ENDS):
        return None
    for run in runs:
        atom = isinstance(run.box, boxes.InlineBlockBox)
        run.x = [0.0, run.box.style["width"].value] if atom else _shape(context, run.box)
    space = _space(line, context)
    return Paragraph(runs, text, _breaks(context, runs, text), space)


def _collect(box: Box, path: tuple[int, ...], runs: list[Run]) -> bool:
    """Gather the runs below a box; False when it holds anything else that takes place."""
    for index, child in enumerate(box.children):
        start = runs[-1].start + len(runs[-1].text) if runs else 0
        if child.is_absolutely_positioned():  # as a list item's number is: it takes no place
            continue
        if isinstance(child, boxes.TextBox):
            if child.style["white_space"] not in COLLAPSING:
                return False
            if child.text:
                runs.append(Run((*path, index), child, child.text, start))
        elif not child.is_in_normal_flow() or _has_edges(child):
            return False
        elif isinstance(child, boxes.InlineBlockBox) and child.style["width"] != "auto":
            runs.append(Run((*path, index), child, ATOM, start))
        elif not isinstance(child, boxes.InlineBox) or not _collect(child, (*path, index), runs):
            return False
    return True


def _has_edges(box: Box) -> bool:
    """Whether an inline box has margins, borders or padding at its ends."""
    style = box.style
    for side in SIDES:
        lengths = (style[f"margin_{side}"], style[f"padding_{side}"])
        if style[f"border_{side}_width"] or any(getattr(n, "value", 0) for n in lengths):
            return True
    return False


def _shape(context: Any, box: Box) -> list[float]:
    """Where each character of a text box begins, in CSS pixels, and where the last one ends."""
    layout = create_layout(box.text, box.style, context, None, 0)
    line, _ = layout.get_first_line()
    here = ffi.new("int *")
    found: list[float] = []
    byte = 0
    for character in box.text:
        pango.pango_layout_line_index_to_x(line, byte, 0, here)
        found.append(here[0] * FROM_UNITS)
        byte += len(character.encode())
    width, _ = line_size(line, box.style)
    return [*found, width]


def _width(context: Any, box: Box, text: str) -> float:
    layout = create_layout(text, box.style, context, None, 0)  # owns the line, so it must stay
    line, _ = layout.get_first_line()
    return float(line_size(line, box.style)[0])


def _space(box: Box, context: Any) -> float:
    return _width(context, box, "a a") - _width(context, box, "aa")


def _breaks(context: Any, runs: list[Run], text: str) -> list[Break]:
    """All places where a line may end, in order."""
    spaces = [0]
    for character in text:
        spaces.append(spaces[-1] + (character in STRETCHED))
    x = _positions(runs)
    found = [Break(0, 0.0, 0.0, 0, 0)]
    for position, hyphen in sorted(_places(context, runs, text).items()):
        end = position
        while end > found[0].position and text[end - 1] == " ":
            end -= 1
        width, sign = (hyphen, "-") if hyphen else (x[end] - x[end - 1], text[end - 1])
        overhang = width * OVERHANG.get(sign, 0.0)
        found.append(
            Break(
                position,
                x[end] + hyphen - overhang,
                x[position],
                spaces[end],
                spaces[position],
                hyphen=sign == "-",
                added=hyphen > 0,
                overhang=overhang,
                compound=hyphen > 0 and _in_compound(text, position),
                pause=sign in PAUSES,
            )
        )
    end = len(text.rstrip(" "))
    found.append(Break(len(text), x[end], x[-1], spaces[end], spaces[-1]))
    return found


def _in_compound(text: str, position: int) -> bool:
    """Whether the word at a place has a hyphen of its own."""
    start, end = text.rfind(" ", 0, position), text.find(" ", position)
    return "-" in text[start + 1 : end if end > 0 else len(text)]


def _positions(runs: list[Run]) -> list[float]:
    """Where each character of the paragraph begins, and where its last one ends."""
    made: list[float] = []
    offset = 0.0
    for run in runs:
        made += [offset + x for x in run.x[:-1]]
        offset += run.x[-1]
    return [*made, offset]


def _places(context: Any, runs: list[Run], text: str) -> Mapping[int, float]:
    """The characters that may begin a line, each with the width of the hyphen that it costs."""
    found: dict[int, float] = {}
    read = {language: get_log_attrs(text, language) for language in _languages(runs)}
    for run in runs:
        style = run.box.style
        if style["white_space"] == "nowrap":
            continue
        attributes = read[style["lang"]]
        stop = run.start + len(run.text)
        opportunities = [i for i in range(max(run.start, 1), stop) if attributes[i].is_line_break]
        found.update(dict.fromkeys(opportunities, 0.0))
        hyphen = _width(context, run.box, style["hyphenate_character"])
        for place in opportunities:
            if text[place - 1] == SOFT_HYPHEN:
                found[place] = hyphen
        if style["hyphens"] == "auto" and style["lang"]:
            pieces = zip([run.start, *opportunities], [*opportunities, stop], strict=True)
            for start, end in pieces:
                for place in _hyphenated(context, style, text, start, end):
                    found[place] = hyphen
    return found


def _languages(runs: list[Run]) -> set[str | None]:
    return {run.box.style["lang"] for run in runs}


def _hyphenated(context: Any, style: Any, text: str, start: int, end: int) -> Iterator[int]:
    """Where the first long word between two places may be divided, as WeasyPrint finds it."""
    total, left, right = style["hyphenate_limit_chars"]
    language = pyphen.language_fallback(style["lang"])
    if not language or end - start < total or SOFT_HYPHEN in text[start:end]:
        return
    while bounds := get_next_word_boundaries(text[start:end], style["lang"]):
        word = text[start + bounds[0] : start + bounds[1]]
        if len(word) >= total:
            key = (language, left, right, total)
            if key not in context.dictionaries:
                context.dictionaries[key] = pyphen.Pyphen(lang=language, left=left, right=right)
            for piece in context.dictionaries[key].positions(word):
                yield start + bounds[0] + int(piece)
            return
        start += bounds[1]
