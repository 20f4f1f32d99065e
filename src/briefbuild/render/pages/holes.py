"""Holes: pages that end empty before what isn't broken, though text that could fill them follows.

A figure that doesn't fit floats to the next page (`corrections.page_floats`), and the text goes on.
What else is kept together, a table of few rows or a box, stands where it is written. Text that
calls a note can't fill a page before a caption that calls one: its note would come out of order,
so that is no hole. Holes are measured on the laid-out pages, whatever made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from briefbuild.problems import Place, Problem, problem
from briefbuild.render.pages.least import AVOID, Least, least, parts
from briefbuild.tree import Nodes, has_class, place_of, walk

LARGEST = 1 / 6
"""The part of a page's text height that may stay empty."""
FLOWS = frozenset({"html", "body", "section"})
FORCED = frozenset({"page", "left", "right", "recto", "verso"})
SOLID = (boxes.LineBox, boxes.ReplacedBox)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KINDS = {"figure": "Figure", "table": "Table", "pre": "CodeBlock", "div": "Div"}
"""The nodes of elements that are no part of the running text: text may stand before or behind."""

Box = Any


@dataclass(frozen=True)
class Hole:
    """The empty foot of a page, before what stands at the top of the next one."""

    page: int
    """Its number, from 1."""
    share: float
    """How much of the page's text height is empty: more than `LARGEST`."""
    element: Element
    """The figure, the table or the component that didn't fit."""


def holes(document: Document) -> list[Hole]:
    """The holes of a laid-out document, first to last.

    Text could have filled one if what follows fits there with the least that must stand together:
    a heading with two lines of text, an unbroken table or box as a whole, and the notes of these.
    Before a figure that is all that follows; before another block, the rest of its section. What
    may not come before isn't counted: text behind a forced break, what holds a figure itself, what
    the house style gives `clear: both`, the back matter, and what calls notes where the figure or
    block calls some.
    """
    pages = [page._page_box for page in document.pages]
    begun: set[Element] = set()
    flows = [list(_blocks(page.children[0], begun)) for page in pages]
    found = []
    for number, page in enumerate(pages[:-1]):
        empty = _empty(page, flows[number]) if flows[number] else 0.0
        if empty <= page.height * LARGEST or _is_broken_after(flows[number]):
            continue
        following = [block for flow in flows[number + 1 :] for block in flow]
        before, text = _passed(following)
        if not text or any(map(_must_wait, text)):
            continue
        above = flows[number][-1]
        fill = least(above, text, text[0].goes_on)
        room = empty - _below(above, following)
        calls = any(box.footnote for box in parts(before))
        if fill.height + _notes(fill, page, pages) <= room and not (calls and fill.notes()):
            found.append(Hole(number + 1, empty / page.height, before[0].element))
    return found


def hole_problems(document: Document, root: Element, blocks: Nodes) -> list[Problem]:
    """Each hole as a problem at its figure or block; `root` is the page's HTML element, made from
    the edition's `blocks`."""
    made = []
    for hole in holes(document):
        facts = {"page": hole.page, "percent": round(hole.share * 100)}
        place = _place(hole.element, root, blocks)
        if hole.element.tag == "figure":
            made.append(problem("figure-hole", place, id=hole.element.get("id") or "", **facts))
        else:
            made.append(problem("block-hole", place, before=_called(hole.element), **facts))
    return made


def _place(element: Element, root: Element, blocks: Nodes) -> Place | None:
    """Where the node stands that an element was made from, or the first thing in it that has a
    place: they come in the same order in the page and in the tree."""
    kind, name = KINDS[element.tag], _name(element)
    like = [e for e in root.iter(element.tag) if _name(e) == name]
    nodes = [n for n in walk(blocks) if n["t"] == kind and (kind != "Div" or has_class(n, name))]
    node = nodes[like.index(element)] if len(nodes) == len(like) else None
    return next(filter(None, map(place_of, walk([node] if node else []))), None)


def _name(element: Element) -> str:
    """What an editor calls it: a component by its class."""
    return (element.get("class") or "").partition(" ")[0] if element.tag == "div" else element.tag


def _called(element: Element) -> str:
    """What a message calls it."""
    what = {"div": f"component, {_name(element)}", "pre": "block of code"}
    return what.get(element.tag, element.tag)


