"""The tree as pandoc's HTML writers need it: shared by print page, EPUB and web page.

The transformed tree (docs/architecture.md) has conventions that HTML has better words for. Here
each becomes what the `html5` and `epub3` writers turn into good markup:

    Div.title                   → Header 1 .title; the sections' headings move down by `headings`
    Span.note-call [ Note ]     → Link #call-7 .note-call {role=doc-noteref} ("#note-7"); its body
    Span.note-recall            → Link #call-7-2 .note-recall, to the same body
    Image "figures/x.svg"       → Image with the address that the format gives the built figure
    OrderedList “a)”, “(iv)”    → within Div.one-paren, Div.two-parens, as HTML has points only
    key, mark, kind, number     → gone: they are the program's own

Notes' bodies are taken out, in the order of their calls; the format places them. Figures, tables,
definition lists and components go through as they are: the writers make `figure`, `figcaption`,
`caption`, `dl` of them. Ids, classes and `lang` are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from briefbuild.numerals import FIGURES, numeral
from briefbuild.tree import Attr, Node, Nodes, attr_of, div, has_class, pairs_of, rewrite, string

OWN_PAIRS = frozenset({"key", "mark", "kind", "number"})
HANGING = 0.5
"""Of the type's size: how wide a number may be, without its point, that hangs within the indent."""
WIDTHS = {"i": 0.3, "j": 0.3, "l": 0.3, "m": 0.85, "w": 0.75, "I": 0.35, "J": 0.35, "M": 0.9}
LIST_SIGNS = {"OneParen": "one-paren", "TwoParens": "two-parens"}
ATTR_FIRST = frozenset({"Span", "Div", "Link", "Image", "Code", "CodeBlock", "Figure", "Table"})


@dataclass(frozen=True)
class NoteBody:
    """A note's body, to be placed by the format."""

    key: str
    """Unique in the brief: "7", or "a1" for an author's note with a symbol."""
    mark: str
    """What is printed: "7" or "*"."""
    blocks: Nodes
    calls: tuple[str, ...] = ()
    """The ids of its calls, the first one first."""

    @property
    def id(self) -> str:
        """The id that the body must be given: the calls lead to it."""
        return note_id(self.key)


@dataclass(frozen=True)
class Lowered:
    """A tree for the HTML writers, and the notes it calls."""

    blocks: Nodes
    notes: tuple[NoteBody, ...]
    """In the order of their first calls, whichever part of the page these stand in."""


def note_id(key: str) -> str:
    return f"note-{key}"


def lower(blocks: Nodes, *, image: Callable[[str], str], headings: int = 0) -> Lowered:
    """Turn the conventions into what the HTML writers know.

    `image` gives the address of a built figure from its target in the tree; `headings` is by how
    many levels the sections go down: 1 where title and text share a page, which has one `h1`.
    """
    bodies: dict[str, tuple[str, Nodes]] = {}
    calls: dict[str, list[str]] = {}

    def change(n: Node) -> Node | Nodes | None:
        if n["t"] == "Span" and (has_class(n, "note-call") or has_class(n, "note-recall")):
            key, mark = pairs_of(n)["key"], pairs_of(n)["mark"]
            calls.setdefault(key, []).append(attr_of(n)[0])
            for body in n["c"][1]:
                bodies[key] = (mark, body["c"])
            return _call(n, key, mark)
        if n["t"] == "Image":
            attr, alt, (target, _) = n["c"]
            return {**n, "c": [_outward(attr), alt, [image(target), ""]]}
        if n["t"] == "Header":
            level, attr, text = n["c"]
            return {**n, "c": [level + headings, _outward(attr), text]}
        if n["t"] == "Div" and has_class(n, "title"):
            text = [inline for block in n["c"][1] for inline in block["c"]]
            return {**n, "t": "Header", "c": [1, n["c"][0], text]}
        if n["t"] == "OrderedList" and n["c"][0][2]["t"] in LIST_SIGNS:
            return div([n], classes=[LIST_SIGNS[n["c"][0][2]["t"]]])
        if n["t"] in ATTR_FIRST:
            return {**n, "c": [_outward(n["c"][0]), *n["c"][1:]]}
        return None

    lowered = rewrite(blocks, change)
    notes = (NoteBody(key, mark, body, tuple(calls[key])) for key, (mark, body) in bodies.items())
    return Lowered(lowered, tuple(notes))


def _call(n: Node, key: str, mark: str) -> Node:
    """The link from a call to its note's body; DPUB-ARIA 1.1 gives the role."""
    id, classes, pairs = _outward(attr_of(n))
    attr = [id, classes, [*pairs, ["role", "doc-noteref"]]]
    return {**n, "t": "Link", "c": [attr, [string(mark)], ["#" + note_id(key), ""]]}


def _outward(attr: Attr) -> Attr:
    """The attributes without the program's own."""
    id, classes, pairs = attr
    return [id, classes, [pair for pair in pairs if pair[0] not in OWN_PAIRS]]


def name_lists(root: Element) -> None:
    """Give lists the names that `lower` put around them, in a page that was read as HTML: there a
    list stands beside other lists, or in an item, and styles must see that.

    `--beyond` is by how much a list's widest number is wider than one figure.
    """
    for numbered in root.iter("ol"):
        first, kind = int(numbered.get("start") or 1), numbered.get("type") or FIGURES
        widest = max(
            (_width(numeral(first + i, kind)) for i in range(len(numbered))), default=HANGING
        )
        if widest > HANGING:
            numbered.set("style", f"--beyond: {widest - HANGING:.6g}em")
    for parent in list(root.iter()):
        for index, child in enumerate(parent):
            if child.tag == "div" and child.get("class") in LIST_SIGNS.values():
                numbered = child[0]
                numbered.set("class", child.get("class") or "")
                numbered.tail = child.tail
                parent[index] = numbered


def _width(number: str) -> float:
    """About how wide a number is, by the type's size: a half for figures and most small letters."""
    return sum(WIDTHS.get(c, 0.7 if c.isupper() else HANGING) for c in number)
