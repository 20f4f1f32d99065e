"""WeasyPrint never splits a note: here one that no page can hold goes on over the next pages.

A note stays whole on its call's page wherever it can (`late_notes`). It is split when its line is
the first that could stand on the page, or when the note is so tall that with the least text above
it no page would hold it: as much as fits stands on the call's page, the rest at the head of the
next page's notes, and so on. What is split is WeasyPrint's own layout of the area of the notes: it
is laid out down to a limit, and says where it would resume; from there the next page's area goes
on, as a paragraph does that runs over two pages. So the rest has no number and no first line.

What a page leaves to the next one is kept by page (`carried`), since WeasyPrint makes pages anew,
one by one, when a page number in their text changes.

Open upstream: Kozea/WeasyPrint #2172. The changes are made to one exact version, whose text is
checked; drop this module when a release splits notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, page
from weasyprint.layout.block import block_level_layout, remove_placeholders
from weasyprint.layout.inline import iter_line_boxes

from briefbuild.render.pages.corrections.page_tops import lay_out_page
from briefbuild.render.pages.corrections.rewriting import rewritten
from briefbuild.render.pages.corrections.waiting_figures import notes_wait

Box = Any
"""A box of WeasyPrint's; also its LayoutContext, which is as untyped."""
Stack = dict[int, Any]
"""WeasyPrint's way to say where a layout resumes: the index of a child, and so on within it."""

LEAST = 2
"""Lines of a split note that stand on its call's page."""
NEAR = 1e-6
"""CSS pixels that are no difference."""
BEYOND = 1.0
"""CSS pixels by which notes are taller than any page: how much more needn't be known."""


@dataclass(frozen=True)
class Carried:
    """What a page leaves to the next one."""

    note: Box = None
    """The note that goes on there, and from where."""
    at: Stack | None = None
    late: tuple[Box, ...] = ()
    """Notes that find no room at all beside the one before them on the same line."""

    def notes(self) -> list[Box]:
        return [*([] if self.note is None else [self.note]), *self.late]


NOTHING = Carried()


# ── the area of the notes, in place of four methods of LayoutContext ─────────────────────────────


def layout_footnote(context: Box, note: Box) -> bool:
    """Set a note on this page. Says whether there is surely no room for it."""
    context.footnotes.remove(note)
    context.current_page_footnotes.append(note)
    update_area(context)
    return bool(context.reported_footnotes) or notes_wait(context)


def unlayout_footnote(context: Box, note: Box) -> None:
    """Take a note from this page again, since its line was taken; the whole note, not a part.

    What an earlier page left to this one stays: WeasyPrint asks for the notes of whole paragraphs.
    """
    if note in context.footnotes or note in context.begun.notes():
        return
    context.footnotes.append(note)
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
    laid, resume_at = _laid(context)
    _resize(context, laid.height if resume_at is None else area.position_y)


def _resize(context: Box, height: Any) -> None:
    area = context.current_footnote_area
    if not context.in_column and area.height != "auto":
        context.page_bottom += area.margin_height()
    area.height = height
    if not context.in_column and area.height != "auto":
        context.page_bottom -= area.margin_height()


def _laid(context: Box, absolute: list[Box] | None = None) -> tuple[Box, Stack | None]:
    """The page's area of notes, laid out down from the foot of its text to its limit, at most as
    tall as a page, and where it resumes."""
    area = context.current_footnote_area.copy()
    area.children = [_prepared(context, note) for note in area.children]
    area.style = area.style.copy()
    area.style["box_decoration_break"] = "clone"  # the rule above notes that go on, too
    begun = context.begun.at
    tallest = area.position_y + area.page.height + BEYOND
    laid, resume_at, *_ = block_level_layout(
        context,
        area,
        context.page_bottom - (tallest if context.limit is None else context.limit),
        None if begun is None else {0: begun},
        area.page,
        True,
        absolute,
        absolute,
    )
    if resume_at is not None:
        _shrink(laid)
    return laid, resume_at


def _prepared(context: Box, note: Box) -> Box:
    """A note with its anonymous boxes; made once, since measuring a long note takes time."""
    if note not in context.prepared:
        context.prepared[note] = build.create_anonymous_boxes(note.deepcopy())
    return context.prepared[note]


def _shrink(area: Box) -> None:
    """Let an area that goes on end with its last line: WeasyPrint fills the page with it."""
    bottom = max(line.position_y + line.height for line in _lines(area))
    box = area
    while isinstance(box, boxes.BlockBox):
        box.height = bottom - box.content_box_y()
        if not box.children:
            break
        box = box.children[-1]


