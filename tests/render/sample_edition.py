"""A small brief's edition, made by hand after the tree's conventions, and its EPUB's parts."""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree
from PIL import Image

from briefbuild.figures.assets import Asset
from briefbuild.house import default_styles, load_house
from briefbuild.model import Brief
from briefbuild.render.edition import Edition
from briefbuild.render.epub.renderer import render
from briefbuild.tree import Node, Nodes, attr, div, link, node, para, plain, span, string, words

X = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
FACTS: dict[str, Any] = {
    "title": "Tides *and* Trade",
    "slug": "tides-and-trade",
    "lang": "en-GB",
    "date": "2024-03",
    "authors": [{"name": "Ana María Ruiz", "sort_name": "Ruiz, Ana María"}, {"name": "Bo Li"}],
    "sections": ["sections/a.md", "sections/b.md"],
}


def note_call(key: str, text: str, mark: str = "") -> Node:
    body = node("Note", [para(words(text))])
    return span([body], f"call-{key}", ["note-call"], key=key, mark=mark or key)


def recall(key: str, nth: int) -> Node:
    return span([], f"call-{key}-{nth}", ["note-recall"], key=key, mark=key)


def header(level: int, text: str, *more: Node) -> Node:
    id = "sec-" + text.lower().replace(" ", "-")
    return node("Header", [level, attr(id), [*words(text), *more]])


def figure(id: str, file: str, alt: str, *caption: Node) -> Node:
    number = span([string("Figure\u00a01")], "", ["caption-number"], kind="figure", number="1")
    label = span([number, string(":")], "", ["caption-label"])
    text = span([*words("What it shows."), *caption], "", ["caption-text"])
    credit = div([plain(words("Credit: A. Painter"))], "", ["credit"])
    picture = plain([node("Image", [attr(), words(alt), [file, ""]])])
    full = [None, [plain([label, node("Space"), text]), credit]]
    return node("Figure", [attr(id, ["figure"]), full, [picture]])


def front() -> Nodes:
    names = [[string("Ana")], [string("Bo")]]
    names[0].append(note_call("a1", "Ana studies tides.", "*"))
    return [
        div([div([plain(words("The Institute"))], "", ["institute"])], "", ["masthead"]),
        div(
            [
                div([plain([*words("Tides"), node("Space"), string("and Trade")])], "", ["title"]),
                div([div([plain(n)], "", ["author"]) for n in names], "", ["authors"]),
            ],
            "",
            ["title-block"],
        ),
        div(
            [
                div([plain(words("Summary"))], "", ["component-title"]),
                div([para([*words("Tides turn trade."), note_call("1", "On summaries.")])]),
            ],
            "",
            ["summary"],
        ),
    ]


def body(alt: str = "A map of a bay") -> Nodes:
    to_figure = link([string("Figure\u00a01")], "#fig-bay", "", ["cross-reference"])
    to_section = link([string("First")], "#sec-deeper", "", ["cross-reference"])
    return [
        header(1, "First", note_call("2", "In a heading.")),
        para([*words("It begins."), note_call("3", "A first body."), node("Space"), to_figure]),
        header(2, "Deeper"),
        para([*words("Below."), note_call("4", "A deep body."), recall("3", 2)]),
        header(1, "Second"),
        para([*words("It goes on."), recall("3", 3), node("Space"), to_section]),
        figure("fig-bay", "figures/bay.png", alt, note_call("5", "In a caption.")),
    ]


def back() -> Nodes:
    return [
        div([header(1, "About the authors"), para(words("Ana and Bo."))], "", ["about-authors"]),
        div([header(1, "Colophon"), para(words("Set in type."))], "", ["colophon"]),
    ]


def png() -> bytes:
    written = BytesIO()
    Image.new("RGB", (60, 40), "#88aacc").save(written, "PNG")
    return written.getvalue()


def edition(work: Path, blocks: Nodes | None = None, **facts: Any) -> Edition:
    """An edition of the small brief; `facts` are fields of brief.yaml."""
    house, problems = load_house(default_styles(), "styles")
    assert house
    assert problems == []
    work.mkdir(parents=True, exist_ok=True)
    picture = Asset("figures/bay.png", "png", None, png(), "image/png", 60, 40, 1.5)
    brief = Brief.model_validate(FACTS | facts)
    tree = [*front(), *body(), *back()] if blocks is None else blocks
    return Edition(brief, work, house, tree, {"figures/bay.png": picture}, work)


@dataclass(frozen=True)
class Book:
    """A finished EPUB's files."""

    files: dict[str, bytes]

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """The parsed pages, by name, in the order of the spine."""
        items = {i.get("id"): str(i.get("href")) for i in self.opf.iterfind(".//opf:item", X)}
        names = [items[r.get("idref")] for r in self.opf.iterfind(".//opf:itemref", X)]
        return {n: etree.fromstring(self.files[f"EPUB/{n}"]) for n in names}

    @cached_property
    def opf(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/content.opf"])

    def titles(self) -> list[str | None]:
        return [p.findtext(".//x:title", namespaces=X) for p in self.pages.values()]

    def home(self, id: str) -> str:
        """The page that holds an id."""
        (name,) = [n for n, p in self.pages.items() if p.xpath("//*[@id=$id]", id=id)]
        return name


def make(work: Path, blocks: Nodes | None = None, **facts: Any) -> Book:
    rendered = render(edition(work, blocks, **facts), work / "book.epub")
    assert rendered.problems == ()
    return opened(rendered.path)


def opened(path: Path) -> Book:
    with zipfile.ZipFile(path) as archive:
        return Book({name: archive.read(name) for name in archive.namelist()})


def broken_links(files: dict[str, bytes]) -> list[str]:
    """Every href and src of pages, navigation and package that leads to no file or no id."""
    trees = {
        n: etree.fromstring(d) for n, d in files.items() if n.endswith((".xhtml", ".opf", ".ncx"))
    }
    found = []
    for name, tree in trees.items():
        for target in map(str, tree.xpath("//@href | //@src")):
            if "://" in target or target.startswith("mailto:"):
                continue
            path, _, id = target.partition("#")
            file = normpath(join(dirname(name), path)) if path else name
            held = file in trees and trees[file].xpath("//*[@id=$id]", id=id)
            if file not in files or (id and not held):
                found.append(f"{name} → {target}")
    return found


if __name__ == "__main__":  # the determinism test's second machine
    make(Path(sys.argv[1]))
