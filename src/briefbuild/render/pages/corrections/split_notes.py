"""WeasyPrint never splits a note: here one that no page can hold goes on over the next pages.

A note stays whole on its call's page wherever it can (`late_notes`). It is split when its line is
the first that could stand on the page, when the note is so tall that with the least text above it
no page would hold it, or when the page would otherwise end behind a heading, or within what must
not be broken: as much as fits stands on the call's page, the rest at the head of the
next page's notes, and so on (`note_area`). A page on which the text finds no room has notes only.

What a page leaves to the next one is kept by page (`carried`), and so are the notes that stand on
it (`standing`), since WeasyPrint makes pages anew, one by one, when a page number in their text
changes. When a page leaves something else than before, the next one is made anew too.

Open upstream: Kozea/WeasyPrint #1833. The changes are made to one exact version, whose text is
checked; drop this module when a release splits notes.
"""

from __future__ import annotations

from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, page
from weasyprint.layout.block import block_level_layout, remove_placeholders

from briefbuild.render.pages.corrections.note_area import (
    LEAST,
    NEAR,
    NOTHING,
    Box,
    Carried,
    Stack,
    height_of,
    is_full,
    laid_out,
    layout_footnote,
    report_footnote,
    set_part,
    unlayout_footnote,
    update_area,
)
from briefbuild.render.pages.corrections.raised_figures import lay_out_page
from briefbuild.render.pages.corrections.rewriting import rewritten
from briefbuild.render.pages.corrections.single_lines import (
    leaves_too_few,
    lines_above,
    lines_below,
)
from briefbuild.render.pages.corrections.waiting_figures import notes_wait

AVOID = ("avoid", "avoid-page")


def split_note(
    context: Box, box: Box, line: Box, placed: list[Box], fresh: bool, bottom: float
) -> bool:
    """Split the last note of the page, if it may be and can be, so that the text ends at `bottom`.

    It was called in `line`, which follows the lines `placed` of the paragraph `box`; `fresh` says
    that nothing stands above the paragraph. When the note isn't split, its line goes to the next
    page.
    """
    note = context.current_page_footnotes[-1]
    if context.in_column or is_full(context) or notes_wait(context):
        return False
    first = fresh and not placed
    notes = [found.footnote for found in line.descendants() if found.footnote]
    below = lines_below(context, box, line, len(placed) + 1) * line.height
    if note in context.freed and bottom + below <= context.page_bottom + NEAR:
        return True  # whole, after all
    early = fresh and len(placed) < box.style["orphans"]
    above = lines_above(context, box, line, len(placed)) * line.height
    held = early or note in context.freed
    allowed = note is notes[-1] and (held or _too_tall(context, notes, line, above + below))
    most = [LEAST, 1] if early else [LEAST]  # rather one line of a note alone than one of the text
    if allowed and any(set_part(context, note, bottom + below, least) for least in most):
        return True
    return first and any(set_part(context, note, bottom, least) for least in (LEAST, 1))


def _too_tall(context: Box, notes: list[Box], line: Box, more: float) -> bool:
    """Whether no page can hold these notes whole below the least text: this line, and `more` CSS
    pixels of lines that must stand with it."""
    area = context.current_footnote_area
    kept = area.children, context.begun
    area.children, context.begun = notes, NOTHING
    height = area.margin_height() - area.height + height_of(context)
    area.children, context.begun = kept
    return bool(height + line.height + more > area.page.height + NEAR)


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


def begin_notes(context: Box, number: int) -> None:
    """Begin a page with what the page before left to it."""
    if number == 1 and not hasattr(context, "carried"):
        context.carried, context.prepared, context.heights = {}, {}, {}
        context.standing = {}
    context.begun = context.carried.get(number - 1, NOTHING)
    context.rest, context.limit = NOTHING, None
    context.reported_footnotes, context.refused, context.freed = [], [], ()
    area = context.current_footnote_area
    top = area.page.content_box_y()
    for note in context.begun.notes():
        if is_full(context):
            context.reported_footnotes.append(note)
            continue
        context.current_page_footnotes.append(note)
        update_area(context)
        fits = context.page_bottom >= top or set_part(context, note, top, 1)
        if not fits and note is not context.current_page_footnotes[0]:  # else it fits on no page
            report_footnote(context, note)