def _lines(box: Box) -> list[Box]:
    return [found for found in box.descendants() if isinstance(found, boxes.LineBox)]


# ── splitting ────────────────────────────────────────────────────────────────────────────────────


def split_note(
    context: Box, box: Box, line: Box, placed: list[Box], fresh: bool, bottom: float
) -> bool:
    """Split the last note of the page, if it may be and can be, so that the text ends at `bottom`.

    It was called in `line`, which follows the lines `placed` of the paragraph `box`; `fresh` says
    that nothing stands above the paragraph. When the note isn't split, its line goes to the next
    page.
    """
    note = context.current_page_footnotes[-1]
    if context.in_column or context.reported_footnotes or notes_wait(context):
        return False
    first = fresh and not placed
    notes = [found.footnote for found in line.descendants() if found.footnote]
    below = _lines_below(context, box, line, len(placed) + 1) * line.height
    held = fresh and len(placed) < box.style["orphans"]
    allowed = note is notes[-1] and (held or _too_tall(context, notes, line, below))
    if allowed and _split(context, note, bottom + below, LEAST):
        return True
    return first and any(_split(context, note, bottom, least) for least in (LEAST, 1))


def _lines_below(context: Box, box: Box, line: Box, above: int) -> int:
    """How many lines must stand below this one on its page, for orphans and widows."""
    if line.resume_at is None:
        return 0
    orphans, widows = box.style["orphans"], box.style["widows"]
    least = max(0, orphans - above)
    lines = iter_line_boxes(
        context, box.children[0], line.position_y, 0, line.resume_at, box, [], [], None, None
    )
    ahead = 0
    for found, _ in islice(lines, least + widows):
        remove_placeholders(context, found.children, [], [])
        ahead += 1
    return int(least if ahead == least + widows else ahead)


def _too_tall(context: Box, notes: list[Box], line: Box, below: float) -> bool:
    """Whether no page can hold these notes whole below the least text."""
    area = context.current_footnote_area
    kept = area.children, context.begun
    area.children, context.begun = notes, NOTHING
    laid, resume_at = _laid(context)
    area.children, context.begun = kept
    least = line.height + below
    return bool(resume_at or laid.margin_height() + least > area.page.height + NEAR)


def _split(context: Box, note: Box, top: float, least: int) -> bool:
    """Set as much of the last note as fits below `top`, at least so many lines of it."""
    area = context.current_footnote_area
    context.limit = area.position_y + area.position_y - top
    area.children = context.current_page_footnotes
    laid, resume_at = _laid(context)
    index, at = next(iter((resume_at or {}).items()), (None, None))
    fits = laid.margin_height() <= area.position_y - top + NEAR
    if index != len(area.children) - 1 or at is None or not fits:
        context.limit = None
        return False
    if len(_lines(laid.children[-1])) < least:
        context.limit = None
        return False
    context.rest = Carried(note, at)
    context.reported_footnotes.append(note)
    _resize(context, laid.height)
    return True


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


def begin_notes(context: Box, number: int) -> None:
    """Begin a page with what the page before left to it."""
    if number == 1 and not hasattr(context, "carried"):
        context.carried, context.prepared = {}, {}
    context.begun = context.carried.get(number - 1, NOTHING)
    context.rest, context.limit = NOTHING, None
    context.reported_footnotes = []
    area = context.current_footnote_area
    top = area.page.content_box_y()
    for note in context.begun.notes():
        if context.reported_footnotes:
            context.reported_footnotes.append(note)
            continue
        context.current_page_footnotes.append(note)
        update_area(context)
        if context.page_bottom < top and not _split(context, note, top, 1):
            report_footnote(context, note)


def end_notes(context: Box, number: int, absolute: list[Box]) -> Box:
    """The page's area of notes as it is painted; what goes on is left to the next page."""
    area, _ = _laid(context, absolute)
    area.translate(dy=-area.margin_height())
    late = [note for note in context.reported_footnotes if note is not context.rest.note]
    left = Carried(context.rest.note, context.rest.at, tuple(late))
    context.carry_changed = context.carried.get(number, NOTHING) != left
    context.carried[number] = left
    return area


