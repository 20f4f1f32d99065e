"""The tree as pandoc's Word writer needs it.

The transformed tree (docs/architecture.md) has conventions that Word has better words for:

    blocks                          → Div {custom-style}: each paragraph under a style of the house
    Figure, Table                   → picture or table, and paragraphs for caption and credit
    Span.caption-number             → a SEQ field within a bookmark: “Figure 1”
    Link.cross-reference            → a REF field to that bookmark, or a link to a heading
    Span.note-recall                → a NOTEREF field to the bookmark around the first call
    ids                             → bookmarks, in names that Word takes

pandoc makes native footnotes of the Notes, and links of the Links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from briefbuild.render.reference_docx import field
from briefbuild.tree import (
    Node,
    Nodes,
    attr,
    classes_of,
    div,
    has_class,
    id_of,
    node,
    pairs_of,
    para,
    raw_inline,
    rewrite,
    span,
    string,
    text_of,
    walk,
)

FORMAT = "openxml"
LONGEST = 40  # letters in a bookmark's name, ISO 29500-1 17.13.6.2 as Word reads it
SEQUENCES = {"figure": "Figure", "table": "Table"}
SPAN_STYLES = {
    "caption-label": "Caption Label",
    "affiliation": "Affiliation",
    "institute": "Institute",
}
BODY, FIRST = "Body Text", "First Paragraph"


@dataclass(frozen=True)
class Component:
    """A Div's class in Word: the styles of its paragraphs, its title and its headings."""

    text: str
    title: str = "Box Title"
    heading: str | None = None


COMPONENTS: Mapping[str, Component] = {
    "title": Component("Title"),
    "subtitle": Component("Subtitle"),
    "author": Component("Author"),
    "summary": Component("Abstract", "Abstract Title"),
    "key-points": Component("Key Points", "Key Points Title"),
    "recommendations": Component("Recommendation", "Recommendations Title"),
    "pull-quote": Component("Pull Quote"),
    "box": Component("Box"),
    "table-note": Component("Table Note"),
    "acknowledgements": Component("Acknowledgements", "Colophon Title", "Back Heading"),
    "about-authors": Component("Author Bio", "About Title", "About Heading"),
    "colophon": Component("Colophon", "Colophon Title", "Back Heading"),
}
TERMS = {"Recommendation": "Recommendation Term"}

Picture = tuple[str, float, float]
"""A picture's file, and the width and height at which it is set, in points."""


def lower(blocks: Nodes, picture: Callable[[str], Picture]) -> Nodes:
    """Turn the conventions into what pandoc's Word writer knows.

    `picture` gives the built picture of an image's target in the tree.
    """
    names = bookmark_names(blocks)
    return Blocks().lower(rewrite(blocks, Inlines(names, _owners(blocks), picture).change))


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


def _owners(blocks: Nodes) -> dict[tuple[str, str], str]:
    """The id of each counted figure and table, by its kind and number."""
    owners: dict[tuple[str, str], str] = {}
    for n in walk(blocks):
        if n["t"] in ("Figure", "Table") and id_of(n):
            for inner in walk(n["c"][1]):
                pairs = pairs_of(inner)
                if has_class(inner, "caption-number"):
                    owners[pairs["kind"], pairs["number"]] = id_of(n)
    return owners


@dataclass(frozen=True)
class Inlines:
    """What becomes of the nodes within paragraphs, and of what carries an id."""

    names: Mapping[str, str]
    owners: Mapping[tuple[str, str], str]
    picture: Callable[[str], Picture]

    def change(self, n: Node) -> Node | Nodes | None:
        kind = n["t"]
        if kind == "Span":
            return self._span(n)
        if kind == "Link":
            return self._link(n)
        if kind == "Header":
            level, (id, _, _), text = n["c"]
            return {**n, "c": [level, attr(), self._marked(id, text)]}
        if kind == "Image":
            return self._image(n)
        if kind in ("Code", "CodeBlock"):
            return {**n, "c": [attr(), n["c"][1]]}
        return None

    def _span(self, n: Node) -> Node | Nodes | None:
        (id, classes, pairs), content = n["c"]
        if "note-recall" in classes:
            first = self.names[f"call-{pairs_of(n)['key']}"]
            code = f"NOTEREF {first} \\f \\h"
            return [raw(field(code, pairs_of(n)["mark"], "FootnoteReference"))]
        if "note-call" in classes:
            return self._marked(id, content)
        if "caption-number" in classes:
            return self._number(n)
        kept = [pair for pair in pairs if pair[0] == "lang"]
        if "smallcaps" in classes:
            content = [node("SmallCaps", content)]
        styles = [SPAN_STYLES[name] for name in classes if name in SPAN_STYLES]
        made = {**n, "c": [["", [], [*kept, *(["custom-style", s] for s in styles)]], content]}
        return self._marked(id, [made] if kept or styles else content)

    def _marked(self, id: str, content: Nodes) -> Nodes:
        """Inlines within the bookmark of an id; the package gives each bookmark its number."""
        if not id:
            return content
        name = quoteattr(self.names[id])
        start = raw(f'<w:bookmarkStart w:id="{self._index(id)}" w:name={name}/>')
        return [start, *content, raw(f'<w:bookmarkEnd w:id="{self._index(id)}"/>')]

    def _index(self, id: str) -> int:
        """A number for a bookmark, far above those that pandoc counts from."""
        return BOOKMARKS_FROM + list(self.names).index(id)

    def _number(self, n: Node) -> Nodes:
        """“Figure 1”, the number as a SEQ field, within the bookmark that references lead to."""
        pairs, text = pairs_of(n), text_of(n)
        word, number = text.removesuffix(pairs["number"]), pairs["number"]
        counted = raw(field(f"SEQ {SEQUENCES[pairs['kind']]} \\* ARABIC", number, "CaptionLabel"))
        owner = self.owners.get((pairs["kind"], number), "")
        return self._marked(owner, [string(word), counted])

    def _link(self, n: Node) -> Node:
        (_, classes, _), text, (target, _) = n["c"]
        if not target.startswith("#"):
            return {**n, "c": [attr(), text, [target, ""]]}
        name, kind = self.names[target[1:]], pairs_of(n).get("kind")
        if "cross-reference" in classes and kind in SEQUENCES:
            return raw(field(f"REF {name} \\h \\* MERGEFORMAT", text_of(text)))
        return {**n, "c": [attr(), text, [f"#{name}", ""]]}

    def _image(self, n: Node) -> Node:
        _, alt, (target, _) = n["c"]
        file, width, height = self.picture(target)
        size = attr(width=f"{width / 72:.4f}in", height=f"{height / 72:.4f}in")
        return {**n, "c": [size, alt, [file, ""]]}


