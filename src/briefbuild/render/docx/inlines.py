"""Within paragraphs: notes' calls, captions' numbers, references and pictures in Word's own terms.

Span.caption-number             → a SEQ field within a bookmark: “Figure 1”
Link.cross-reference            → a REF field to that bookmark, or to the one around a heading
Span.note-recall                → a NOTEREF field to the bookmark around the first call
ids                             → bookmarks, in names that Word takes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.sax.saxutils import quoteattr

from briefbuild.render.docx.xml import around, field
from briefbuild.tree import (
    FIGURE_SIZES,
    Node,
    Nodes,
    attr,
    has_class,
    id_of,
    node,
    pairs_of,
    raw_block,
    raw_inline,
    string,
    text_of,
    walk,
)

LONGEST = 40  # letters in a bookmark's name, as Word reads ISO 29500-1, 17.13.6.2
BOOKMARKS_FROM = 100_000  # far above what pandoc counts from; the package numbers them anew
SEQUENCES = {"figure": "Figure", "table": "Table"}
OPENED, CLOSED = re.compile(r"^[^\w\s]\s?"), re.compile(r"\s?[^\w\s]$")
"""Quotation marks, in French with their space."""
SPAN_STYLES = {
    "caption-label": "Caption Label",
    "affiliation": "Affiliation",
    "institute": "Institute",
}

Picture = tuple[str, float, float]
"""A picture's file, and the width and height at which it is set, in points."""


def raw(xml: str) -> Node:
    return raw_inline("openxml", xml)


def bookmark_names(blocks: Nodes) -> dict[str, str]:
    """A bookmark's name for each id: letters, digits and underscores, from a letter on, unique."""
    names: dict[str, str] = {}
    for id in (id_of(n) for n in walk(blocks)):
        if not id or id in names:
            continue
        base = re.sub(r"\W", "_", id, flags=re.ASCII)
        base = (base if base[:1].isalpha() else f"b_{base}")[:LONGEST]
        name, nth = base, 1
        while name in names.values():
            nth += 1
            name = f"{base[: LONGEST - len(str(nth)) - 1]}_{nth}"
        names[id] = name
    return names


def owners(blocks: Nodes) -> dict[tuple[str, str], str]:
    """The id of each counted figure and table, by its kind and number."""
    found: dict[tuple[str, str], str] = {}
    for n in walk(blocks):
        if n["t"] in ("Figure", "Table") and id_of(n):
            for inner in walk(n["c"][1]):
                pairs = pairs_of(inner)
                if has_class(inner, "caption-number"):
                    found[pairs["kind"], pairs["number"]] = id_of(n)
    return found


def recalled(blocks: Nodes) -> frozenset[str]:
    """The keys of the notes that are called more than once."""
    return frozenset(pairs_of(n)["key"] for n in walk(blocks) if has_class(n, "note-recall"))


def is_call(n: Node) -> bool:
    return has_class(n, "note-call") or has_class(n, "note-recall")


def parted(blocks: Nodes) -> frozenset[str]:
    """The ids of headings with words after a note's call: no bookmark holds their words alone."""
    found: set[str] = set()
    for n in walk(blocks):
        if n["t"] == "Header":
            text = n["c"][2]
            first = next((i for i, part in enumerate(text) if is_call(part)), len(text))
            if any(not is_call(part) for part in text[first:]):
                found.add(id_of(n))
    return frozenset(found)


