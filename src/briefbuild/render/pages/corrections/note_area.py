"""The area of a page's notes, which may begin with one that goes on and end with one that will.

In place of four methods of WeasyPrint's LayoutContext. What is split is WeasyPrint's own layout of
the area: it is laid out down to a limit, and says where it would resume; from there the next page's
area goes on, as a paragraph does that runs over two pages. So the rest has no number and no first
line. Each page of a document in the making has on its context

- `begun`: what the page before left to it (`Carried`). It stays while the text above is laid out
  and laid out again: nothing that WeasyPrint takes back takes it away;
- `current_page_footnotes`: the notes of the area, those of `begun` first;
- `rest` and `limit`: both are set when the last note of the area fills the page (`set_part`): how
  far down the area may reach, and where the next page goes on with that note. When only the space
  below its last line finds no room, the note ends here, and `rest.at` is None. From then on the
  area isn't measured, and every further note is refused. Both are unset when its line is taken;
- `reported_footnotes`: what goes on the next page: the note of `rest`, if it goes on, and those
  that come late. WeasyPrint takes the lines back that call the others, unless they stand first;
- `refused`: the notes that it set and took away again, and `freed`: those that it may split.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.block import block_level_layout

from briefbuild.render.pages.corrections.waiting_figures import notes_wait

Box = Any
"""A box of WeasyPrint's; also its LayoutContext, which is as untyped."""
Stack = dict[int, Any]
"""WeasyPrint's way to say where a layout resumes: the index of a child, and so on within it."""

NEAR = 1e-6
"""CSS pixels that are no difference."""
LEAST = 2
"""Lines of a split note that stand on its call's page, wherever they can."""
BEYOND = 1.0
"""CSS pixels by which notes are taller than any page: how much more needn't be known."""


@dataclass(frozen=True)
class Carried:
    """What a page leaves to the next one."""

    note: Box = None
    """The note that goes on there, and from where: None in a `rest` of which nothing is left."""
    at: Stack | None = None
    late: tuple[Box, ...] = ()
    """Notes that find no room at all beside the one before them on the same line."""

    def notes(self) -> list[Box]:
        return [*([] if self.note is None else [self.note]), *self.late]


NOTHING = Carried()


def layout_footnote(context: Box, note: Box) -> bool:
    """Set a note on this page. Says whether more than its height must be looked at."""
    context.footnotes.remove(note)
    context.current_page_footnotes.append(note)
    update_area(context)
    return is_full(context) or notes_wait(context) or note in context.freed


def is_full(context: Box) -> bool:
    """Whether no further note finds room: the last one fills the page, or some come late."""
    return context.rest.note is not None or bool(context.reported_footnotes)


def unlayout_footnote(context: Box, note: Box) -> None:
    """Take a note from this page again, since its line was taken; the whole note, not a part.

    What an earlier page left to this one stays: WeasyPrint asks for the notes of whole paragraphs.
    """
    if note in context.footnotes or note in context.begun.notes():
        return
    if note not in [*context.current_page_footnotes, *context.reported_footnotes]:
        return  # called in a table's head, which is repeated here: it stands on an earlier page
    context.footnotes.append(note)
    context.refused.append(note)
    for notes in (context.current_page_footnotes, context.reported_footnotes):
        if note in notes:
            notes.remove(note)
    if context.rest.note is note:
        context.rest, context.limit = NOTHING, None
    update_area(context)


def report_footnote(context: Box, note: Box) -> None:
    """Move a note to the next page."""
    context.current_page_footnotes.remove(note)
    context.reported_footnotes.append(note)
    update_area(context)


def update_area(context: Box) -> None:
    """Measure the area anew, and let the text end above it."""
    if context.rest.note is not None:
        return  # the page is full, and was measured when the note was split
    area = context.current_footnote_area
    area.children = context.current_page_footnotes
    if not area.children:
        _resize(context, "auto")
        return
    _resize(context, height_of(context))


