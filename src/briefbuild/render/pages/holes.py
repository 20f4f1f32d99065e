"""Holes: pages that end empty before a figure, though text follows that could have filled them.

A figure that doesn't fit floats to the next page (`corrections.page_floats`). So a hole is left
only where the text that follows may not come before it: a note of its caption would come out of
order. Holes are measured on the laid-out pages, whatever made them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from briefbuild.problems import Problem, problem
from briefbuild.tree import Nodes, id_of, place_of, walk

LARGEST = 1 / 6
"""The part of a page's text height that may stay empty before a figure."""
FLOWS = frozenset({"html", "body", "section"})
FORCED = frozenset({"page", "left", "right", "recto", "verso"})
SOLID = (boxes.LineBox, boxes.ReplacedBox)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

Box = Any


@dataclass(frozen=True)
class Hole:
    """The empty foot of a page, before a figure that stands at the top of the next one."""

    page: int
    """Its number, from 1."""
    share: float
    """How much of the page's text height is empty: more than `LARGEST`."""
    figure: Element


def holes(document: Document) -> list[Hole]:
    """The holes of a laid-out document, first to last.

    Text could have filled one if what follows the figure fits there with the least that must stand
    together: a heading with two lines of text, a table or a box that isn't broken as a whole, and
    the notes of these. What may not come before a figure isn't counted: text behind a forced break,
    what holds a figure itself, and what the house style gives `clear: both`, the back matter.
    """
    pages = [page._page_box for page in document.pages]
    begun: set[Element] = set()
    flows = [list(_blocks(page.children[0], begun)) for page in pages]
    notes = {note.element: note.margin_height() for page in pages for note in _notes(page)}
    found = []
    for number, page in enumerate(pages[:-1]):
        empty = _empty(page, flows[number]) if flows[number] else 0.0
        if empty <= page.height * LARGEST:
            continue
        following = [block for flow in flows[number + 1 :] for block in flow]
        if not following or not _is_figure(following[0]) or _is_broken_after(flows[number]):
            continue
        text = _beginning(following)
        if text and not any(map(_must_wait, text)) and _least(text, notes) <= empty:
            found.append(Hole(number + 1, empty / page.height, following[0].element))
    return found


def hole_problems(document: Document, blocks: Nodes) -> list[Problem]:
    """Each hole as a problem at its figure; `blocks` are the edition's."""
    places = {id_of(n): place_of(n) for n in walk(blocks) if n["t"] == "Figure"}
    made = []
    for hole in holes(document):
        id = hole.figure.get("id") or ""
        facts = {"id": id, "page": hole.page, "percent": round(hole.share * 100)}
        made.append(problem("figure-hole", places.get(id), **facts))
    return made


def _blocks(flow: Box, begun: set[Element], forced: bool = False) -> Iterator[Box]:
    """The blocks of the text on a page, from top to bottom, those that begin after a forced break
    marked so. `begun` has the elements that began earlier."""
    for child in flow.children:
        if not child.is_in_normal_flow():
            continue
        first = child.element not in begun
        after_break = forced or (first and child.style["break_before"] in FORCED)
        begun.add(child.element)
        flows = child.element_tag in FLOWS and child.style["clear"] != "both"
        if flows and isinstance(child, boxes.BlockBox):
            yield from _blocks(child, begun, after_break)
        else:
            child.after_break = after_break
            yield child
        forced = False


def _beginning(following: list[Box]) -> list[Box]:
    """The blocks behind the figures that must stand together: headings, and what they head.

    There are none behind a forced break.
    """
    made: list[Box] = []
    for block in following:
        if block.after_break:
            return []
        if not _is_figure(block):
            made.append(block)
            if block.element_tag not in HEADINGS:
                break
    return made


def _must_wait(block: Box) -> bool:
    """Whether a block may not stand before a figure that floated."""
    figures = (box for box in block.descendants() if _is_figure(box))
    return block.style["clear"] == "both" or any(figures)


def _is_broken_after(flow: list[Box]) -> bool:
    """Whether a page ends by a forced break, as that of a `.full-page` figure does."""
    return bool(flow) and flow[-1].style["break_after"] in FORCED


def _is_figure(block: Box) -> bool:
    return bool(block.element_tag == "figure")


def _notes(page: Box) -> list[Box]:
    return [
        note
        for area in page.children
        if isinstance(area, boxes.FootnoteAreaBox)
        for note in area.children
    ]


def _empty(page: Box, flow: list[Box]) -> float:
    """The height that is empty between the last of the text and the notes, or the page's end."""
    areas = [box.position_y for box in page.children if isinstance(box, boxes.FootnoteAreaBox)]
    end = min([page.content_box_y() + page.height, *areas])
    used = [_foot(block) for block in flow if _solid(block)]
    return float(end - max(used, default=page.content_box_y()))


def _foot(block: Box) -> float:
    """Where a block's content ends: with its last line or figure."""
    figures = [box for box in [block, *block.descendants()] if _is_figure(box)]
    ends = [box.border_box_y() + box.border_height() for box in figures]
    return float(max([*ends, *(box.position_y + box.height for box in _solid(block))]))


def _solid(block: Box) -> list[Box]:
    return [box for box in [block, *block.descendants()] if isinstance(box, SOLID)]


def _first_part(block: Box) -> Box:
    """What stands first in a list, or whatever else may be broken between its parts."""
    while isinstance(block, boxes.BlockBox) and block.style["break_inside"] == "auto":
        parts = [child for child in block.children if child.is_in_normal_flow()]
        if block.is_table_wrapper or not parts or isinstance(parts[0], boxes.LineBox):
            break
        block = parts[0]
    return block


def _least(text: list[Box], notes: dict[Element, float]) -> float:
    """The height of the least of the text that can stand by itself, with its notes."""
    kept: list[Box] = []
    for block in map(_first_part, text):
        lines = [child for child in block.children if isinstance(child, boxes.LineBox)]
        whole = not lines or len(lines) < block.style["orphans"] + block.style["widows"]
        kept += _solid(block) if whole else lines[: block.style["orphans"]]
    top = text[0].position_y
    called = {box.footnote.element for part in kept for box in part.descendants() if box.footnote}
    height = max((box.position_y + box.height for box in kept), default=top) - top
    return float(height + sum(notes.get(element, 0.0) for element in called))
