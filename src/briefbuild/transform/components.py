"""Components: the fenced divs an editor may use, checked by name, content and what they follow.

A heading inside a component becomes its title: components stand beside the outline, not in it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from briefbuild.problems import Problem, problem
from briefbuild.transform.captions import is_caption
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import (
    FIGURE_SIZES,
    Node,
    Nodes,
    attr_of,
    classes_of,
    div,
    has_class,
    pairs_of,
    place_of,
    plain,
    rewrite,
    text_of,
)

COMPONENTS = ("key-points", "recommendations", "pull-quote", "box", "table-note")
INLINE_CLASSES = frozenset({"smallcaps", "unnumbered"})
CLASSED = frozenset({"Span", "Link", "Code", "Image", "Header", "Table", "CodeBlock"})
PLAIN = frozenset({"Header", "Table", "CodeBlock"})
"""What no class changes."""
LISTS = frozenset({"BulletList", "OrderedList"})
QUOTED = frozenset({"Para", "Plain", "Header", "Div"})
"""What a pull quote may hold: a Div is a passage in another language, a Header its title."""
KINDS = {
    "BulletList": "a list",
    "OrderedList": "a list",
    "DefinitionList": "a list of terms",
    "BlockQuote": "a quotation",
    "Table": "a table",
    "CodeBlock": "code",
}
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
        if n["t"] in CLASSED:
            problems.extend(_unknown(n, name) for name in _given(n) if name not in _known(n))
            problems.extend(_sized(n))
        return None

    return rewrite(blocks, check), [*problems, *_misplaced(blocks)]


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


def _given(n: Node) -> list[str]:
    """The classes that were given; the first one of code that means nothing elsewhere is its
    language, as Markdown writes it (CommonMark 0.31, §4.5)."""
    names = classes_of(n)
    if n["t"] != "CodeBlock":
        return names
    meant = {*COMPONENTS, *INLINE_CLASSES, *FIGURE_SIZES}
    language = next((name for name in names if name not in meant), None)
    return [name for name in names if name != language]


def _known(n: Node) -> frozenset[str]:
    """The classes that an editor may give to this."""
    if n["t"] == "Div":
        return frozenset(COMPONENTS)
    if n["t"] in PLAIN:
        return frozenset()
    return INLINE_CLASSES | FIGURE_SIZES if n["t"] == "Image" else INLINE_CLASSES


def _unknown(n: Node, name: str) -> Problem:
    component = n["t"] == "Div"
    known = COMPONENTS if component else [f".{known}" for known in sorted(_known(n))]
    shown = name if component else f".{name}"
    close = difflib.get_close_matches(shown, known, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(known)}"
    if not known:
        hint = "take it out: headings, tables and code look as the house style says"
    code = "component-unknown" if component else "class-unknown"
    return problem(code, place_of(n), name=shown, hint=hint)


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
    wrong, found, hint = _misused(name, blocks)
    facts = {"component": name, "found": found, "hint": hint}
    return [problem("component-content", place_of(wrong) or place_of(n), **facts)] if wrong else []


def _misused(name: str, blocks: Nodes) -> tuple[Node | None, str, str]:
    """The first block that this component can't hold, what it is, and what to do."""
    if name == "recommendations":
        others = [b for b in blocks if b["t"] not in ("DefinitionList", "Header")]
        if others:
            return others[0], "text that is no recommendation", HINT_DEFINITIONS
    if name == "key-points" and not any(b["t"] in LISTS for b in blocks):
        return blocks[0], "no list", "write each point on a line of its own, after “- ”"
    if name == "pull-quote":
        for b in blocks:
            if b["t"] not in QUOTED:
                hint = "write one sentence of the text; a list or the like may stand in a box"
                return b, KINDS.get(b["t"], "more than text"), hint
    return None, "", ""


def _misplaced(tree: Any) -> Iterator[Problem]:
    """Table notes that don't follow a table, its caption or another of its notes."""
    if isinstance(tree, dict):
        yield from _misplaced(tree.get("c"))
    if not isinstance(tree, list):
        return
    after_table = False
    for n in tree:
        yield from _misplaced(n)
        if not isinstance(n, dict) or "t" not in n:
            continue
        note = n["t"] == "Div" and has_class(n, "table-note")
        if note and n.get("pos") and not after_table:
            hint = "put it below the table that it is about, and below its caption"
            found = "a note, but stands below no table"
            facts = {"component": "table-note", "found": found, "hint": hint}
            yield problem("component-content", place_of(n), **facts)
        after_table = n["t"] == "Table" or (after_table and (note or is_caption(n)))


def _titled(blocks: Nodes) -> Nodes:
    def title(b: Node) -> Node:
        made = div([plain(b["c"][2])], classes=["component-title"])
        return {**made, "pos": b.get("pos")}

    return [title(b) if b["t"] == "Header" else b for b in blocks]
