"""Tables: the paragraph “: Caption {#tbl-x}” after a table is its caption; tables are counted."""

from __future__ import annotations

from briefbuild.problems import Problem, problem
from briefbuild.transform.captions import caption
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, id_of, node, place_of, rewrite, text_of


def tables(blocks: Nodes, context: Context) -> Outcome:
    """Attach captions, number captioned tables, report captions without a table."""
    problems: list[Problem] = []
    attached = _attached(blocks, problems)

    def in_divs(n: Node) -> Node | None:
        inside = n["t"] == "Div"
        return {**n, "c": [n["c"][0], _attached(n["c"][1], problems)]} if inside else None

    attached = rewrite(attached, in_divs)
    count = 0

    def number(n: Node) -> Node | None:
        nonlocal count
        if n["t"] != "Table":
            return None
        if not text_of(n["c"][3]).strip():
            problems.append(problem("table-header", place_of(n)))
        if not n["c"][1][1]:
            return None
        count += 1
        attributes, (short, (text,)), *rest = n["c"]
        label = {**caption("table", count, text["c"], context), "pos": text.get("pos")}
        return {**n, "c": [attributes, [short, [label]], *rest]}

    return rewrite(attached, number), problems


def _attached(items: Nodes, problems: list[Problem]) -> Nodes:
    """Blocks of one level, each caption paragraph moved into the table before it."""
    made: Nodes = []
    for n in items:
        if not _is_caption(n):
            made.append(n)
        elif made and made[-1]["t"] == "Table" and not made[-1]["c"][1][1]:
            made[-1] = _captioned(made[-1], n)
        else:
            problems.append(problem("table-caption", place_of(n)))
            made.append(n)
    return made


def _is_caption(n: Node) -> bool:
    if n["t"] != "Para" or not n["c"]:
        return False
    first = n["c"][0]
    return first["t"] == "Str" and first["c"] == ":" and len(n["c"]) > 1


def _captioned(table: Node, paragraph: Node) -> Node:
    text, id = _split_id(paragraph["c"][2:])
    (own, classes, pairs), _, *rest = table["c"]
    words = node("Plain", text, paragraph.get("pos"))
    return {**table, "c": [[id or own, classes, pairs], [None, [words]], *rest]}


def _split_id(inlines: Nodes) -> tuple[Nodes, str]:
    """The caption's words, and the id that pandoc hung on the last of them."""
    if inlines and inlines[-1]["t"] == "Span" and id_of(inlines[-1]).startswith("tbl-"):
        last = inlines[-1]
        kept = [n for n in last["c"][1] if n["t"] != "Space"]
        return [*inlines[:-1], *kept], id_of(last)
    return inlines, ""
