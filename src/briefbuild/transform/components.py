"""Components: the fenced divs an editor may use, checked by name and content.

A heading inside a component becomes its title: components stand beside the outline, not in it.
"""

from __future__ import annotations

import difflib

from briefbuild.problems import Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import (
    Node,
    Nodes,
    attr_of,
    classes_of,
    div,
    pairs_of,
    place_of,
    plain,
    rewrite,
    text_of,
)

COMPONENTS = ("key-points", "recommendations", "pull-quote", "box", "table-note")
INLINE_CLASSES = frozenset({"smallcaps", "unnumbered"})
FIGURE_SIZES = frozenset({"half", "wide", "full-page"})
HINT_DEFINITIONS = "write each as a term on one line and “:   text” below it"


def components(blocks: Nodes, context: Context) -> Outcome:
    """Unknown names and wrong contents are problems; headings within become titles."""
    problems: list[Problem] = []

    def check(n: Node) -> Node | Nodes | None:
        if not n.get("pos"):
            return None  # from a template: the house's own markup
        if n["t"] == "Div":
            problems.extend(_named(n))
            problems.extend(_content(n))
            return {**n, "c": [attr_of(n), _titled(n["c"][1])]}
        if n["t"] in ("Span", "Link", "Code", "Image"):
            problems.extend(_unknown(n, name) for name in classes_of(n) if name not in _known(n))
            problems.extend(_sized(n))
        return None

    return rewrite(blocks, check), problems


def _named(n: Node) -> list[Problem]:
    classes = classes_of(n)
    if not classes and "lang" in pairs_of(n):
        heads = (b for b in n["c"][1] if b["t"] == "Header")
        hint = "end the passage above the heading, and begin another one below it"
        facts = {"component": "a passage in another language", "found": "a heading", "hint": hint}
        return [problem("component-content", place_of(b) or place_of(n), **facts) for b in heads]
    if not classes:
        hint = f"name one: {', '.join(COMPONENTS)}"
        return [problem("component-unknown", place_of(n), name=":::", hint=hint)]
    return [_unknown(n, name) for name in classes if name not in COMPONENTS]


def _known(n: Node) -> frozenset[str]:
    """The classes that an editor may give to this."""
    if n["t"] == "Div":
        return frozenset(COMPONENTS)
    return INLINE_CLASSES | FIGURE_SIZES if n["t"] == "Image" else INLINE_CLASSES


def _unknown(n: Node, name: str) -> Problem:
    known = COMPONENTS if n["t"] == "Div" else tuple(sorted(_known(n)))
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(known)}"
    return problem("component-unknown", place_of(n), name=name, hint=hint)


def _sized(n: Node) -> list[Problem]:
    sizes = [f".{name}" for name in classes_of(n) if n["t"] == "Image" and name in FIGURE_SIZES]
    return [problem("figure-sizes", place_of(n), sizes=", ".join(sizes))] if sizes[1:] else []


def _content(n: Node) -> list[Problem]:
    """What a component must hold to be set."""
    blocks = n["c"][1]
    name = next((c for c in classes_of(n) if c in COMPONENTS), None)
    if name is None:
        return []
    if not text_of(blocks, notes=True).strip():
        hint = "write its text, or take the ::: lines out"
        facts = {"component": name, "found": "nothing", "hint": hint}
        return [problem("component-content", place_of(n), **facts)]
    others = [b for b in blocks if b["t"] not in ("DefinitionList", "Header")]
    if name == "recommendations" and others:
        found = "text that is no recommendation"
        facts = {"component": name, "found": found, "hint": HINT_DEFINITIONS}
        return [problem("component-content", place_of(others[0]) or place_of(n), **facts)]
    return []


def _titled(blocks: Nodes) -> Nodes:
    def title(b: Node) -> Node:
        made = div([plain(b["c"][2])], classes=["component-title"])
        return {**made, "pos": b.get("pos")}

    return [title(b) if b["t"] == "Header" else b for b in blocks]
