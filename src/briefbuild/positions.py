"""From pandoc's `sourcepos` wrappers to plain nodes that know their place.

`commonmark_x+sourcepos` wraps what has no attributes of its own in a Span or Div with
`wrapper=1 data-pos=3:5-3:9`. Here each wrapper is taken off and its place moved to the node's
`pos` key; neighbouring Strs become one; notes learn the label they were called by.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from briefbuild.fences import SIGNS, fenced
from briefbuild.problems import Place
from briefbuild.tree import Node, Nodes

TAB_STOP = 4  # CommonMark 0.31, 2.2
RANGE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")
THEMATIC_BREAK = re.compile(r"([-*])([ \t]*\1){2,}[ \t]*")
CALL = re.compile(r"\[\^([^\]]+)\]")
DEFINITION = re.compile(r"^[ >]{0,12}\[\^([^\]\s]+)\]:", re.MULTILINE)
TEXT, CODE = 1, 2
Range = tuple[int, int, int, int]


@dataclass
class Origin:
    """The text that a tree was read from, and which parts of it the tree holds.

    `fixed` is the one place that every node gets when the text is a value of a YAML file.
    """

    file: str
    text: str
    fixed: tuple[int, int] | None = None
    leaves: list[Range] = field(default_factory=list)
    """Ranges (line, column, end line, end column; the end excluded) of text that arrived."""
    code: list[Range] = field(default_factory=list)
    """Those of them that are code or raw markup, in which nothing is read."""
    links: list[Range] = field(default_factory=list)
    """Where links and pictures stand, with their targets, without their attributes."""
    unplaced: list[str] = field(default_factory=list)
    """Code that arrived and has no place: pandoc gives none to a note's (seen with 3.9)."""
    nested_calls: list[tuple[str, list[Any]]] = field(default_factory=list)
    """Note calls within notes, which pandoc drops: label and place."""
    called: set[str] = field(default_factory=set)
    """The labels of the notes that are called."""

    ends: dict[int, list[int]] = field(default_factory=dict)
    """Of each line with tabs that was asked for, the column of pandoc's behind each character."""

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def slice(self, span: Range) -> str:
        """The source text of a range within one line."""
        line = self.lines[span[0] - 1] if span[0] <= len(self.lines) else ""
        return line[span[1] - 1 : span[3] - 1]

    def character(self, line: int, column: int) -> int:
        """The character, counted from 1, at a column of pandoc's, for which a tab reaches to the
        next stop; a column within a tab is the tab's."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        if "\t" not in text:
            return column
        if line not in self.ends:
            ends, at = [], 1
            for character in text:
                at += TAB_STOP - (at - 1) % TAB_STOP if character == "\t" else 1
                ends.append(at)
            self.ends[line] = ends
        ends = self.ends[line]
        return bisect_right(ends, column) + 1 + max(0, column - ends[-1])

    @cached_property
    def starts(self) -> list[int]:
        """The index at which each line begins, and that of the text's end, twice."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return [*starts, starts[-1]]

    def line(self, index: int) -> int:
        """The line, counted from 1, in which a character of the text stands."""
        return bisect_right(self.starts, index, hi=len(self.starts) - 1)

    def place(self, index: int) -> Place:
        """Where a character of the text stands in its file."""
        if self.fixed:
            return Place(self.file, *self.fixed)
        line = self.line(index)
        return Place(self.file, line, index - self.starts[line - 1] + 1)

    def span(self, part: Range) -> tuple[int, int]:
        """A range as indexes into the text."""
        line, column, end_line, end_column = part
        return self.starts[line - 1] + column - 1, self.starts[end_line - 1] + end_column - 1

    @cached_property
    def kinds(self) -> bytes:
        """For each character: nothing (markup), TEXT or CODE. Only once the tree is placed."""
        kinds = bytearray(len(self.text))
        for ranges, kind in ((self.leaves, TEXT), (self.code, CODE)):
            for begin, end in map(self.span, ranges):
                kinds[begin:end] = bytes([kind]) * (end - begin)
        for begin, end in fenced(self.text):  # in a note's body that is nowhere called
            kinds[begin:end] = bytes([CODE]) * (end - begin)
        return bytes(kinds[: len(self.text)])

    def in_code(self, index: int) -> bool:
        return self.kinds[index] == CODE

    def is_printed(self, index: int) -> bool:
        """Whether the character is text of the tree, and not code."""
        return self.kinds[index] == TEXT

    def is_read(self, index: int) -> bool:
        """Whether a sign may be markup here: it is not in code and has no backslash before it."""
        before = self.text[max(0, index - 20) : index]
        escaped = (len(before) - len(before.rstrip("\\"))) % 2
        return not escaped and not self.in_code(index)

    @cached_property
    def bodies(self) -> dict[str, int]:
        """Where the first body of each note begins, by its label in small letters."""
        found = reversed(list(DEFINITION.finditer(self.text)))
        return {match[1].casefold(): match.start() + match[0].index("[") for match in found}

    def body(self, label: str) -> list[Any] | None:
        """The place of a note's body."""
        at = self.bodies.get(label.casefold())
        place = None if at is None else self.place(at)
        return [place.file, place.line, place.column] if place else None

    def pos(self, span: Range) -> list[Any]:
        line, column = self.fixed or span[:2]
        return [self.file, line, column]


def placed(tree: Any, origin: Origin) -> Any:
    """The tree without wrappers, each node with `pos`; fills `origin.leaves`."""
    return _placed(tree, origin, None)