def _resize(context: Box, height: Any) -> None:
    area = context.current_footnote_area
    if not context.in_column and area.height != "auto":
        context.page_bottom += area.margin_height()
    area.height = height
    if not context.in_column and area.height != "auto":
        context.page_bottom -= area.margin_height()


def height_of(context: Box) -> float:
    """How high the area's content is at most, by the heights of its notes, each laid out once by
    itself; at least a page's height when one is as high."""
    area = context.current_footnote_area
    notes, begun = area.children, context.begun
    total = 0.0
    for note in notes:
        at = begun.at if note is begun.note else None
        key = (note, repr(at), area.page.width, area.page.height)
        if key not in context.heights:
            area.children, context.begun = [note], Carried(note, at)
            laid, resume_at, below = laid_out(context)
            area.children, context.begun = notes, begun
            context.heights[key] = area.position_y if resume_at else laid.height + below
        total += context.heights[key]
    return total


def laid_out(context: Box, absolute: list[Box] | None = None) -> tuple[Box, Stack | None, float]:
    """The page's area of notes, laid out down from the foot of its text to its limit, at most as
    tall as a page; where it resumes; and the margin of its last note that it doesn't enclose."""
    area = context.current_footnote_area.copy()
    area.children = [_prepared(context, note) for note in area.children]
    area.style = area.style.copy()
    area.style["box_decoration_break"] = "clone"  # the rule above notes that go on, too
    begun = context.begun.at
    tallest = area.position_y + area.page.height + BEYOND
    laid, resume_at, _, margins, *_ = block_level_layout(
        context,
        area,
        context.page_bottom - (tallest if context.limit is None else context.limit),
        None if begun is None else {0: begun},
        area.page,
        True,
        absolute,
        absolute,
    )
    if resume_at is not None or context.limit is not None:
        _shrink(laid)
    return laid, resume_at, max(margins, default=0.0)


def _prepared(context: Box, note: Box) -> Box:
    """A note with its anonymous boxes; made once, since measuring a long note takes time."""
    if note not in context.prepared:
        context.prepared[note] = build.create_anonymous_boxes(note.deepcopy())
    return context.prepared[note]


def _let_begin_with_one_line(note: Box) -> None:
    """Let WeasyPrint break a note behind its first line, where another note stands above it."""
    for box in [note, *note.descendants()]:
        if isinstance(box, boxes.BlockContainerBox) and _has_lines(box):
            box.style = box.style.copy()
            box.style["orphans"] = 1
            return


def _has_lines(box: Box) -> bool:
    return any(isinstance(child, boxes.LineBox) for child in box.children)


def _shrink(area: Box) -> None:
    """Let an area that fills its page end with its last line, or its table's: WeasyPrint fills the
    page with it when it goes on, and lets the space below the line run off the page when not."""
    rows = [box for box in area.descendants() if isinstance(box, boxes.TableRowBox)]
    bottom = max(box.position_y + box.height for box in [*_lines(area), *rows])
    box = area
    while isinstance(box, boxes.BlockBox):
        box.height = bottom - box.content_box_y()
        if not box.children:
            break
        box = box.children[-1]


def _lines(box: Box) -> list[Box]:
    return [found for found in box.descendants() if isinstance(found, boxes.LineBox)]


def set_part(context: Box, note: Box, top: float, least: int) -> bool:
    """Set as much of the last note as fits below `top`, at least so many lines of it, or the whole
    note without the space below its last line."""
    area = context.current_footnote_area
    if least == 1:
        _let_begin_with_one_line(_prepared(context, note))
    context.limit = area.position_y + area.position_y - top
    area.children = context.current_page_footnotes
    laid, resume_at, _ = laid_out(context)
    index, at = next(iter((resume_at or {}).items()), (None, None))
    fits = laid.margin_height() <= area.position_y - top + NEAR
    if resume_at is not None:
        begins = index == len(area.children) - 1 and at is not None
        fits = fits and begins and len(_lines(laid.children[-1])) >= least
    if not fits:
        context.limit = None
        return False
    context.rest = Carried(note, at)
    if at is not None:
        context.reported_footnotes.append(note)
    _resize(context, laid.height)
    return True
