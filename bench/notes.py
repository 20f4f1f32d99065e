"""The notes that every file must hold, and where each file has them.

Text is compared by its letters and digits alone, without case, spaces and punctuation: what
hyphenation, ligatures and typographers' quotes change makes no difference. The notes come from
pandoc's reading of the manuscript, so briefbuild's own reading has no say in it.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPHS = {"Para", "Plain", "Header", "MetaInlines"}
TELLING = 30  # letters that tell a note's beginning or end from all other text
NEAR = 60  # letters kept on each side of a call
# A call is known by so many letters before and after it; with few before, a page begins there.
# Few letters before it and none after come last: the same words may stand elsewhere.
CONTEXTS = ((60, 0), (40, 0), (12, 12), (5, 25), (1, 40), (25, 0))
FEWEST = 20  # letters that are enough to know a place by


@dataclass(frozen=True)
class Note:
    """A note by its letters."""

    before: str
    """Up to 60 letters that stand before its call in the paragraph."""
    after: str
    """Up to 60 letters after it."""
    body: str

    def stands_in(self, text: str) -> bool:
        """Whether the note's beginning and its end are in a text of letters."""
        return self.body[:TELLING] in text and self.body[-TELLING:] in text


def letters(text: str) -> str:
    """The letters and digits of a text, in one case; a ligature is its letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def notes_of(document: dict[str, Any]) -> list[Note]:
    """The notes of pandoc's JSON in the order of their calls, the author's first."""
    notes: list[Note] = []
    for paragraph in paragraphs([document["meta"].get("author"), document["blocks"]]):
        calls: list[tuple[int, str]] = []
        text = read(paragraph, "", calls)
        notes += [Note(text[max(0, at - NEAR) : at], text[at : at + NEAR], n) for at, n in calls]
    return notes


def paragraphs(node: Any) -> Iterator[Any]:
    """The contents of every paragraph under a node."""
    if isinstance(node, list):
        for kid in node:
            yield from paragraphs(kid)
    elif isinstance(node, dict):
        if node["t"] in PARAGRAPHS:
            yield node["c"]
        else:
            yield from paragraphs(node.get("c"))


def read(node: Any, text: str, calls: list[tuple[int, str]]) -> str:
    """The text so far with a node's letters; `calls` takes where a note is called, and the note."""
    if isinstance(node, list):
        for kid in node:
            text = read(kid, text, calls)
    elif isinstance(node, dict):
        if node["t"] == "Note":
            calls.append((len(text), read([block["c"] for block in node["c"]], "", [])))
        elif node["t"] == "Str":
            text += letters(node["c"])
        else:
            text = read(node.get("c"), text, calls)
    return text


def pages_of(pdf: Path) -> list[str]:
    """The letters of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [letters(page.get_textpage().get_text_bounded()) for page in document]


def on_call_page(notes: Sequence[Note], pages: Sequence[str]) -> int:
    """How many notes stand, from beginning to end, on the page of their call."""
    return sum(
        (page := call_page(note, pages)) is not None and note.stands_in(page) for note in notes
    )


def call_page(note: Note, pages: Sequence[str]) -> str | None:
    """The page with the words around the call, or None when no page has them."""
    for before, after in CONTEXTS:
        left, right = note.before[-before:], note.after[:after]
        if len(left + right) >= FEWEST or (left and left == note.before):
            place = re.compile(rf"{left}\d*{right}")  # the call's number stands between
            for page in pages:
                if place.search(page):
                    return page
    return None


def lost(notes: Sequence[Note], text: str) -> int:
    """How many notes aren't in a text of letters."""
    return sum(not note.stands_in(text) for note in notes)


@dataclass(frozen=True)
class Book:
    """An EPUB as its notes are measured."""

    text: str
    """The letters of all its pages."""
    marks: tuple[str, ...]
    """The numbers that the calls show, in order."""
    led_to: tuple[str, ...]
    """The letters of what each call leads to; empty where it leads nowhere."""


def read_book(epub: Path) -> Book:
    """Read an EPUB's pages in the order of its spine."""
    with zipfile.ZipFile(epub) as package:
        files = {name: package.read(name) for name in package.namelist()}
    (opf,) = (name for name in files if name.endswith(".opf"))
    root = etree.fromstring(files[opf])
    items = {item.get("id"): str(item.get("href")) for item in root.iter(f"{OPF}item")}
    names = [
        posixpath.join(posixpath.dirname(opf), items[ref.get("idref")])
        for ref in root.iter(f"{OPF}itemref")
    ]
    pages = {name: etree.fromstring(files[name]) for name in names}
    targets = {
        f"{name}#{element.get('id')}": letters("".join(element.itertext()))
        for name, page in pages.items()
        for element in page.iter()
        if element.get("id")
    }
    calls = [
        (name, link)
        for name, page in pages.items()
        for link in page.iter("{*}a")
        if link.get("role") == "doc-noteref" or "noteref" in (link.get(EPUB_TYPE) or "").split()
    ]
    return Book(
        "".join(letters("".join(page.itertext())) for page in pages.values()),
        tuple("".join(re.findall(r"\d", "".join(link.itertext()))) for _, link in calls),
        tuple(targets.get(resolved(name, str(link.get("href"))), "") for name, link in calls),
    )


def resolved(page: str, href: str) -> str:
    """A link's target as path#id within the package."""
    path, _, id = href.partition("#")
    base = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return f"{base}#{id}"


def text_of_word(docx: Path) -> str:
    """The letters of a Word file's text and notes."""
    with zipfile.ZipFile(docx) as package:
        parts = [package.read(n) for n in package.namelist() if re.match(r"word/\w+\.xml$", n)]
    roots = [etree.fromstring(part) for part in parts]
    return letters("".join(t.text or "" for root in roots for t in root.iter(f"{WORD}t")))
