"""A finished Word file's parts, and a table and components for its tests' trees."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from briefbuild.render.docx.renderer import render
from briefbuild.render.docx.xml import W_NS
from briefbuild.render.edition import Edition
from briefbuild.tree import Node, Nodes, attr, div, node, para, plain, span, string, words

W = f"{{{W_NS}}}"
N = {
    "w": W_NS,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


@dataclass(frozen=True)
class Word:
    """A Word file, unpacked."""

    parts: dict[str, bytes]

    @classmethod
    def open(cls, path: Path) -> Word:
        with zipfile.ZipFile(path) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    @cached_property
    def document(self) -> etree._Element:
        return self.xml("word/document.xml")

    @cached_property
    def notes(self) -> dict[str, etree._Element]:
        """The notes' bodies by id, the separators left out."""
        root = self.xml("word/footnotes.xml")
        return {str(n.get(f"{W}id")): n for n in root if n.get(f"{W}type") is None}

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """The styles by name."""
        root = self.xml("word/styles.xml")
        return {str(s.find("w:name", N).get(f"{W}val")): s for s in root.iterfind("w:style", N)}  # type: ignore[union-attr]

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def paragraphs(self, style: str) -> list[etree._Element]:
        """The paragraphs under a style, given by its id."""
        found = self.document.xpath(
            "//w:p[w:pPr/w:pStyle/@w:val=$style]", namespaces=N, style=style
        )
        return list(found)

    def value(self, style: str, path: str) -> str | None:
        """An attribute of a style: `value("heading 1", "w:rPr/w:color/@w:val")`."""
        found = self.styles[style].xpath(path, namespaces=N)
        return str(found[0]) if found else None


def text(element: etree._Element) -> str:
    """The words that an element shows, tabs and breaks as spaces."""
    kinds = (f"{W}t", f"{W}tab", f"{W}br")
    return "".join(t.text or "" if t.tag == f"{W}t" else " " for t in element.iter(*kinds))


def fields(root: etree._Element) -> list[tuple[str, str]]:
    """The complex fields in order: code and result."""
    found: list[tuple[str, str]] = []
    code, result, shows = "", "", False
    for part in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = part.get(f"{W}fldCharType")
        if kind == "begin":
            code, result, shows = "", "", False
        elif kind == "separate":
            shows = True
        elif kind == "end":
            found.append((code.strip(), result))
            shows = False
        elif part.tag == f"{W}instrText":
            code += part.text or ""
        elif shows:
            result += part.text or ""
    return found


def dangling(root: etree._Element) -> list[str]:
    """What fields and links refer to that no bookmark marks."""
    marked = set(root.xpath("//w:bookmarkStart/@w:name", namespaces=N))
    called = [re.split(r"\s+", code) for code, _ in fields(root)]
    names = [words[1] for words in called if words[0] in ("REF", "NOTEREF", "PAGEREF")]
    names += root.xpath("//w:hyperlink/@w:anchor", namespaces=N)
    return [name for name in names if name not in marked]


def make(edition: Edition, name: str = "brief.docx") -> Word:
    """The Word file of an edition."""
    rendered = render(edition, edition.work / name)
    assert not rendered.problems
    return Word.open(rendered.path)


def table(id: str, *rows: tuple[str, ...]) -> Node:
    """A table with a caption; the first row is its header."""
    number = span([string("Table\u00a01")], "", ["caption-number"], kind="table", number="1")
    label = span([number, string(":")], "", ["caption-label"])
    caption = [None, [plain([label, node("Space"), span(words("What it lists."))])]]
    default = {"t": "AlignDefault"}
    made = [
        [attr(), [[attr(), default, 1, 1, [plain(words(cell))]] for cell in row]] for row in rows
    ]
    columns = [[default, {"t": "ColWidthDefault"}] for _ in rows[0]]
    bodies = [[attr(), 0, [], made[1:]]]
    head, foot = [attr(), made[:1]], [attr(), []]
    return node("Table", [attr(id), caption, columns, head, bodies, foot])


def components() -> Nodes:
    """One of each component."""
    points = node("BulletList", [[plain(words("One point."))], [plain(words("Another."))]])
    term = [words("Act now"), [[para(words("Because it helps."))]]]
    return [
        div(
            [div([plain(words("Key points"))], "", ["component-title"]), points], "", ["key-points"]
        ),
        div([node("DefinitionList", [term])], "", ["recommendations"]),
        div([para(words("Said large."))], "", ["pull-quote"]),
        div([div([plain(words("Aside"))], "", ["component-title"]), points], "", ["box"]),
        div([para(words("A note under a table."))], "", ["table-note"]),
        node("BlockQuote", [para(words("Quoted."))]),
        node("HorizontalRule"),
        para(words("After all.")),
    ]
