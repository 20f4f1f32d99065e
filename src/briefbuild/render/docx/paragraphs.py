"""The tree as pandoc's Word writer needs it.

The transformed tree (docs/architecture.md) has conventions that Word has better words for:

    blocks                          → Div {custom-style}: each paragraph under a style of the house
    Figure, Table                   → picture or table, and paragraphs for caption and credit

pandoc makes native footnotes of the Notes, and links of the Links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefbuild.render.docx.inlines import (
    Inlines,
    Picture,
    bookmark_names,
    owners,
    parted,
    raw,
    recalled,
)
from briefbuild.render.docx.xml import tab
from briefbuild.tree import (
    Node,
    Nodes,
    attr,
    classes_of,
    div,
    has_class,
    node,
    pairs_of,
    para,
    raw_block,
    rewrite,
    span,
    string,
    walk,
)

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
    "photo": Component("Author Photo"),
    "name": Component("Author Name"),
    "affiliation": Component("Author Affiliation"),
    "colophon": Component("Colophon", "Colophon Title", "Back Heading"),
}
SECTION_BREAK = '<w:p><w:pPr><w:pStyle w:val="SectionBreak"/></w:pPr></w:p>'
HOLDERS = ("BulletList", "OrderedList", "DefinitionList", "BlockQuote")
WIDE = ("wide", "full-page")
"""The classes of figures that begin at the pages' left margin, where the notes do."""
TERMS = {"Recommendation": "Recommendation Term"}


def lower(blocks: Nodes, picture: Callable[[str, str], Picture]) -> Nodes:
    """Turn the conventions into what pandoc's Word writer knows.

    `picture` gives the built picture of an image's target in the tree, in the size of a class.
    """
    names = bookmark_names(blocks)
    blocks = rewrite(blocks, _narrow)
    inlines = Inlines(names, owners(blocks), parted(blocks), recalled(blocks), picture)
    return Blocks().lower(rewrite(blocks, inlines.change))


def _narrow(n: Node) -> Node | None:
    """In a component or a list no figure reaches into the margin, as in print."""
    if n["t"] not in HOLDERS and not any(name in COMPONENTS for name in classes_of(n)):
        return None

    def plain(inner: Node) -> Node | None:
        if inner["t"] != "Image" or not any(has_class(inner, name) for name in WIDE):
            return None
        (id, classes, pairs), *rest = inner["c"]
        kept = [name for name in classes if name not in WIDE]
        return {**inner, "c": [[id, kept, pairs], *rest]}

    return {**n, "c": rewrite(n["c"], plain)}


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
        if kind == "HorizontalRule":
            return [raw_block("openxml", SECTION_BREAK)]
        return self._div(n) if kind == "Div" else [n]

    def _list(self, n: Node) -> Node:
        inside = Blocks(self.text or "List Paragraph")
        if n["t"] == "BulletList":
            return {**n, "c": [inside._item(item) for item in n["c"]]}
        return {**n, "c": [n["c"][0], [inside._item(item) for item in n["c"][1]]]}

    def _item(self, blocks: Nodes) -> Nodes:
        """A list's item. Word numbers paragraphs only: a table at its begin has one before it."""
        made = self.lower(blocks)
        numbered = made and made[0]["t"] == "Table"
        return [styled(self.text or FIRST, [raw("<w:r/>")]), *made] if numbered else made

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
            return _masthead(content)
        language = pairs_of(n).get("lang")
        inside = self._within(classes).lower(content)
        return [div(inside, lang=language)] if language else inside

    def _within(self, classes: list[str]) -> Blocks:
        """The styles within a Div of these classes."""
        if "component-title" in classes:
            return Blocks(self.title)
        for name in classes:
            if name in COMPONENTS:
                of = COMPONENTS[name]
                return Blocks(of.text, of.title, of.heading)
        return self


def styled(style: str, inlines: Nodes) -> Node:
    """A paragraph under a Word style."""
    return div([para(inlines)], custom_style=style)


def _masthead(blocks: Nodes) -> Nodes:
    """One paragraph: the first part on the left, all else on the right; none if all are empty.

    The template's order stays, whichever it is: the text is read in that order elsewhere.
    """
    made: Nodes = []
    for index, (part, text) in enumerate(_parts(blocks)):
        if index > 1:
            made += [node("Space"), string("·"), node("Space")]
        made += [span(text, custom_style="Institute")] if has_class(part, "institute") else text
        made += [raw(tab())] if index == 0 else []
    return [styled("Masthead", made)] if made else []


def _parts(blocks: Nodes) -> Iterator[tuple[Node, Nodes]]:
    """The parts of the masthead that hold text, each with its inlines. A Div around others that
    isn't itself the institute only groups them."""
    for block in blocks:
        groups = block["t"] == "Div" and any(inner["t"] == "Div" for inner in block["c"][1])
        if groups and not has_class(block, "institute"):
            yield from _parts(block["c"][1])
        elif lines := [line for line in _lines(block) if line]:
            first, *others = lines
            yield block, [*first, *(i for line in others for i in (node("Space"), *line))]


def _lines(block: Node) -> Iterator[Nodes]:
    """The inlines of each paragraph in a block, as templates may hold them."""
    kind, content = block["t"], block["c"]
    if kind in ("Para", "Plain"):
        yield content
    elif kind == "Header":
        yield content[2]
    elif kind in ("Div", "BulletList"):
        for blocks in [content[1]] if kind == "Div" else content:
            for inner in blocks:
                yield from _lines(inner)


def _figure(n: Node) -> Nodes:
    """The picture, then its caption, then its credit, held together by their styles."""
    _, (_, caption), content = n["c"]
    images = [i for i in walk(content) if i["t"] == "Image"]
    *texts, last = caption or [None]
    wide = any(has_class(image, name) for image in images for name in WIDE)
    made = [styled("Wide Picture" if wide else "Picture", images)]
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
    _, (_, caption), columns, head, bodies, foot = n["c"]
    head = [head[0], _rows(head[1], "Table Heading")]
    bodies = [
        [a, headings, _rows(first, "Table Heading"), _rows(rows, "Table Text")]
        for a, headings, first, rows in bodies
    ]
    foot = [foot[0], _rows(foot[1], "Table Text")]
    table = {**n, "c": [attr(), [None, []], columns, head, bodies, foot]}
    return [*(styled("Table Caption", _inlines(text)) for text in caption), table]


def _rows(rows: list[Any], style: str) -> list[Any]:
    """Rows of pandoc's [attr, cells], each cell [attr, alignment, rows, columns, blocks]."""
    inside = Blocks(style)
    return [[a, [[*cell[:-1], inside.lower(cell[-1])] for cell in cells]] for a, cells in rows]
