"""The label that opens a caption: “Figure 1:”, “Image:”."""

from __future__ import annotations

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
