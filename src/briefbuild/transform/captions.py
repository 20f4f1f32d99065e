"""Captions: which paragraph is a table’s, and the label that opens one: “Figure 1:”, “Image:”."""

from __future__ import annotations

from typing import Any

from briefbuild.transform.context import Context
from briefbuild.tree import NBSP, Node, Nodes, node, span, string


def caption(kind: str, number: int | None, text: Nodes, context: Context) -> Node:
    """The caption's first block: label, then the editor's words.

    `kind` is "figure" or "table"; without a number a figure's label is the word for “Image”.
    """
    words = context.words
    end = string(words["caption_end"])
    if number is None:
        label = span([string(words["image"]), end], classes=["caption-label"])
    else:
        counted = span(
            [string(f"{words[kind]}{NBSP}{number}")],
            classes=["caption-number"],
            kind=kind,
            number=str(number),
        )
        label = span([counted, end], classes=["caption-label"])
    return node("Plain", [label, node("Space"), span(text, classes=["caption-text"])])


def is_caption(n: Any) -> bool:
    """Whether this is the paragraph “: Caption”, which stands after its table."""
    if not isinstance(n, dict) or n.get("t") != "Para" or not n["c"]:
        return False
    first = n["c"][0]
    return bool(first["t"] == "Str" and first["c"] == ":" and len(n["c"]) > 1)
