"""Words of a Word file that are there and can't be seen, by their own properties or their style's.

Hidden text is no text to the reader of the file (`verify.read_docx`) and isn't looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.verify.ooxml import Package, W, letters, value
from briefbuild.verify.word_access.contrast import PAPER, color_of, contrast_ratio, ground_of
from briefbuild.verify.word_access.opened import Element, WordFile

LEAST = 1.25
"""To 1: letters of less contrast can't be seen at all."""
SMALLEST = 8
"""Half-points."""
USUAL = 20
"""Half-points of a text that doesn't say its size (ISO 29500-1, 17.3.2.38)."""
NARROWEST = 33
"""Per cent of a letter's width."""
PAGE = 31_680
"""Twentieths of a point: no page of Word's is wider or higher."""
NAMED = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "green": "00FF00",
    "blue": "0000FF",
    "yellow": "FFFF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
"""The colors of a highlight (17.18.40)."""
EXCERPT = 40


def unseen(package: Package) -> Iterator[dict[str, str]]:
    """The words that can't be seen, each stretch with the reason."""
    file = WordFile(package)
    width = min((_of(size, "w") for size in file.document.iter(f"{W}pgSz")), default=float(PAGE))
    for paragraph in file.paragraphs:
        lines = _lines(file, paragraph.element)
        away = _away(file, paragraph.element, width)
        for run in file.runs(paragraph.element):
            reason = away or _reason(file, run, paragraph.element, lines)
            if reason:
                text = "".join(letters(part) for part in run.iter(f"{W}t", f"{W}sym")).strip()
                yield {"item": text[:EXCERPT], "reason": reason}


def _reason(file: WordFile, run: Element, paragraph: Element, lines: float) -> str:
    size = _number(file, run, "sz", USUAL)
    ground = NAMED.get(_said(file, run, "highlight"), "") or ground_of(file, run, paragraph)
    if contrast_ratio(color_of(file, run, ground), ground) < LEAST:
        return "is of the color of its ground" if ground != PAPER else "is as pale as the paper"
    if size < SMALLEST and run.find(f"{W}rPr/{W}sz") is None:  # else it is no text to the reader
        return "is too small to be read"
    if _number(file, run, "w", 100) < NARROWEST:
        return "is squeezed until it can’t be read"
    if _number(file, run, "spacing", 0) < -size * 10 / 4:
        return "has its letters upon each other"
    if abs(_number(file, run, "position", 0)) > 2 * size:
        return "is far off its line"
    if lines < size * 10 / 2:
        return "is cut off by the height of its line"
    return ""


def _said(file: WordFile, run: Element, name: str) -> str:
    return value(next(file.letters(run, name), None))


def _number(file: WordFile, run: Element, name: str, otherwise: float) -> float:
    try:
        return float(_said(file, run, name).removesuffix("%") or otherwise)
    except ValueError:  # a measure with a unit, which no writer of ours makes
        return otherwise


def _lines(file: WordFile, paragraph: Element) -> float:
    """The exact height of a paragraph's lines or of its row, in twentieths of a point."""
    spacing = next((e for e in file.settings(paragraph, "spacing") if e.get(f"{W}line")), None)
    heights = [] if spacing is None or _grows(spacing, "lineRule") else [_of(spacing, "line")]
    for row in paragraph.iterancestors(f"{W}tr"):
        heights += [_of(h, "val") for h in row.iterfind(f"{W}trPr/{W}trHeight") if _exact(h)]
    return min(heights, default=float(PAGE))


def _grows(spacing: Element, rule: str) -> bool:
    return spacing.get(f"{W}{rule}", "auto") != "exact"


def _exact(height: Element) -> bool:
    return not _grows(height, "hRule")


def _of(element: Element, name: str) -> float:
    text = element.get(f"{W}{name}", "0")
    return float(text) if text.lstrip("-").isdigit() else 0.0


def _away(file: WordFile, paragraph: Element, width: float) -> str:
    """Whether an indent or a frame carries a paragraph off the page."""
    indents = next(file.settings(paragraph, "ind"), None)
    frame = next(file.settings(paragraph, "framePr"), None)
    names = ("left", "start", "right", "end", "firstLine", "hanging")
    far = [] if indents is None else [abs(_of(indents, name)) for name in names]
    far += [] if frame is None else [abs(_of(frame, name)) for name in ("x", "y")]
    return "is off the page" if max(far, default=0.0) > width else ""
