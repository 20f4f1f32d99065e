"""The rules of a page's style sheets, as the proof reads them: those for some screens too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import cssselect2
import tinycss2

CONDITIONAL = frozenset({"media", "supports", "container", "layer"})
"""At-rules that hold rules which apply under some condition, or in some order."""


def rules_in(sheet: str) -> Iterator[Any]:
    """The rules and the counter styles of a sheet, with those that only some screens, paper or a
    narrow column show."""
    yield from _within(tinycss2.parse_stylesheet(sheet, True, True))


def _within(nodes: Sequence[Any]) -> Iterator[Any]:
    for node in nodes:
        name = node.lower_at_keyword if node.type == "at-rule" else ""
        if node.type == "qualified-rule" or name == "counter-style":
            yield node
        elif name in CONDITIONAL and node.content:
            yield from _within(tinycss2.parse_rule_list(node.content, True, True))


def selectors_of(rule: Any) -> list[Any]:
    """A rule's selectors; none where they name a browser's own kind, such as ::-webkit-…, which is
    never an element of the text."""
    try:
        return list(cssselect2.compile_selector_list(rule.prelude))
    except cssselect2.SelectorError:
        return []
