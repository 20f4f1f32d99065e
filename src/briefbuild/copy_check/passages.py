"""The brief as an editor reads it: passage by passage, as plain characters with their places.

Passages are taken from the assembled tree, as it was read and before anything is set: quotation
marks are those that readers will see, dashes those that were typed. What the house's templates say
is no part of it, since no brief can change it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from briefbuild.model import Brief
from briefbuild.positions import Origin
from briefbuild.problems import Place
from briefbuild.transform.captions import is_caption
from briefbuild.transform.typography import quotation_marks
from briefbuild.tree import BREAKS, Node, Nodes, pairs_of

Kind = Literal["paragraph", "heading", "caption", "cell", "note", "field"]
"""`field` is a text of brief.yaml: title, summary, credit, alternative text."""
LEFT_OUT = "\ufffc"
"""Stands for code and pictures: U+FFFC, “used as placeholder in text for an otherwise unspecified
object” (The Unicode Standard, 23.8)."""
EMPHASIS = "emphasis"
MARKED = {"Emph": EMPHASIS, "Strong": EMPHASIS, "Quoted": "quotation", "Superscript": "raised"}
CHANGED = re.compile(r"\\(?=[^\w\s])|---?|\.\.\.|&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
"""What of a source isn't the character that stands for it in the tree."""


@dataclass(frozen=True)
class Stretch:
    """A part of a passage, from its character `begin` to before `end`.

    `kind` is `emphasis`, `quotation`, `raised`, `link` (`value` is its target), `foreign` (its
    language) or `call` (of a note, its label; nothing lies between begin and end).
    """

    kind: str
    begin: int
    end: int
    value: str = ""


@dataclass(frozen=True)
class _Run:
    """Characters of one piece of the source, and where the first of them stands."""

    begin: int
    place: Place
    line: str = ""
    """The source's line; nothing where all characters share one place."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a whole note …: what an editor reads in one go."""

    kind: Kind
    text: str
    runs: tuple[_Run, ...]
    stretches: tuple[Stretch, ...] = ()

    def place(self, index: int) -> Place:
        """Where a character of the text stands in the source."""
        run = self.runs[max(0, bisect_right(self.runs, index, key=lambda r: r.begin) - 1)]
        if not run.line:
            return run.place
        return Place(run.place.file, run.place.line, _column(run, self.text, index))

    def within(self, kind: str) -> Iterator[Stretch]:
        """The stretches of one kind, in order of their beginnings."""
        return (s for s in self.stretches if s.kind == kind)

    def is_in(self, kind: str, index: int) -> bool:
        """Whether a character lies in a stretch of this kind."""
        return any(s.begin <= index < s.end for s in self.within(kind))

    def plain(self, *kinds: str) -> str:
        """The text with LEFT_OUT for each character of these kinds: all indexes stay."""
        return self.without(lambda stretch, _: stretch.kind in kinds)

    def without(self, hidden: Callable[[Stretch, str], bool]) -> str:
        """The text with LEFT_OUT for each character of the stretches of which `hidden` says so."""
        parts: list[str] = []
        done = 0
        for stretch in self.stretches:
            if stretch.end > done and hidden(stretch, self.text):
                begin = max(done, stretch.begin)
                parts += [self.text[done:begin], LEFT_OUT * (stretch.end - begin)]
                done = stretch.end
        return "".join([*parts, self.text[done:]])


@dataclass(frozen=True)
class Note:
    """A note, in the order of the first calls; its paragraphs are parted by line feeds."""

    label: str
    file: str
    """The file of its section: labels are its own."""
    passage: Passage
    called: Place
    """Where it is first called."""

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def links(self) -> list[Stretch]:
        """The links in it, with their targets; `passage.place(link.begin)` is a link's place."""
        return list(self.passage.within("link"))


def _column(run: _Run, text: str, index: int) -> int:
    """The column of a character: the reader makes one of `--`, of `\\*` and of `&amp;`."""
    at = run.place.column - 1
    for character in text[run.begin : index]:
        changed = CHANGED.match(run.line, at)
        if changed and run.line[at : at + 1] != character:
            at = changed.end() + (changed[0] == "\\")
        else:
            at += 1
    escaped = run.line[at : at + 1] == "\\" != text[index : index + 1]
    return at + 1 + escaped


