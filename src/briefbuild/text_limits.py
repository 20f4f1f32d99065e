"""Tables and nested blocks of a text that are larger than any page can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefbuild.limits import (
    LIST_LEVELS,
    NESTING,
    TABLE_CELLS,
    TABLE_COLUMNS,
    TABLE_ROWS,
    beyond,
)
from briefbuild.positions import Origin, is_rule, is_wrapper, ranges
from briefbuild.problems import Place, Problem
from briefbuild.tree import Node, Nodes, place_of

_LISTS = {"BulletList", "OrderedList"}
_BLOCKS = {*_LISTS, "BlockQuote", "DefinitionList", "Div"}
_MARKED = {"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline", "SmallCaps"}
_NESTING = {*_BLOCKS, *_MARKED, "Quoted", "Link", "Span", "Note"}


def shallow(blocks: Nodes, origin: Origin) -> tuple[Nodes, list[Problem]]:
    """A tree as pandoc gives it, without the blocks that are nested more deeply than the limit:
    what follows looks into a tree by recursion. Nothing more is said of what is in them."""
    kept, problems = [], []
    for block in blocks:
        depth, lists = _deepest(block, origin)
        spans = ranges(block, origin)
        place = Place(*origin.pos(min(spans))) if spans else Place(origin.file)
        deep = beyond(NESTING, depth, place) or beyond(LIST_LEVELS, lists, place)
        if not deep:
            kept.append(block)
            continue
        problems += deep
        origin.leaves += spans
        origin.code += spans
    return kept, problems


def too_large(blocks: Nodes) -> list[Problem]:
    """The tables of a tree that go beyond the limits."""
    problems: list[Problem] = []
    for block in blocks:
        for table in _tables(block):
            columns = len(table["c"][2])
            rows = sum(len(body[3]) for body in table["c"][4]) + len(table["c"][3][1])
            place = place_of(table)
            problems += beyond(TABLE_COLUMNS, columns, place)
            problems += beyond(TABLE_ROWS, rows, place)
            problems += beyond(TABLE_CELLS, rows * columns, place)
    return problems


def _deepest(block: Node, origin: Origin) -> tuple[int, int]:
    """How much stands within each other at most, and how many lists; no recursion, since it may be
    deeper than Python's."""
    deepest = most = 0
    waiting = list[tuple[Any, int, int, Node]]([(block, 0, 0, block)])
    while waiting:
        value, depth, lists, around = waiting.pop()
        if isinstance(value, dict) and "t" in value:
            if value["t"] == "BulletList":
                span = min(ranges(value, origin) or ranges(around, origin), default=None)
                if is_rule(value, origin, span):
                    continue
            around = value
            depth += value["t"] in _NESTING and not is_wrapper(value)
            lists += value["t"] in _LISTS
            deepest, most = max(deepest, depth), max(most, lists)
            value = value.get("c")
        if isinstance(value, list):
            waiting += [(v, depth, lists, around) for v in value if isinstance(v, dict | list)]
    return deepest, most


def _tables(block: Node) -> Iterator[Node]:
    waiting: list[Any] = [block]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if value.get("t") == "Table":
                yield value
                continue
            value = value.get("c")
        if isinstance(value, list):
            waiting += [item for item in value if isinstance(item, dict | list)]
