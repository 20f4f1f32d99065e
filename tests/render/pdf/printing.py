"""Small editions from Markdown, printed, and what a reader of the finished file sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from briefbuild import pandoc
from briefbuild.figures.assets import Asset
from briefbuild.house import House, default_styles, load_house
from briefbuild.model import Author, Brief
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.pdf import renderer as pdf
from briefbuild.tree import Node, Nodes, node, rewrite, span, words

SQUARE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
<rect width="300" height="200" fill="#eef2f5"/>
<text x="20" y="100" font-family="Source Sans 3" font-size="20">Lettering</text></svg>"""
ALTERNATIVE = "A pale square with a word in it"


def house(folder: Path | None = None) -> House:
    """The house style that ships, or a changed copy of it."""
    read, problems = load_house(folder or default_styles(), "styles")
    assert read is not None, problems
    return read


def blocks_of(markdown: str, symbols: int = 0) -> Nodes:
    """Markdown as a transformed tree: notes counted, the first `symbols` of them with a `*`."""
    documents, problems = pandoc.read_all([("markdown", markdown)])
    assert not problems
    count = 0

    def simplify(n: Node) -> Node | None:
        if n["t"] == "SoftBreak":
            return node("Space")
        if n["t"] == "Image":
            return {**n, "c": [n["c"][0], words(ALTERNATIVE), n["c"][2]]}
        return None

    def number(n: Node) -> Node | None:
        nonlocal count
        if n["t"] != "Note":
            return None
        count += 1
        key = f"a{count}" if count <= symbols else str(count - symbols)
        mark = "*" if count <= symbols else key
        return span([n], f"call-{key}", ["note-call"], key=key, mark=mark)

    changed: Nodes = rewrite(rewrite(documents[0]["blocks"], simplify), number)
    return changed


def edition(
    markdown: str, work: Path, *, style: Path | None = None, symbols: int = 0, **facts: Any
) -> Edition:
    """An edition of a Markdown text with one figure, figures/square.svg."""
    work.mkdir(parents=True, exist_ok=True)
    common = {"title": "T", "slug": "t", "lang": "en-US", "date": "2023", "sections": ("a.md",)}
    brief = Brief(**{**common, "authors": (Author(name="Ann Author"),), **facts})
    name = "figures/square.svg"
    square = Asset(name, "svg", SQUARE, b"", "image/png", 300, 200, 1.5)
    blocks = blocks_of(markdown, symbols)
    return Edition(brief, work, house(style), blocks, {name: square}, work)


def printed(markdown: str, work: Path, **how: Any) -> File:
    """A text as a finished file; fails when anything was found wrong."""
    rendered = attempt(markdown, work, **how)
    assert rendered.problems == ()
    return File(rendered.path)


def attempt(markdown: str, work: Path, **how: Any) -> Rendered:
    return pdf.render(edition(markdown, work, **how), work / "t.pdf")


@dataclass(frozen=True)
class Element:
    """A structure element, as a screen reader meets it."""

    tag: str
    data: Any
    parent: Element | None

    @cached_property
    def kids(self) -> list[Any]:
        items = list(self.data.get("/K", []))
        return [
            Element(str(k.S)[1:], k, self) if hasattr(k, "keys") and "/S" in k else k for k in items
        ]

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def below(self) -> Iterator[Element]:
        yield self
        for kid in self.elements:
            yield from kid.below()

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.below() if element.tag == tag]

    @property
    def id(self) -> str:
        return str(self.data.get("/ID", ""))

    @property
    def annotations(self) -> list[Any]:
        return [
            k.Obj
            for k in self.kids
            if not isinstance(k, Element) and hasattr(k, "keys") and "/Obj" in k
        ]


@dataclass(frozen=True)
class File:
    """A finished PDF."""

    path: Path

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page."""
        document = pypdfium2.PdfDocument(self.path)
        return [page.get_textpage().get_text_bounded() for page in document]

    @cached_property
    def tree(self) -> Element:
        return Element("Document", self.pdf.Root.StructTreeRoot.K[0], None)

    def page_with(self, word: str) -> int:
        """The one page, from 0, on which a word stands once."""
        counts = [len(re.findall(rf"\b{word}\b", page)) for page in self.pages]
        assert sum(counts) == 1, f"{word}: {counts}"
        return counts.index(1)

    @property
    def info(self) -> dict[str, str]:
        return {key: str(value) for key, value in self.pdf.docinfo.items()}

    @property
    def annotations(self) -> list[Any]:
        return [a for page in self.pdf.pages for a in page.get("/Annots", [])]

    @property
    def fonts(self) -> set[str]:
        """The names of the embedded fonts, without the subset's prefix."""
        return {
            str(font.BaseFont)[1:].split("+")[-1]
            for page in self.pdf.pages
            for font in page.Resources.Font.values()
        }