def _blocks(flow: Box, begun: set[Element], forced: bool = False) -> Iterator[Box]:
    """The blocks of the text on a page, from top to bottom, those that begin after a forced break
    marked so. `begun` has the elements that began earlier."""
    for child in flow.children:
        if not child.is_in_normal_flow():
            continue
        first = child.element not in begun
        child.goes_on = not first
        after_break = forced or (first and child.style["break_before"] in FORCED)
        begun.add(child.element)
        flows = child.element_tag in FLOWS and child.style["clear"] != "both"
        if flows and isinstance(child, boxes.BlockBox):
            yield from _blocks(child, begun, after_break)
        else:
            child.after_break = after_break
            yield child
        forced = False


def _passed(following: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """What didn't fit, and the text behind it that could stand before it: headings, and what they
    head. There is none behind a forced break."""
    heads = list(takewhile(_is_heading, following))
    rest = following[len(heads) :]
    if any(box.after_break for box in [*heads, *rest[:1]]):
        return [], []
    if not heads and rest and _is_figure(rest[0]):
        return _behind_figures(rest)
    return _behind_block(heads, rest) if rest and _is_apart(rest[0]) else ([], [])


def _behind_figures(following: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """The figures that come first, and the text behind them."""
    figures: list[Box] = []
    text: list[Box] = []
    for block in following:
        if block.after_break:
            return figures, []
        if _is_figure(block):
            figures.append(block)
            continue
        text.append(block)
        if not _is_heading(block):
            break
    return figures, text


def _behind_block(heads: Sequence[Box], rest: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """A block with what belongs to it, and the text behind it in its section, with its heads."""
    before = [rest[0]]
    for block in rest[1:]:
        if block.after_break or _is_heading(block):
            break
        if block.style["break_before"] in AVOID or _is_figure(block):
            before.append(block)
        else:
            return before, [] if _is_apart(block) else [*heads, block]
    return before, []


def _is_apart(block: Box) -> bool:
    """Whether a block that begins here is no part of the running text."""
    named = block.element_tag != "div" or block.element.get("class")
    return block.element_tag in KINDS and bool(named) and not block.goes_on


def _is_heading(block: Box) -> bool:
    return block.element_tag in HEADINGS


def _must_wait(block: Box) -> bool:
    """Whether a block may not stand before a figure that floated."""
    figures = (box for box in block.descendants() if _is_figure(box))
    return block.style["clear"] == "both" or any(figures)


def _is_broken_after(flow: list[Box]) -> bool:
    """Whether a page ends by a forced break, as that of a `.full-page` figure does."""
    return bool(flow) and flow[-1].style["break_after"] in FORCED


def _is_figure(block: Box) -> bool:
    return bool(block.element_tag == "figure")


def _notes(fill: Least, page: Box, pages: Sequence[Box]) -> float:
    """The height of a text's notes on a page, with that of their area if it has none yet."""
    elements = {note.element for note in fill.notes()}
    height = 0.0
    for area in (area for other in pages for area in _areas(other)):
        own = sum(note.margin_height() for note in area.children if note.element in elements)
        if own and not height and not any(other.children for other in _areas(page)):
            height += area.margin_height() - area.height
        height += own
    return float(height)


def _areas(page: Box) -> list[Box]:
    return [box for box in page.children if isinstance(box, boxes.FootnoteAreaBox)]


def _below(last: Box, following: Sequence[Box]) -> float:
    """What a block has below its content; nothing if it goes on on the next page."""
    if any(box.element is last.element for box in following):
        return 0.0
    return float(last.border_box_y() + last.border_height() - _foot(last))


def _empty(page: Box, flow: list[Box]) -> float:
    """The height that is empty between the last of the text and the notes, or the page's end."""
    end = min([page.content_box_y() + page.height, *(area.position_y for area in _areas(page))])
    used = [_foot(block) for block in flow if _solid(block)]
    return float(end - max(used, default=page.content_box_y()))


def _foot(block: Box) -> float:
    """Where a block's content ends: with its last line or figure."""
    figures = [box for box in [block, *block.descendants()] if _is_figure(box)]
    ends = [box.border_box_y() + box.border_height() for box in figures]
    return float(max([*ends, *(box.position_y + box.height for box in _solid(block))]))


def _solid(block: Box) -> list[Box]:
    return [box for box in [block, *block.descendants()] if isinstance(box, SOLID)]