def lay_out_text(
    context: Box, root: Box, skip: Stack | None, outer: Box, empty: bool, *lists: list[Any]
) -> tuple[Box, Stack | None, dict[str, Any]]:
    """The page's text, above notes that may leave it little room, or none.

    WeasyPrint sets a line, or a figure, on a page that is empty even if it doesn't fit. Below notes
    that go on from an earlier page it needn't: the text goes on when they are over.
    """
    position = root.position_x, root.position_y
    made: tuple[Any, ...] = lay_out_page(context, root, 0, skip, outer, empty, *lists)
    if not (empty and context.begun.notes()) or _ends_above(made[0], context.page_bottom):
        return made[0], made[1], made[2]
    remove_placeholders(context, [made[0]], lists[0], lists[1])
    root.position_x, root.position_y = position
    lists[2].clear()
    made = lay_out_page(context, root, 0, skip, outer, False, *lists)
    if made[0] is not None:
        return made[0], made[1], made[2]
    root.position_x, root.position_y = position
    bare = root.copy_with_children([])
    made = block_level_layout(context, bare, 0, None, outer, True, *lists)
    return made[0], skip, context.page_maker[context.current_page - 1][1]


def _ends_above(box: Box, bottom: float) -> bool:
    solid = (boxes.LineBox, boxes.ReplacedBox)
    return all(
        found.position_y + found.height <= bottom + NEAR
        for found in box.descendants()
        if isinstance(found, solid)
    )


# ── the changes ──────────────────────────────────────────────────────────────────────────────────

BEGIN = (
    """\
    reported_footnotes = context.reported_footnotes
    context.reported_footnotes = []
    for i, reported_footnote in enumerate(reported_footnotes):
        context.footnotes.append(reported_footnote)
        overflow = context.layout_footnote(reported_footnote)
        if overflow and i != 0:
            context.report_footnote(reported_footnote)
            context.reported_footnotes = reported_footnotes[i:]
            break
""",
    "    begin_notes(context, page_number)\n",
)
TEXT = (
    """\
    root_box, resume_at, next_page, _, _, _ = block_level_layout(
        context, root_box, 0, resume_at, initial_containing_block,
        page_is_empty, positioned_boxes, positioned_boxes, adjoining_margins)
    if not root_box:
""",
    """\
    root_box, resume_at, next_page = lay_out_text(
        context, root_box, resume_at, initial_containing_block,
        page_is_empty, positioned_boxes, positioned_boxes, adjoining_margins)
    if not root_box:
""",
)
END = (
    """\
    footnote_area = build.create_anonymous_boxes(footnote_area.deepcopy())
    footnote_area = block_level_layout(
        context, footnote_area, bottom_space=-inf, skip_stack=None,
        containing_block=footnote_area.page, page_is_empty=True,
        absolute_boxes=positioned_boxes, fixed_boxes=positioned_boxes)[0]
    footnote_area.translate(dy=-footnote_area.margin_height())
""",
    "    footnote_area = end_notes(context, page_number, positioned_boxes)\n",
)
BLANK = (
    "(context.reported_footnotes and resume_at is None))",
    "(index and context.carried[index].notes() and resume_at is None))",
)
CHANGED = (
    "next_page_state != page_state)",
    "next_page_state != page_state or context.carry_changed)",
)
REMADE = (
    "remake_state['content_changed'] = resume_at is not None",
    "remake_state['content_changed'] = bool(\n"
    "            resume_at is not None or context.carried[page_number].notes())",
)
MORE = (
    "if resume_at is None and not reported_footnotes:",
    "if resume_at is None and not context.carried[i].notes():",
)
CHANGES = {"make_page": [BEGIN, TEXT, END], "remake_page": [BLANK, CHANGED, REMADE]}
PAGES = {name: rewritten(getattr(page, name), changes) for name, changes in CHANGES.items()}
ALL_PAGES = rewritten(page.make_all_pages, [MORE])
Home = Any
"""A module or class of WeasyPrint's."""
CORRECTED: dict[tuple[Home, str], Any] = {
    (LayoutContext, "layout_footnote"): layout_footnote,
    (LayoutContext, "unlayout_footnote"): unlayout_footnote,
    (LayoutContext, "report_footnote"): report_footnote,
    (LayoutContext, "_update_footnote_area"): update_area,
    (page, "begin_notes"): begin_notes,
    (page, "lay_out_text"): lay_out_text,
    (page, "end_notes"): end_notes,
    (page, "make_page"): PAGES["make_page"],
    (page, "remake_page"): PAGES["remake_page"],
    (page, "make_all_pages"): ALL_PAGES,
    (layout, "make_all_pages"): ALL_PAGES,
}
STOCK = {(home, name): getattr(home, name, None) for home, name in CORRECTED}


def split_notes() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    for (home, name), made in CORRECTED.items():
        setattr(home, name, made)