def end_notes(context: Box, number: int, absolute: list[Box]) -> Box:
    """The page's area of notes as it is painted; what goes on is left to the next page."""
    area, *_ = laid_out(context, absolute)
    area.translate(dy=-area.margin_height())
    rest = NOTHING if context.rest.at is None else context.rest
    left = Carried(rest.note, rest.at, tuple(_late(context)))
    context.carry_changed = context.carried.get(number, NOTHING) != left
    context.carried[number] = left
    context.standing[number] = list(context.current_page_footnotes)
    return area


def keep_notes(context: Box, number: int) -> None:
    """The notes of a page that isn't made anew stand there: no later page sets them, as one that
    repeats the head of a table would."""
    for note in context.standing[number]:
        if note in context.footnotes:
            context.footnotes.remove(note)


def _late(context: Box) -> list[Box]:
    """The notes that the page leaves to the next one whole."""
    return [note for note in context.reported_footnotes if note is not context.rest.note]


def lay_out_text(
    context: Box, root: Box, skip: Stack | None, outer: Box, empty: bool, *lists: list[Any]
) -> tuple[Box, Stack | None, dict[str, Any]]:
    """The page's text, above notes that may leave it little room, or none.

    WeasyPrint sets a line, or a figure, on a page that is empty even if it doesn't fit, or if its
    notes don't, or if the line stays alone. Above notes that go on from an earlier page it needn't:
    the text goes on when they are over.
    """
    position = root.position_x, root.position_y

    def undo(made: tuple[Any, ...]) -> None:
        remove_placeholders(context, [box for box in made[:1] if box], lists[0], lists[1])
        root.position_x, root.position_y = position
        lists[2].clear()

    made: tuple[Any, ...] = lay_out_page(context, root, 0, skip, outer, empty, *lists)
    if context.refused and _parted(root, made[0], made[1]):
        context.freed = tuple(context.refused)
        undo(made)
        made = lay_out_page(context, root, 0, skip, outer, empty, *lists)
    if not (empty and context.begun.notes()) or _stands_well(context, root, made[0], made[1]):
        return made[0], made[1], made[2]
    undo(made)
    made = lay_out_page(context, root, 0, skip, outer, False, *lists)
    if made[0] is not None:
        return made[0], made[1], made[2]
    undo(made)
    bare = root.copy_with_children([])
    made = block_level_layout(context, bare, 0, None, outer, True, *lists)
    return made[0], skip, context.page_maker[context.current_page - 1][1]


def _stands_well(context: Box, root: Box, made: Box | None, resume_at: Stack | None) -> bool:
    """Whether a page's text fits, with its notes, and ends where a page may end."""
    fits = not _late(context) and _ends_above(made, context.page_bottom)
    badly = _parted(root, made, resume_at) or leaves_too_few(context, root, made, resume_at)
    return fits and not badly


def _parted(root: Box, made: Box | None, resume_at: Stack | None) -> bool:
    """Whether the page ends behind a heading, or within what must not be broken: WeasyPrint does
    that only where a page has no better end."""
    box, at = root, resume_at
    while at:
        ((index, at),) = at.items()
        if (index or at) and box is not root and box.style["break_inside"] in AVOID:
            return True
        box = box.children[index] if at else None
    last = made if resume_at else None
    while last is not None:
        if last.style["break_after"] in AVOID:
            return True
        below = [box for box in getattr(last, "children", ()) if isinstance(box, boxes.BlockBox)]
        last = below[-1] if below and below[-1].is_in_normal_flow() else None
    return False


def _ends_above(box: Box | None, bottom: float) -> bool:
    """Whether no line and no picture of a page's text stands lower."""
    return box is not None and all(
        found.position_y + found.height <= bottom + NEAR
        for found in box.descendants()
        if isinstance(found, (boxes.LineBox, boxes.ReplacedBox))
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
KEPT = (
    "            yield pages[i]\n",
    "            keep_notes(context, i + 1)\n            yield pages[i]\n",
)
MORE = (
    "if resume_at is None and not reported_footnotes:",
    "if resume_at is None and not context.carried[i].notes():",
)
CHANGES = {"make_page": [BEGIN, TEXT, END], "remake_page": [BLANK, CHANGED, REMADE]}
PAGES = {name: rewritten(getattr(page, name), changes) for name, changes in CHANGES.items()}
ALL_PAGES = rewritten(page.make_all_pages, [KEPT, MORE])
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
    (page, "keep_notes"): keep_notes,
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
