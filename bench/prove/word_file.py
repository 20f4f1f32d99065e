"""A Word file opened so that faults can be put into its text, its tables and its styles."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Self

from lxml import etree

from bench.prove.seeding import WORD, pick

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PARSED = ("word/document.xml", "word/footnotes.xml", "word/styles.xml")


class WordFile:
    """The parts by name; those with text and styles parsed."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.document, self.notes, self.styles = (etree.fromstring(parts[name]) for name in PARSED)

    @classmethod
    def open(cls, path: Path) -> Self:
        with zipfile.ZipFile(path) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    def save(self, path: Path) -> None:
        for name, root in zip(PARSED, (self.document, self.notes, self.styles), strict=True):
            self.parts[name] = etree.tostring(
                root, encoding="UTF-8", xml_declaration=True, standalone=True
            )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, data in self.parts.items():
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)

    def texts(self) -> list[etree._Element]:
        """The w:t of text and notes that hold a word; of no field."""
        found = [e for root in (self.document, self.notes) for e in root.iter(f"{W}t")]
        return [e for e in found if WORD.search(e.text or "")]

    def runs(self) -> list[etree._Element]:
        """The runs that hold a word."""
        runs = [e.getparent() for e in self.texts()]
        return [r for r in runs if r is not None and r.tag == f"{W}r"]

    def paragraphs(self) -> list[etree._Element]:
        """The paragraphs of the main text that hold a word."""
        return [p for p in self.document.iter(f"{W}p") if WORD.search(said(p))]

    def bodies(self) -> list[etree._Element]:
        """The footnotes, without the rules between text and notes."""
        return [e for e in self.notes.iter(f"{W}footnote") if e.get(f"{W}type") is None]

    def lone_run(self, rng: Random) -> tuple[etree._Element, str]:
        """A word of the text in a run of its own, and the word."""
        run = pick(rng, [r for r in self.runs() if len(r.findall(f"{W}t")) == 1])
        text = run.find(f"{W}t")
        assert text is not None
        found = pick(rng, list(WORD.finditer(text.text or "")))
        whole = text.text or ""
        before, middle, after = run, deepcopy(run), deepcopy(run)
        before.addnext(after)
        before.addnext(middle)
        pieces = whole[: found.start()], found.group(), whole[found.end() :]
        for part, piece in zip((before, middle, after), pieces, strict=True):
            holder = part.find(f"{W}t")
            assert holder is not None
            holder.text = piece
            holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return middle, found.group()


def said(element: etree._Element) -> str:
    """The text of an element's runs."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def properties(element: etree._Element, name: str) -> etree._Element:
    """The properties of a run, paragraph, row or cell; made if it has none."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
