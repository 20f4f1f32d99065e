"""How wide the columns of a Word file's tables are.

No word or number is parted as long as the table has room for it: each column is at least as wide
as the widest of its words, with the indent that holds numbers at their decimal mark. What remains
goes to columns whose cells would need several lines, as browsers share it (CSS 2.2, 17.5.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.measure import LETTER, width_in_table
from briefbuild.render.docx.notes import Element, W, style_of

CELL_MARGIN = 10.0
"""Points between the columns."""
RAISED = 2 / 3
"""The size of a raised note's mark to that of its text, about as Word and LibreOffice draw it."""
MIN_LETTERS, MAX_LETTERS = 6, 36
"""How few and how many letters of its longest cell count for what a column wishes."""
SLACK = 0.5
"""Points that a column has beyond the sum of its letters' widths, which programs round."""
SPACES = re.compile(r"[ \t\n]+")  # a no-break space is none
CALLED = f"{W}footnoteReference"


@dataclass(frozen=True)
class _Asked:
    """What a column can't do without, and the width at which its longest cell is one line."""

    need: float
    wish: float


def share_width(table: Element, look: Look) -> None:
    """Columns as wide as their words ask for: pandoc's are all the same."""
    grid = list(table.find(f"{W}tblGrid"))
    rows = [row.findall(f"{W}tc") for row in table.iter(f"{W}tr")]
    if any(len(row) != len(grid) for row in rows):
        return  # cells that span columns: leave pandoc's widths
    columns = [_asked(column, look) for column in zip(*rows, strict=True)]
    margins = [CELL_MARGIN] * (len(grid) - 1) + [0.0]  # see `end_with_text`
    widths = _shared(columns, look.column - sum(margins))
    for column, width, margin in zip(grid, widths, margins, strict=True):
        column.set(f"{W}w", str(twips(width + margin)))


def mark_of(cell: Element) -> str:
    """The marks of the notes that a cell calls; a note's id is its number."""
    calls = [run for run in cell.iter(f"{W}r") if is_call(run)]
    return "".join(_shown(run) for run in calls)


def is_call(run: Element) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val") == "FootnoteReference"


def _shown(call: Element) -> str:
    parts = call.iter(CALLED, f"{W}t")
    return "".join(str(part.get(f"{W}id", part.text)) for part in parts)


def _shared(columns: Sequence[_Asked], room: float) -> list[float]:
    """The widths: what all wish when there is room for it and more in proportion; else what they
    need and more of what they lack; where there is not even room for that, the widest give way."""
    needed, wished = sum(c.need for c in columns), sum(c.wish for c in columns)
    if wished <= room:
        return [column.wish * room / wished for column in columns]
    if needed <= room:
        part = (room - needed) / (wished - needed)
        return [column.need + part * (column.wish - column.need) for column in columns]
    widths, left = [0.0] * len(columns), room
    for done, index in enumerate(sorted(range(len(columns)), key=lambda i: columns[i].need)):
        widths[index] = min(columns[index].need, left / (len(columns) - done))
        left -= widths[index]
    return widths


def _asked(cells: Sequence[Element], look: Look) -> _Asked:
    paragraphs = [p for cell in cells for p in cell.iter(f"{W}p")]
    lines = [(_indent(p), list(_words(p, look))) for p in paragraphs]
    space = width_in_table(" ", look)
    need = max((indent + max(words) for indent, words in lines if words), default=0.0) + SLACK
    letter = LETTER * look.length("size-table")
    longest = max((i + sum(words) + space * (len(words) - 1) for i, words in lines), default=0.0)
    wish = min(max(longest + SLACK, MIN_LETTERS * letter), MAX_LETTERS * letter)
    return _Asked(need, max(need, wish))


def _indent(paragraph: Element) -> float:
    found = paragraph.find(f"{W}pPr/{W}ind")
    return 0.0 if found is None else int(found.get(f"{W}right", "0")) / 20


def _words(paragraph: Element, look: Look) -> Iterator[float]:
    """The width of each word of a cell's paragraph, with the marks of notes behind it."""
    heading = style_of(paragraph) == "TableHeading"
    width, begun = 0.0, False
    for run in paragraph.iter(f"{W}r"):
        if is_call(run):
            width += RAISED * width_in_table(_shown(run), look, strong=True)
            begun = True
            continue
        strong = heading or run.find(f"{W}rPr/{W}b") is not None
        first, *others = SPACES.split(_said(run))
        width, begun = width + width_in_table(first, look, strong=strong), begun or bool(first)
        for word in others:
            if begun:
                yield width
            width, begun = width_in_table(word, look, strong=strong), bool(word)
    if begun:
        yield width


def _said(run: Element) -> str:
    """A run's letters; small capitals are measured as capitals, which are no narrower."""
    kinds = (f"{W}t", f"{W}tab", f"{W}br")
    said = "".join((p.text or "") if p.tag == f"{W}t" else " " for p in run.iter(*kinds))
    return said if run.find(f"{W}rPr/{W}smallCaps") is None else said.upper()
