"""Tables and nested lists or quotations of a text that are larger than any page can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefbuild.limits import NESTING, TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS, beyond
from briefbuild.problems import Problem
from briefbuild.tree import Node, Nodes, place_of

_NESTING = frozenset({"BlockQuote", "BulletList", "OrderedList", "DefinitionList"})


def too_large(blocks: Nodes) -> list[Problem]:
    """What of a tree goes beyond the limits; of things within each other the outermost one."""
    problems: list[Problem] = []
    for block in blocks:
        problems += beyond(NESTING, _deepest(block), place_of(block))
        for table in _tables(block):
            columns = len(table["c"][2])
            rows = sum(len(body[3]) for body in table["c"][4]) + len(table["c"][3][1])
            place = place_of(table)
            problems += beyond(TABLE_COLUMNS, columns, place)
            problems += beyond(TABLE_ROWS, rows, place)
            problems += beyond(TABLE_CELLS, rows * columns, place)
    return problems


def _deepest(block: Node) -> int:
    """How many lists and quotations stand within each other at most; no recursion, since what is
    counted may be deeper than Python's."""
    deepest, waiting = 0, list[tuple[Any, int]]([(block, 0)])
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict):
            depth += value.get("t") in _NESTING
            deepest = max(deepest, depth)
            value = value.get("c")
        if isinstance(value, list):
            waiting += [(item, depth) for item in value if isinstance(item, dict | list)]
    return deepest


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