class Reader:
    """Takes the passages and notes from trees of the same brief."""

    def __init__(self, brief: Brief, origins: Sequence[Origin]) -> None:
        self.marks = quotation_marks(brief.lang)
        self.origins = {origin.file: origin for origin in origins if not origin.fixed}
        self.passages: list[Passage] = []
        self.notes: list[Note] = []
        self._called: set[tuple[str, str]] = set()
        self._seen: set[tuple[Place, str]] = set()

    def read(self, tree: Any, kind: Kind = "paragraph") -> None:
        """Add the passages of a tree; a note's stands behind that which calls it."""
        if isinstance(tree, list):
            for item in tree:
                self.read(item, kind)
        if not isinstance(tree, dict) or "c" not in tree:
            return
        content = tree["c"]
        if tree["t"] in ("Para", "Plain"):
            alone = [n for n in content if n["t"] not in BREAKS]
            if len(alone) == 1 and alone[0]["t"] == "Image":
                self._add(alone[0]["c"][1], "caption")
            else:
                self._add(content, "caption" if is_caption(tree) else kind)
        elif tree["t"] == "Header":
            self._add(content[2], "heading")
        elif tree["t"] in ("LineBlock", "DefinitionList"):
            self._lines(tree)
        elif tree["t"] not in ("CodeBlock", "RawBlock"):
            self.read(content, "cell" if tree["t"] == "Table" else kind)

    def _lines(self, tree: Node) -> None:
        for item in tree["c"]:
            if tree["t"] == "LineBlock":
                self._add(item, "paragraph")
            else:
                self._add(item[0], "paragraph")
                self.read(item[1])

    def field(self, text: str, place: Place) -> None:
        """Add a text without markup."""
        self._keep(Passage("field", text, (_Run(0, place),)))

    def _add(self, inlines: Nodes, kind: Kind) -> None:
        taken = _Taken(self)
        taken.take(inlines)
        if taken.runs:
            own = taken.runs[0].line
            self._keep(taken.passage(kind if own else "field"))
        for n in taken.called:
            self._note(n)

    def _keep(self, passage: Passage) -> None:
        """A field may be printed twice, a title in the citation too; it is read once."""
        if not passage.text.strip() or not passage.runs:
            return
        key = (passage.runs[0].place, passage.text)
        if key not in self._seen:
            self._seen.add(key)
            self.passages.append(passage)

    def _note(self, note: Node) -> None:
        key = (note["text"], note["label"].casefold())
        if key in self._called:
            return
        self._called.add(key)
        taken = _Taken(self)
        for block in note["c"]:
            taken.blocks(block)
        passage = taken.passage("note")
        if note.get("pos") and taken.runs and not note.get("author"):
            file, line, column = note["pos"]
            self.notes.append(Note(note["label"], file, passage, Place(file, line, column)))
        self._keep(passage)


class _Taken:
    """The characters of one passage, as they are gathered."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[_Run] = []
        self.stretches: list[Stretch] = []
        self.called: list[Node] = []

    def passage(self, kind: Kind) -> Passage:
        text = "".join(self.parts)
        found = {*self.stretches, *_typed_quotations(text, self.reader.marks)}
        stretches = sorted(found, key=lambda s: (s.begin, s.end, s.kind))
        return Passage(kind, text, tuple(self.runs), tuple(stretches))

    def put(self, text: str, n: Node) -> None:
        if n.get("pos"):
            place = Place(*n["pos"])
            origin = self.reader.origins.get(place.file)
            line = origin.lines[place.line - 1] if origin else ""
            self.runs.append(_Run(self.length, place, line))
        self.parts.append(text)
        self.length += len(text)

    def blocks(self, block: Node) -> None:
        """The text of a note's block; blocks are parted by line feeds."""
        if self.parts:
            self.put("\n", {})
        if block["t"] in ("Para", "Plain"):
            self.take(block["c"])
        else:
            self.take([n for n in _inner(block) if n["t"] not in ("CodeBlock", "RawBlock")])

    def take(self, inlines: Any) -> None:
        for n in inlines:
            self._inline(n)

    def _inline(self, n: Node) -> None:
        kind, begin = n["t"], self.length
        if kind == "Str":
            self.put(n["c"], n)
        elif kind in BREAKS:
            self.put(" ", n)
        elif kind in ("Code", "Math", "Image"):
            self.put(LEFT_OUT, n)
        elif kind in ("Para", "Plain"):
            self.blocks(n)
        elif kind == "Note":
            self.called.append(n)
            self.stretches.append(Stretch("call", begin, begin, n["label"]))
        elif kind == "Quoted":
            first = 2 if n["c"][0]["t"] == "SingleQuote" else 0
            self.put(self.reader.marks[first], n)
            self.take(n["c"][1])
            self.put(self.reader.marks[first + 1], {})
        elif kind in ("Link", "Span", "Cite"):
            self.take(n["c"][1])
        elif kind != "RawInline":
            self.take(n.get("c", []))
        self._mark(n, begin)

    def _mark(self, n: Node, begin: int) -> None:
        end, kind = self.length, n["t"]
        if kind in MARKED:
            self.stretches.append(Stretch(MARKED[kind], begin, end))
        elif kind == "Link":
            self.stretches.append(Stretch("link", begin, end, n["c"][2][0]))
        elif "lang" in pairs_of(n):
            self.stretches.append(Stretch("foreign", begin, end, pairs_of(n)["lang"]))


def _typed_quotations(text: str, marks: str) -> Iterator[Stretch]:
    """Quotations between marks that were typed curly: the reader makes nodes of straight ones."""
    if marks[0] != marks[1]:
        for match in re.finditer(rf"{marks[0]}[^{marks[:2]}]*{marks[1]}", text):
            yield Stretch("quotation", match.start(), match.end())


def _inner(tree: Any) -> Iterator[Node]:
    """The paragraphs within a block, whatever holds them."""
    if isinstance(tree, list):
        for item in tree:
            yield from _inner(item)
    elif isinstance(tree, dict):
        if tree["t"] in ("Para", "Plain"):
            yield tree
        elif tree["t"] not in ("CodeBlock", "RawBlock"):
            yield from _inner(tree.get("c"))
