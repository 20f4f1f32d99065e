"""Markup that not every format can carry is refused; comments and soft line ends go."""

from __future__ import annotations

import re

from briefbuild.problems import Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, node, place_of, rewrite

COMMENT = re.compile(r"\s*(<!--(?!>|->).*?-->\s*)+", re.DOTALL)
KINDS = {"html": "HTML", "tex": "LaTeX", "latex": "LaTeX"}
REFUSED = {
    "Math": ("a formula", "write it in words, or as a figure"),
    "Cite": ("a citation key", "write a note: [^name]"),
    "LineBlock": ("a line block", "end a line with \\ to break it"),
}


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
        if n["t"] in REFUSED:
            what, hint = REFUSED[n["t"]]
            problems.append(problem("markup-unsupported", place_of(n), what=what, hint=hint))
        if n["t"] == "SoftBreak":
            return node("Space", pos=n.get("pos"))
        return None

    return rewrite(blocks, check), problems