def _placed(tree: Any, origin: Origin, around: Range | None) -> Any:
    if isinstance(tree, list):
        return _joined(_placed_list(tree, origin, around))
    if not isinstance(tree, dict) or "t" not in tree:
        return tree
    span = _range(tree, origin) or around
    if is_wrapper(tree):
        inner = tree["c"][1]
        if len(inner) == 1 and tree["t"] == "Span":
            return _leaf(inner[0], origin, span)
        return _placed(inner, origin, span)
    return _leaf(tree, origin, span)


def _placed_list(items: list[Any], origin: Origin, around: Range | None) -> list[Any]:
    made: list[Any] = []
    for item in items:
        new = _placed(item, origin, around)
        if isinstance(new, list) and isinstance(item, dict):
            made.extend(new)
        else:
            made.append(new)
    return made


def _leaf(node: Node, origin: Origin, span: Range | None) -> Node:
    """One real node with its place; its attributes lose the position they carried."""
    if is_rule(node, origin, span):
        node = {"t": "HorizontalRule"}
    kind = node["t"]
    made = {**node}
    if span:
        made["pos"] = origin.pos(span)
        if kind in ("Str", "Space", "Code", "CodeBlock", "RawInline",
                    "RawBlock", "HorizontalRule", "Math"):  # fmt: skip
            own = ranges(node, origin)
            origin.unplaced += [] if own or kind != "CodeBlock" else [node["c"][1]]
            parts = own or [span]
            origin.leaves += _below_fence(node, parts, origin) if kind == "CodeBlock" else parts
            origin.code += parts if kind in ("Code", "CodeBlock", "RawInline", "RawBlock") else []
    if kind in ("Link", "Image") and (own := ranges(node, origin)):
        origin.links.append((*min(own)[:2], *max(own)[2:]))
    if kind == "Str" and not node["c"] and span:
        call = CALL.fullmatch(origin.slice(span))
        if call:
            origin.nested_calls.append((call[1], made["pos"]))
    if kind == "Note" and span:
        call = CALL.fullmatch(origin.slice(span))
        made["label"] = call[1] if call else ""
        made["body"] = origin.body(made["label"]) or made["pos"]
        origin.called.add(made["label"])
        made["text"] = f"{origin.file}:{origin.fixed or ''}"
        origin.leaves.append(span)
    if "c" in node:
        made["c"] = _placed(_unmarked(node), origin, span)
    return made


def _below_fence(node: Node, parts: list[Range], origin: Origin) -> list[Range]:
    """Where the code itself stands, for code below a fence: of what follows the fence on its line,
    only the first word is read (CommonMark 0.31, 4.5)."""
    line, column, *_ = min(parts)
    opening = origin.lines[line - 1][column - 1 :]
    first = node["c"][1].partition("\n")[0]
    if not any(sign in opening for sign in SIGNS) or opening.strip() == first.strip():
        return parts
    below = [(max(span[:2], (line + 1, 1)), span[2:]) for span in parts]
    return [(*begin, *end) for begin, end in below if begin < end]


def is_rule(node: Node, origin: Origin, span: Range | None) -> bool:
    """Whether a list is a thematic break (CommonMark 0.31, 4.1): pandoc reads “* * *” and “- - -”
    as lists within lists, of which nothing prints (seen with pandoc 3.9)."""
    if node["t"] != "BulletList" or len(node["c"]) != 1 or span is None:
        return False
    line = origin.lines[span[0] - 1][span[1] - 1 :]
    return THEMATIC_BREAK.fullmatch(line) is not None


def _range(node: Node, origin: Origin) -> Range | None:
    """Where a node begins: the first of its ranges."""
    return min(ranges(node, origin), default=None)


def ranges(node: Node, origin: Origin) -> list[Range]:
    """The ranges in a node's data-pos, in characters; a block of several lines may have several.

    In a list, code and tables have the list's data-pos before their own.
    """
    found = [value for key, value in _pairs(node) if key == "data-pos"]
    matches = RANGE.findall(found[-1]) if found else []
    ends = [((int(a), int(b)), (int(c), int(d))) for a, b, c, d in matches]
    return [(a, origin.character(a, b), c, origin.character(c, d)) for (a, b), (c, d) in ends]


def _attr_index(node: Node) -> int | None:
    kind = node["t"]
    if kind in ("Span", "Div", "Link", "Image", "Code", "CodeBlock", "Figure", "Table"):
        return 0
    return 1 if kind == "Header" else None


def _pairs(node: Node) -> list[list[str]]:
    index = _attr_index(node)
    return node["c"][index][2] if index is not None else []


def is_wrapper(node: Node) -> bool:
    """Whether pandoc made it only to hold a place; one that the editor gave an id stays."""
    if node["t"] not in ("Span", "Div") or not any(key == "wrapper" for key, _ in _pairs(node)):
        return False
    id, classes, pairs = node["c"][0]
    return not id and not classes and len(pairs) == 2


def _unmarked(node: Node) -> Any:
    """The node's content, its attributes without data-pos."""
    index = _attr_index(node)
    if index is None:
        return node["c"]
    content = list(node["c"])
    id, classes, pairs = content[index]
    content[index] = [id, classes, [p for p in pairs if p[0] not in ("data-pos", "wrapper")]]
    return content


def _joined(items: list[Any]) -> list[Any]:
    """Neighbouring Strs as one: pandoc gives “Korea’s” as three when it tracks positions."""
    made: Nodes = []
    for item in items:
        if isinstance(item, dict) and item.get("t") == "Str":
            if not item["c"]:
                continue
            if made and isinstance(made[-1], dict) and made[-1].get("t") == "Str":
                made[-1] = {**made[-1], "c": made[-1]["c"] + item["c"]}
                continue
        made.append(item)
    return made