BOOKMARKS_FROM = 100_000


@dataclass(frozen=True)
class Blocks:
    """Which style each paragraph has; `text` is None in the running text."""

    text: str | None = None
    title: str = "Box Title"
    heading: str | None = None

    def lower(self, blocks: Nodes) -> Nodes:
        made: Nodes = []
        before: Node | None = None
        for n in blocks:
            made.extend(self._block(n, before))
            before = n
        return made

    def _block(self, n: Node, before: Node | None) -> Nodes:
        kind = n["t"]
        if kind in ("Para", "Plain"):
            follows = before is not None and before["t"] == "Para"
            return [styled(self.text or (BODY if follows else FIRST), n["c"])]
        if kind == "Header" and self.heading:
            return [styled(self.heading, n["c"][2])]
        if kind == "BlockQuote":
            return Blocks(self.text or "Quote").lower(n["c"])
        if kind in ("BulletList", "OrderedList"):
            return [self._list(n)]
        if kind == "DefinitionList":
            return self._definitions(n)
        if kind == "Figure":
            return _figure(n)
        if kind == "Table":
            return _table(n)
        return self._div(n) if kind == "Div" else [n]

    def _list(self, n: Node) -> Node:
        inside = Blocks(self.text or "List Paragraph")
        if n["t"] == "BulletList":
            return {**n, "c": [inside.lower(item) for item in n["c"]]}
        return {**n, "c": [n["c"][0], [inside.lower(item) for item in n["c"][1]]]}

    def _definitions(self, n: Node) -> Nodes:
        text = self.text or "Definition"
        made: Nodes = []
        for term, definitions in n["c"]:
            made.append(styled(TERMS.get(text, "Definition Term"), term))
            for blocks in definitions:
                made.extend(Blocks(text, self.title).lower(blocks))
        return made

    def _div(self, n: Node) -> Nodes:
        classes, content = classes_of(n), n["c"][1]
        if "masthead" in classes:
            return [_masthead(content)]
        if "component-title" in classes:
            return Blocks(self.title).lower(content)
        for name in classes:
            if name in COMPONENTS:
                of = COMPONENTS[name]
                return Blocks(of.text, of.title, of.heading).lower(content)
        language = pairs_of(n).get("lang")
        inside = self.lower(content)
        return [div(inside, lang=language)] if language else inside


def styled(style: str, inlines: Nodes) -> Node:
    """A paragraph under a Word style."""
    return div([para(inlines)], custom_style=style)


def raw(xml: str) -> Node:
    return raw_inline(FORMAT, xml)


def _masthead(parts: Nodes) -> Node:
    """One paragraph: the institute on the left, all else on the right."""
    texts = [[i for block in part["c"][1] for i in block["c"]] for part in parts]
    institute, *others = texts
    made = [span(institute, custom_style="Institute"), raw("<w:r><w:tab/></w:r>")]
    for index, text in enumerate(others):
        made += [node("Space"), string("·"), node("Space")] if index else []
        made += text
    return styled("Masthead", made)


def _figure(n: Node) -> Nodes:
    """The picture, then its caption, then its credit, held together by their styles."""
    _, (_, caption), content = n["c"]
    images = [i for i in walk(content) if i["t"] == "Image"]
    *texts, last = caption or [None]
    made = [styled("Figure", images)]
    made += [styled("Figure Caption", _inlines(text)) for text in texts]
    if last is not None:
        made.append(styled("Credit" if texts else "caption", _inlines(last)))
    return made


def _inlines(block: Node) -> Nodes:
    """The inlines of a caption's block: a Plain or Para, or a Div of one."""
    if block["t"] == "Div":
        return [i for inner in block["c"][1] for i in _inlines(inner)]
    inlines: Nodes = block["c"]
    return inlines


def _table(n: Node) -> Nodes:
    """The caption above, then the table with its cells under their styles."""
    attributes, (_, caption), columns, head, bodies, foot = n["c"]

    def cells(rows: Sequence[list[object]], style: str) -> list[object]:
        return [[a, [_cell(cell, style) for cell in row]] for a, row in rows]  # type: ignore[misc,attr-defined]

    head = [head[0], cells(head[1], "Table Heading")]
    bodies = [
        [a, headings, cells(first, "Table Heading"), cells(rows, "Table Text")]
        for a, headings, first, rows in bodies
    ]
    foot = [foot[0], cells(foot[1], "Table Text")]
    table = {**n, "c": [attr(), [None, []], columns, head, bodies, foot]}
    return [*(styled("Table Caption", _inlines(text)) for text in caption), table]


def _cell(cell: list[object], style: str) -> list[object]:
    *shape, blocks = cell
    return [*shape, Blocks(style).lower(blocks)]  # type: ignore[arg-type]
