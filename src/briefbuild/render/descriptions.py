"""Long descriptions of figures: what `alt` is too short for, such as every number of a chart.

The EPUB and the web page show them when asked, in a `details` element behind the figure; the
picture points there (WAI-ARIA 1.2, aria-details; EPUB Accessibility 1.1 and WCAG 2, F13, ask that
a picture's meaning be told in full). The PDF and Word know one alternative text only: there they
stand at its end.
"""

from __future__ import annotations

from html import escape

from briefbuild.tree import (
    Node,
    Nodes,
    attr_of,
    has_class,
    id_of,
    node,
    raw_block,
    rewrite,
    text_of,
    walk,
)

CLASS = "long-description"


def told_at_once(blocks: Nodes) -> Nodes:
    """The tree with each long description at the end of its picture's alternative text."""

    def change(n: Node) -> Node | None:
        description = _description(n)
        if description is None:
            return None
        told = [part for block in description["c"][1] for part in (node("Space"), *block["c"])]

        def tell(inner: Node) -> Node | Nodes | None:
            if inner["t"] == "Image":
                return {**inner, "c": [inner["c"][0], [*inner["c"][1], *told], inner["c"][2]]}
            return [] if inner["t"] == "Div" and has_class(inner, CLASS) else None

        return {**n, "c": [*n["c"][:2], rewrite(n["c"][2], tell)]}

    changed: Nodes = rewrite(blocks, change)
    return changed


def shown_on_request(blocks: Nodes, word: str) -> Nodes:
    """The tree with each long description in a `details` behind its figure, for HTML writers.

    `word` is the fixed word that names it after the figure's label: “Figure 3: Description”.
    """

    def change(n: Node) -> Node | Nodes | None:
        description = _description(n)
        if description is None:
            return None
        id = id_of(description)
        labels = (part for part in walk(n["c"][1]) if has_class(part, "caption-label"))
        summary = escape(f"{text_of(next(labels, []))} {word}".strip(), quote=False)

        def point(inner: Node) -> Node | Nodes | None:
            if inner["t"] == "Image":
                own, classes, pairs = attr_of(inner)
                pointing = [own, classes, [*pairs, ["aria-details", id]]]
                return {**inner, "c": [pointing, *inner["c"][1:]]}
            return [] if inner["t"] == "Div" and has_class(inner, CLASS) else None

        figure = {**n, "c": [*n["c"][:2], rewrite(n["c"][2], point)]}
        opened = f'<details class="{CLASS}" id="{id}">\n<summary>{summary}</summary>'
        return [
            figure,
            raw_block("html", opened),
            *description["c"][1],
            raw_block("html", "</details>"),
        ]

    changed: Nodes = rewrite(blocks, change)
    return changed


def _description(n: Node) -> Node | None:
    """The long description that a figure of the transformed tree holds."""
    if n["t"] != "Figure":
        return None
    return next((block for block in n["c"][2] if has_class(block, CLASS)), None)
