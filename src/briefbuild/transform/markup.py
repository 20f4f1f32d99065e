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
TAG = re.compile(r"<(/?[A-Za-z][\w-]*)(?:\s[^<>]*)?/?>")
RAW = frozenset({"RawInline", "RawBlock"})
MEANT = {
    "b": "write **words**",
    "strong": "write **words**",
    "i": "write *words*",
    "em": "write *words*",
    "sub": "write H~2~O",
    "sup": "write 2^nd^",
    "br": "end the line with \\",
    "a": "write [words](https://…); an id is written [words]{#sec-name}",
    "img": "write ![Caption](../figures/name.svg){#fig-name} in a paragraph of its own",
    "table": "write each row as “| a | b |”, and “|---|---|” below the first one",
}
OFFICE = re.compile(r"\bmso-|\bMso[A-Z]|\bxmlns:|<\?xml")
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
            hint = MEANT.get(_opening(text)) if form == "html" else None
            if text.startswith("<!--") and "-->" not in text:
                hint = "write --> where the comment ends; to print a <, write \\<"
            if OFFICE.search(text):
                hint = "it came along from Word: delete it, and keep the words within"
            facts = {"kind": kind, "text": shown} | ({"hint": hint} if hint else {})
            problems.append(problem("markup-raw", place_of(n), **facts))
            return []
        if n["t"] == "SoftBreak":
            return node("Space", pos=n.get("pos"))
        return None

    return rewrite(_paired(blocks), check), [*problems, *_raised(blocks)]


def _paired(tree: Any) -> Any:
    """The tree without the ends of what is told of already: a tag that closes an earlier one of the
    same passage, and tags that follow upon each other."""
    if isinstance(tree, dict):
        return {**tree, "c": _paired(tree["c"])} if "c" in tree and tree["t"] not in RAW else tree
    if not isinstance(tree, list):
        return tree
    kept: list[Any] = []
    opened: list[str] = []
    raw = False
    for item in tree:
        tag = _tag(item)
        if tag.startswith("/") and tag[1:] in opened:
            opened.remove(tag[1:])
        elif tag and raw:
            opened.append(tag)
        else:
            opened += [tag] * bool(tag)
            kept.append(_paired(item))
        raw = bool(tag)
    return kept


def _tag(item: Any) -> str:
    """The name of an HTML tag that stands alone, with / where it closes."""
    if not isinstance(item, dict) or item.get("t") != "RawInline":
        return ""
    found = TAG.fullmatch(item["c"][1])
    return found[1].lower() if found and item["c"][0] == "html" else ""


def _opening(text: str) -> str:
    """The name of the tag that raw HTML begins with."""
    found = re.match(r"<([A-Za-z]+)(?=[\s/>])(?!\s+\w+\s+\w)", text.strip())
    return found[1].lower() if found else ""


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
