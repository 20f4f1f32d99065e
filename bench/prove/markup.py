"""An EPUB or a web page, opened so that faults can be put into its pages and style sheets."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple, Self

from lxml import etree, html

from bench.prove.seeding import WORD, pick

XHTML = "http://www.w3.org/1999/xhtml"
APART = frozenset({"script", "style", "template", "head", "title", "svg", "summary", "nav"})
"""Elements whose letters are no text of the brief."""
STYLE = re.compile(r"EPUB/styles/.*\.css")
PAGE = re.compile(r"EPUB/text/ch.*\.xhtml")


def name_of(element: etree._Element) -> str:
    """An element's local name; nothing for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Piece(NamedTuple):
    """A text node: what stands in an element before its first child, or what follows it."""

    holder: etree._Element
    slot: str
    """"text" or "tail"."""

    @property
    def text(self) -> str:
        return str(getattr(self.holder, self.slot))

    def write(self, text: str) -> None:
        setattr(self.holder, self.slot, text)


class Markup:
    """Pages as element trees, and where their style sheet and their pictures are."""

    pages: list[etree._Element]

    def all(self, *names: str) -> list[etree._Element]:
        """The elements of these names in all pages, in order, without what is no text."""
        return [
            e
            for page in self.pages
            for e in page.iter()
            if name_of(e) in names and not _is_apart(e)
        ]

    def roles(self, role: str) -> list[etree._Element]:
        """The elements that say they are this (DPUB-ARIA)."""
        return [e for page in self.pages for e in page.iter() if e.get("role") == role]

    def pieces(self) -> list[Piece]:
        """The text nodes of the brief's text that hold a word."""
        return [
            piece
            for page in self.pages
            for piece in _pieces(next(e for e in page.iter() if name_of(e) == "body"))
            if WORD.search(piece.text)
        ]

    def make(self, like: etree._Element, name: str) -> etree._Element:
        """A new element of the document's own namespace."""
        space = etree.QName(like).namespace
        return etree.Element(f"{{{space}}}{name}" if space else name)

    def word(self, rng: Random) -> tuple[Piece, re.Match[str]]:
        """A word of the text."""
        piece = pick(rng, self.pieces())
        return piece, pick(rng, list(WORD.finditer(piece.text)))

    def wrapped(self, rng: Random, name: str = "span") -> tuple[etree._Element, str]:
        """A word of the text in an element of its own, and the word."""
        piece, found = self.word(rng)
        before, after = piece.text[: found.start()], piece.text[found.end() :]
        element = self.make(piece.holder, name)
        element.text, element.tail = found.group(), after
        piece.write(before)
        if piece.slot == "text":
            piece.holder.insert(0, element)
        else:
            parent = piece.holder.getparent()
            assert parent is not None
            parent.insert(parent.index(piece.holder) + 1, element)
            piece.holder.tail = before  # lxml moves the tail with the sibling
            element.tail = after
        return element, found.group()

    def add_rule(self, rule: str) -> None:
        """One more rule at the end of the style sheet."""
        raise NotImplementedError

    def pictures(self) -> list[etree._Element]:
        """The figures' images."""
        return [e for e in self.all("img") if any(name_of(a) == "figure" for a in _above(e))]


class Book(Markup):
    """An EPUB's parts by name, the pages of its text parsed."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.names = [name for name in parts if PAGE.fullmatch(name)]
        self.pages = [etree.fromstring(parts[name]) for name in self.names]

    @classmethod
    def open(cls, path: Path) -> Self:
        with zipfile.ZipFile(path) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    def save(self, path: Path) -> None:
        for name, page in zip(self.names, self.pages, strict=True):
            if name in self.parts:
                self.parts[name] = etree.tostring(page, encoding="utf-8", xml_declaration=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, kind)

    def add_rule(self, rule: str) -> None:
        name = next(name for name in self.parts if STYLE.fullmatch(name))
        self.parts[name] += f"\n{rule}\n".encode()

    def part_of(self, image: etree._Element, attribute: str = "src") -> str:
        """The part that an image of a page shows."""
        return posixpath.normpath(posixpath.join("EPUB/text", image.get(attribute) or ""))


class WebPage(Markup):
    """The one file of a web page."""

    def __init__(self, root: etree._Element) -> None:
        self.pages = [root]

    @classmethod
    def open(cls, path: Path) -> Self:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        return cls(html.document_fromstring(path.read_bytes(), parser=parser))

    def save(self, path: Path) -> None:
        text = etree.tostring(
            self.pages[0], encoding="unicode", method="html", doctype="<!DOCTYPE html>"
        )
        path.write_text(text, encoding="utf-8")

    def add_rule(self, rule: str) -> None:
        sheet = next(e for e in self.pages[0].iter() if name_of(e) == "style")
        sheet.text = f"{sheet.text}\n{rule}\n"


def _pieces(element: etree._Element) -> Iterator[Piece]:
    if not _announces(element):
        if element.text:
            yield Piece(element, "text")
        for child in element:
            yield from _pieces(child)
            if child.tail:
                yield Piece(child, "tail")


def _announces(element: etree._Element) -> bool:
    """Whether an element's letters are no text of the brief: the link that skips to the text, the
    heading of the notes, the marks that lead back."""
    above = element.getparent()
    if name_of(element) in APART or name_of(element) == "" or above is None:
        return True
    role = element.get("role") or ""
    skips = name_of(element) == "a" and name_of(above) == "body"
    heads = name_of(element) == "h2" and above.get("role") == "doc-endnotes"
    return skips or heads or role in ("doc-backlink", "doc-noteref")


def _is_apart(element: etree._Element) -> bool:
    return any(_announces(e) for e in (element, *_above(element)) if name_of(e) != "html")


def _above(element: etree._Element) -> list[etree._Element]:
    return list(element.iterancestors())


def exchange(one: etree._Element, other: etree._Element) -> None:
    """Let two elements change places; neither holds the other."""
    tails = one.tail, other.tail
    marker: etree._Element = etree.Comment("here")
    homes = one.getparent(), other.getparent()
    assert homes[0] is not None
    assert homes[1] is not None
    one.tail = other.tail = None
    homes[0].replace(one, marker)
    homes[1].replace(other, one)
    home = marker.getparent()
    assert home is not None
    home.replace(marker, other)
    other.tail, one.tail = tails


def shown(element: etree._Element) -> str:
    """The beginning of an element's text."""
    return " ".join("".join(map(str, element.itertext())).split())[:50]