@dataclass(frozen=True)
class Inlines:
    """What becomes of the nodes within paragraphs, and of what carries an id."""

    names: Mapping[str, str]
    owners: Mapping[tuple[str, str], str]
    parted: Collection[str]
    """Headings whose words no field can repeat."""
    recalled: Collection[str]
    """The keys of notes that are called again: no other call needs a bookmark."""
    picture: Callable[[str, str], Picture]
    """The built picture of an image's target, in the size of a class; of none for ""."""

    def change(self, n: Node) -> Node | Nodes | None:
        kind, id = n["t"], id_of(n)
        if kind == "Span":
            return self._span(n)
        if kind == "Link":
            return self._marked(id, self._link(n))
        if kind == "Header":
            level, (_, _, _), text = n["c"]
            return {**n, "c": [level, attr(), self._heading(id, text)]}
        if kind == "Image":
            return self._marked(id, [self._image(n)])
        if kind == "Code":
            return self._marked(id, [{**n, "c": [attr(), n["c"][1]]}])
        return self._block(n, id)

    def _block(self, n: Node, id: str) -> Node | Nodes | None:
        """Blocks that carry an id; counted figures and tables have it at their number."""
        if n["t"] == "CodeBlock":
            return [*self._point(id), {**n, "c": [attr(), n["c"][1]]}]
        if n["t"] == "Div" and id:
            _, classes, pairs = n["c"][0]
            return {**n, "c": [["", classes, pairs], [*self._point(id), *n["c"][1]]]}
        if n["t"] in ("Figure", "Table") and id not in self.owners.values():
            return [*self._point(id), n]
        return None

    def _point(self, id: str) -> Nodes:
        """A bookmark between paragraphs."""
        return [raw_block("openxml", "".join(self._ends(id)))] if id else []

    def _span(self, n: Node) -> Node | Nodes | None:
        (id, classes, pairs), content = n["c"]
        if "note-recall" in classes:
            first = self.names[f"call-{pairs_of(n)['key']}"]
            code = f"NOTEREF {first} \\f \\h"
            return [raw(field(code, pairs_of(n)["mark"], "FootnoteReference"))]
        if "note-call" in classes:
            return self._marked(id if pairs_of(n)["key"] in self.recalled else "", content)
        if "caption-number" in classes:
            return self._number(n)
        kept = [pair for pair in pairs if pair[0] == "lang"]
        if "smallcaps" in classes:
            content = [node("SmallCaps", content)]
        styles = [SPAN_STYLES[name] for name in classes if name in SPAN_STYLES]
        made = {**n, "c": [["", [], [*kept, *(["custom-style", s] for s in styles)]], content]}
        return self._marked(id, [made] if kept or styles else content)

    def _heading(self, id: str, text: Nodes) -> Nodes:
        """The words within the bookmark, the calls of notes behind it: Word, which puts what a
        bookmark holds in a reference's place, would put the notes there a second time."""
        end = len(text) if id in self.parted else _first_call(text)
        return [*self._marked(id, text[:end]), *text[end:]]

    def _marked(self, id: str, content: Nodes) -> Nodes:
        """Inlines within the bookmark of an id."""
        if not id:
            return content
        start, end = self._ends(id)
        return [raw(start), *content, raw(end)]

    def _ends(self, id: str) -> tuple[str, str]:
        name, number = quoteattr(self.names[id]), self._numbers[id]
        start = f'<w:bookmarkStart w:id="{number}" w:name={name}/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id: number for number, id in enumerate(self.names, BOOKMARKS_FROM)}

    def _number(self, n: Node) -> Nodes:
        """“Figure 1”, the number as a SEQ field within the bookmark that references lead to."""
        pairs, text = pairs_of(n), text_of(n)
        word, number = text.removesuffix(pairs["number"]), pairs["number"]
        counted = raw(field(f"SEQ {SEQUENCES[pairs['kind']]} \\* ARABIC", number, "CaptionLabel"))
        owner = self.owners.get((pairs["kind"], number), "")
        return [string(word), *self._marked(owner, [counted])]

    def _link(self, n: Node) -> Nodes:
        """References as fields. “Figure” and its space stand before theirs: LibreOffice ends lines
        within a field, at a no-break space too."""
        (_, classes, _), text, (target, _) = n["c"]
        if not target.startswith("#"):
            return [{**n, "c": [attr(), text, [target, ""]]}]
        name, kind = self.names[target[1:]], pairs_of(n).get("kind")
        if "cross-reference" in classes and kind in SEQUENCES:
            shown, number = text_of(text), pairs_of(n)["number"]
            return [string(shown.removesuffix(number)), raw(field(_reference(name), number))]
        quoted = _without_marks(text) if target[1:] not in self.parted else None
        if "cross-reference" in classes and quoted:
            before, words, after = quoted
            begin, end = around(_reference(name))
            return [string(before), raw(begin), *words, raw(end), string(after)]
        return [{**n, "c": [attr(), text, [f"#{name}", ""]]}]

    def _image(self, n: Node) -> Node:
        (_, classes, _), alt, (target, _) = n["c"]
        classes = [name for name in classes if name in FIGURE_SIZES]
        file, width, height = self.picture(target, classes[0] if classes else "")
        size = attr("", classes, width=f"{width / 72:.4f}in", height=f"{height / 72:.4f}in")
        return {**n, "c": [size, alt, [file, ""]]}


def _first_call(text: Nodes) -> int:
    """Where the first call stands, with its bookmark if it has one; the length if there is none."""
    for index, part in enumerate(text):
        if part["t"] == "Note":
            return index - (index > 0 and text[index - 1]["t"] == "RawInline")
        if part["t"] == "RawInline" and "NOTEREF" in part["c"][1]:
            return index
    return len(text)


def _reference(name: str) -> str:
    """The code of a field that shows what a bookmark holds, in the look of where it stands."""
    return f"REF {name} \\h \\* MERGEFORMAT"


def _without_marks(text: Nodes) -> tuple[str, Nodes, str] | None:
    """A heading's words between their quotation marks; None where there are none."""
    if not text or not text[0]["t"] == text[-1]["t"] == "Str":
        return None
    opened = OPENED.match(text[0]["c"])
    if opened is None:
        return None
    words = [string(text[0]["c"][opened.end() :]), *text[1:]]
    closed = CLOSED.search(words[-1]["c"])
    if closed is None:
        return None
    words[-1] = string(words[-1]["c"][: closed.start()])
    return opened[0], [w for w in words if w["t"] != "Str" or w["c"]], closed[0]
