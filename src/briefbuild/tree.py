"""The document tree: pandoc's AST as plain dicts, each node with its place in the source.

A node is what pandoc's JSON has, `{"t": "Emph", "c": […]}`, plus `"pos": [file, line, column]`
where it is known (columns from 1). pandoc ignores the extra key, so the tree goes to its writers
as it is. Trees are never changed in place: a transform returns a new one.
Node types: https://hackage.haskell.org/package/pandoc-types (Text.Pandoc.Definition, 1.23).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from briefbuild.problems import Place

Node = dict[str, Any]
Nodes = list[Node]
Attr = list[Any]  # [id, [class, …], [[key, value], …]]

NBSP = "\u00a0"
PANDOC_API = [1, 23, 1]
FIGURE_SIZES = frozenset({"half", "wide", "full-page"})
"""The classes by which an editor gives a picture another size than the column's."""


def attr(id: str = "", classes: Sequence[str] = (), **pairs: str) -> Attr:
    """pandoc's attribute triple; `data_x` becomes `data-x`."""
    return [id, list(classes), [[k.replace("_", "-"), v] for k, v in pairs.items()]]


def node(kind: str, content: Any = None, pos: Any = None) -> Node:
    """A node; `pos` is another node's place, kept."""
    made: Node = {"t": kind} if content is None else {"t": kind, "c": content}
    if pos:
        made["pos"] = pos
    return made


def string(text: str, pos: Any = None) -> Node:
    return node("Str", text, pos)


def words(text: str, pos: Any = None) -> Nodes:
    """Plain text as Str and Space nodes."""
    made: Nodes = []
    for index, word in enumerate(text.split(" ")):
        if index:
            made.append(node("Space", pos=pos))
        if word:
            made.append(string(word, pos))
    return made


def span(content: Nodes, id: str = "", classes: Sequence[str] = (), **pairs: str) -> Node:
    return node("Span", [attr(id, classes, **pairs), content])


def div(content: Nodes, id: str = "", classes: Sequence[str] = (), **pairs: str) -> Node:
    return node("Div", [attr(id, classes, **pairs), content])


def plain(content: Nodes) -> Node:
    return node("Plain", content)


def para(content: Nodes) -> Node:
    return node("Para", content)


def link(content: Nodes, target: str, id: str = "", classes: Sequence[str] = (), **p: str) -> Node:
    return node("Link", [attr(id, classes, **p), content, [target, ""]])


def raw_inline(format: str, text: str) -> Node:
    """Markup for one format's writer; only renderers may make it."""
    return node("RawInline", [format, text])


def raw_block(format: str, text: str) -> Node:
    """Markup for one format's writer; only renderers may make it."""
    return node("RawBlock", [format, text])


ATTR_AT = {
    **dict.fromkeys(("Span", "Div", "Link", "Image", "Code", "CodeBlock", "Figure", "Table"), 0),
    "Header": 1,
}
"""Where a node's content has its attributes."""


def attr_of(n: Node) -> Attr:
    """The node's attribute triple; an empty one for kinds that have none."""
    at = ATTR_AT.get(n["t"])
    return attr() if at is None else list(n["c"][at])


def classes_of(n: Node) -> list[str]:
    at = ATTR_AT.get(n["t"])
    return [] if at is None else list(n["c"][at][1])


def has_class(n: Node, name: str) -> bool:
    at = ATTR_AT.get(n["t"])
    return at is not None and name in n["c"][at][1]


def id_of(n: Node) -> str:
    at = ATTR_AT.get(n["t"])
    return "" if at is None else str(n["c"][at][0])


def pairs_of(n: Node) -> dict[str, str]:
    return dict(attr_of(n)[2])


def place_of(n: Node) -> Place | None:
    """Where the node stands in the source, if it came from there."""
    return Place(*n["pos"]) if n.get("pos") else None


def walk(tree: Any) -> Iterator[Node]:
    """Every node below (and including) this one, in reading order."""
    waiting = [tree]  # the next one last
    while waiting:
        item = waiting.pop()
        if type(item) is dict:
            if "t" in item:
                yield item
            content = item.get("c")
            if content.__class__ in NESTED:
                waiting.append(content)
        elif type(item) is list:
            waiting.extend([part for part in reversed(item) if part.__class__ in NESTED])


NESTED = frozenset({list, dict})
"""What JSON has that holds something: trees are gone through many times, so this is asked fast."""


Change = Callable[[Node], Node | Nodes | None]


def rewrite(tree: Any, change: Change) -> Any:
    """A new tree: `change` sees each node after its children were rewritten.

    It returns a node, several (spliced into the list the node stood in), or None to keep it. What
    stays as it was is shared with the old tree, so that a step costs memory for its changes only.
    """
    if type(tree) is list:
        return _rewritten(tree, change)
    if type(tree) is not dict or "t" not in tree:
        return tree
    inner = tree
    content = tree.get("c")
    if content.__class__ in NESTED:
        new = _rewritten(content, change) if type(content) is list else rewrite(content, change)
        if new is not content:
            inner = {**tree, "c": new}
    changed = change(inner)
    return inner if changed is None else changed


def _rewritten(items: list[Any], change: Change) -> list[Any]:
    """The list anew, or itself where nothing in it changed."""
    made: list[Any] = []
    same = True
    for item in items:
        if item.__class__ not in NESTED:
            made.append(item)
            continue
        new = rewrite(item, change)
        if new is item:
            made.append(item)
            continue
        same = False
        if type(new) is list and type(item) is dict:
            made.extend(new)
        else:
            made.append(new)
    return items if same else made


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for cycles: trees have none, and a long text's million nodes would be
    gone through again and again (a third of the time of `check`)."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def text_of(tree: Any, *, notes: bool = False) -> str:
    """The words as one string; note bodies only when asked for."""
    if isinstance(tree, list):
        return "".join(text_of(item, notes=notes) for item in tree)
    if not isinstance(tree, dict) or "t" not in tree:
        return ""
    kind = tree["t"]
    if kind == "Str":
        return str(tree["c"])
    if kind in BREAKS:
        return BREAKS[kind]
    if kind in ("Code", "CodeBlock"):
        return str(tree["c"][1])
    if kind == "Note" and not notes:
        return ""
    return text_of(tree.get("c", []), notes=notes)


def document(blocks: Nodes, meta: dict[str, Any] | None = None) -> dict[str, Any]:
    """What pandoc's JSON reader takes."""
    return {"pandoc-api-version": PANDOC_API, "meta": meta or {}, "blocks": blocks}
