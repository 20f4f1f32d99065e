"""Markup that not every format can carry is refused; comments and soft line ends go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefbuild.problems import Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, node, place_of, rewrite, text_of

COMMENT = re.compile(r"\s*(<!--(?!>|->).*?-->\s*)+", re.DOTALL)
KINDS = {"html": "HTML", "tex": "LaTeX", "latex": "LaTeX"}
RAISED = {"Subscript": ("~", "a subscript"), "Superscript": ("^", "a superscript")}


def markup(blocks: Nodes, context: Context) -> Outcome:
    """Raw HTML, LaTeX and what else no tree node carries are problems with their place."""
    problems: list[Problem] = []

    def check(n: Node) -> Node | Nodes | None:
        if n["t"] in ("RawInline", "RawBlock"):
            form, text = n["c"]
            if form == "html" and COMMENT.fullmatch(text):
                return []
            kind = f"{KINDS.get(form, form)} markup"
            shown = text.strip().split("\n")[0][:60]
            problems.append(problem("markup-raw", place_of(n), kind=kind, text=shown))
            return []
        if n["t"] == "SoftBreak":
            return node("Space", pos=n.get("pos"))
        return None

    return rewrite(blocks, check), [*problems, *_raised(blocks)]


def _raised(tree: Any) -> Iterator[Problem]:
    """Raised words: “~5 and ~6” is hardly meant as a subscript, nor “[^a] and [^b]”.

    The latter are calls of notes without body, which are reported as such.
    """
    if isinstance(tree, dict):
        yield from _raised(tree.get("c"))
    if not isinstance(tree, list):
        return
    for before, n in pairwise([None, *tree]):
        yield from _raised(n)
        if isinstance(n, dict) and n.get("t") in RAISED and any(i["t"] == "Space" for i in n["c"]):
            sign, what = RAISED[n["t"]]
            opens = isinstance(before, dict) and text_of(before).endswith("[")
            if sign == "^" and (opens or text_of(n).endswith("[")):
                continue
            hint = f"to print a {sign}, write \\{sign}"
            facts = {"what": f"{what} of several words", "hint": hint}
            yield problem("markup-unsupported", place_of(n), **facts)
