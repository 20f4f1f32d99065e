"""Tables: the paragraph “: Caption {#tbl-x}” after a table is its caption; tables are counted;
columns of numbers stand to the right; columns are as wide as their words need.
"""

from __future__ import annotations

from typing import Any

from briefbuild.decimals import Number, column, number
from briefbuild.problems import Problem, problem
from briefbuild.transform.captions import caption, is_caption
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, id_of, node, place_of, rewrite, text_of, walk


def tables(blocks: Nodes, context: Context) -> Outcome:
    """Attach captions, number captioned tables, report captions without a table."""
    problems: list[Problem] = []
    attached = _attached(blocks, problems)
    problems += [problem("table-caption", place_of(n)) for n in _defined(attached)]
    count = 0

    def with_number(n: Node) -> Node | None:
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

    counted = rewrite(attached, with_number)
    return rewrite(counted, lambda n: _set_columns(n, context.brief.lang)), problems


def _attached(tree: Any, problems: list[Problem]) -> Any:
    """The tree with each caption paragraph moved into the table before it, on every level."""
    if isinstance(tree, dict):
        return {**tree, "c": _attached(tree["c"], problems)} if "c" in tree else tree
    if not isinstance(tree, list):
        return tree
    made: list[Any] = []
    for n in [_attached(item, problems) for item in tree]:
        if not is_caption(n):
            made.append(n)
        elif made and made[-1].get("t") == "Table" and not made[-1]["c"][1][1]:
            made[-1] = _captioned(made[-1], n)
        else:
            problems.append(problem("table-caption", place_of(n)))
            made.append(n)
    return made


def _set_columns(n: Node, language: str) -> Node | None:
    """A table whose columns of numbers are set to the right, unless the editor set them otherwise.
    The first column, which names the rows (years, say), is left as it is.

    pandoc makes columns as wide as the dashes below the head say once a line of the source is
    longer than 72 characters, which no editor means: here they have no widths. Rows of units that
    begin a body are heads."""
    if n["t"] != "Table":
        return None
    attributes, legend, columns, head, bodies, foot = n["c"]
    columns = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
    rows = [cells for body in bodies for _, cells in body[3]]
    if all(len(cells) == len(columns) for cells in rows):
        for place, made in enumerate(columns[1:], 1):
            numbers = column([text_of(cells[place][4]) for cells in rows], language)
            if made[0]["t"] == "AlignDefault" and numbers is not None:
                made[0] = {"t": "AlignRight"}
        head, bodies = _with_units(head, bodies, language)
    return {**n, "c": [attributes, legend, columns, head, bodies, foot]}


def _with_units(head: Any, bodies: list[Any], language: str) -> tuple[Any, list[Any]]:
    """The head with the rows of units that begin the body, and the bodies without them: such a row
    has nothing in its first cell and words in all others, and a row with a number follows."""
    if not bodies or not text_of(head[1]).strip():
        return head, bodies
    (attributes, own, above, rows), *others = bodies
    found = [[number(text_of(cell[4]), language) for cell in cells] for _, cells in rows]
    units = 0
    for first, *rest in found:
        if first != Number("") or not rest or any(n is not None for n in rest):
            break
        units += 1
    if units == len(rows) or not any(n and n.whole[-1:].isdecimal() for n in found[units][1:]):
        return head, bodies
    body = [attributes, own, above, rows[units:]]
    return [head[0], [*head[1], *rows[:units]]], [body, *others]


def _defined(blocks: Nodes) -> list[Node]:
    """Captions that were read as the definition of the paragraph before them."""
    lists = (n for n in walk(blocks) if n["t"] == "DefinitionList")
    return [
        n
        for definitions in lists
        for n in walk(definitions)
        if n["t"] == "Span" and id_of(n).startswith("tbl-")
    ]


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
