"""Headings: every section opens with one, every heading has an id, levels don't jump."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePath

from briefbuild.problems import Place, Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, attr_of, id_of, place_of, rewrite, text_of, walk

KINDS = {
    "Para": "paragraph",
    "Plain": "paragraph",
    "BulletList": "list",
    "OrderedList": "list",
    "BlockQuote": "quotation",
    "Table": "table",
    "Div": "component",
    "CodeBlock": "code block",
}
DEEPEST = 5
"""The title is the first heading, and HTML has six levels."""


def headings(blocks: Nodes, context: Context) -> Outcome:
    """Give each heading an id that is unique through the brief; report faults of the outline."""
    strays = _strays(blocks)
    problems = list({str(told): told for _, told in strays}.values())  # once for all calls
    problems += [*_openings(blocks), *_levels(blocks, {id(n) for n, _ in strays})]
    taken, doubled = _explicit_ids(blocks)
    tried: dict[str, int] = {}
    problems += doubled

    def identify(n: Node) -> Node | None:
        if n["t"] != "Header" or id_of(n):
            return None
        level, (_, classes, pairs), content = n["c"]
        id = _free(f"sec-{slug(text_of(content))}".rstrip("-"), taken, tried)
        return {**n, "c": [level, [id, classes, pairs], content]}

    return rewrite(blocks, identify), problems


def slug(text: str) -> str:
    """Letters and digits of the text, joined by hyphens: “Korea’s Past” → “koreas-past”."""
    plain = unicodedata.normalize("NFKD", text.lower()).replace("’", "").replace("'", "")
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", kept).strip("-_")


def _free(id: str, taken: set[str], tried: dict[str, int]) -> str:
    """The id, or the first free one with a number; `tried` has the last number of each."""
    candidate, n = id, tried.get(id, 1)
    while candidate in taken:
        n += 1
        candidate = f"{id}-{n}"
    taken.add(candidate)
    tried[id] = n
    return candidate


def _explicit_ids(blocks: Nodes) -> tuple[set[str], list[Problem]]:
    """Ids that the editor gave; each may be given once."""
    first: dict[str, Place | None] = {}
    problems = []
    for n in walk(blocks):
        id = str(attr_of(n)[0])
        if not id:
            continue
        if id in first:
            problems.append(problem("id-duplicate", place_of(n), id=id, first=first[id]))
        else:
            first[id] = place_of(n)
    return set(first), problems


def _openings(blocks: Nodes) -> list[Problem]:
    """A section file opens with a heading of the first level and has no second one."""
    problems = []
    file = None
    for block in blocks:
        place = place_of(block)
        if place is None or place.file.endswith(".yaml"):
            continue
        first_level = block["t"] == "Header" and block["c"][0] == 1
        if place.file != file:
            file = place.file
            if not first_level:
                found = KINDS.get(block["t"], "heading of a lower level")
                problems.append(problem("section-heading", place, found=found))
        elif first_level:
            problems.append(problem("section-heading-second", place))
    return problems


def _strays(blocks: Nodes) -> list[tuple[Node, Problem]]:
    """Headings that stand beside the outline, in notes and in fields of brief.yaml or house.yaml.

    Where a note or the box about the authors is read differs from format to format: a heading
    there would be of the right level in one of them and skip a level in another.
    """
    found: list[tuple[Node, Place | None]] = []
    for n in walk(blocks):
        place = place_of(n)
        if n["t"] == "Note":
            body = place_of({**n, "pos": n.get("body", n.get("pos"))})
            found += [(h, body) for h in walk(n["c"]) if h["t"] == "Header"]
        elif n["t"] == "Header" and place and place.file.endswith(".yaml"):
            found.append((n, place))
    return [(n, problem("heading-place", place, where=_where(place))) for n, place in found]


def _where(place: Place | None) -> str:
    field = place is not None and place.file.endswith(".yaml")
    return f"a field of {PurePath(place.file).name}" if field and place else "a note"


def _levels(blocks: Nodes, strays: Collection[int]) -> list[Problem]:
    """Empty headings, and levels that the outline hasn't or that it doesn't reach step by step:
    PDF/UA-1 (7.4.2) and Word's checker refuse those, WCAG 2.2 (1.3.1) speaks against them."""
    problems = []
    before = 0
    for n in walk(blocks):
        if n["t"] != "Header" or id(n) in strays:
            continue
        level = n["c"][0]
        if not text_of(n["c"][2]).strip():
            problems.append(problem("heading-empty", place_of(n)))
        if level > DEEPEST:
            problems.append(problem("heading-deep", place_of(n), most=DEEPEST))
        if before and level > before + 1:
            facts = {"before": before, "after": level, "expected": "#" * (before + 1)}
            problems.append(problem("heading-jump", place_of(n), **facts))
        before = level
    return problems
