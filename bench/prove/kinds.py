"""All kinds of faults by the format that they are put into, and how each format is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bench.prove import (
    markup_parts,
    markup_text,
    markup_unseen,
    pdf_beside,
    pdf_links,
    pdf_pages,
    pdf_structure,
    pdf_text,
    pdf_unseen,
    tree_faults,
    word,
    word_parts,
    word_unseen,
)
from bench.prove.markup import Book, WebPage
from bench.prove.painted import open_pdf, save_pdf
from bench.prove.seeding import Kinds
from bench.prove.texts import Text
from bench.prove.word_file import WordFile

MARKUP: Kinds = {**markup_text.KINDS, **markup_parts.KINDS, **markup_unseen.KINDS}
FILES: Mapping[str, Kinds] = {
    "pdf": {
        **pdf_text.KINDS,
        **pdf_unseen.SCREEN_KINDS,
        **pdf_beside.KINDS,
        **pdf_structure.KINDS,
        **pdf_links.KINDS,
        **pdf_pages.KINDS,
    },
    "press": {
        **pdf_text.KINDS,
        **pdf_unseen.PRESS_KINDS,
        **pdf_beside.KINDS,
        **pdf_structure.KINDS,
        **pdf_pages.KINDS,
    },
    "epub": {**MARKUP, **markup_parts.BOOK_KINDS},
    "docx": {**word.KINDS, **word_parts.KINDS, **word_unseen.KINDS},
    "html": MARKUP,
}
"""The faults of finished files."""
PIPELINE: Mapping[str, Kinds] = dict.fromkeys(("epub", "docx", "html"), tree_faults.KINDS)
"""The faults of the tree before it is rendered, for the formats that are quickly rendered."""


class Fault(NamedTuple):
    """One fault to be seeded; its name is its seed."""

    where: str
    """"file" or "tree"."""
    format: str
    kind: str
    text: str
    round: int

    @property
    def name(self) -> str:
        return f"{self.format}/{self.where}/{self.kind}/{self.text}/{self.round}"

    def seed(self, text: Text, target: Path) -> str:
        """Write the faulty file; what was done. Raises `Unfit`."""
        rng = Random(self.name)
        if self.where == "tree":
            blocks = deepcopy(text.edition.blocks)
            said = PIPELINE[self.format][self.kind](blocks, rng)
            text.render(self.format, target.parent, blocks)
            return said
        document = OPENERS[self.format](text.path(self.format))
        said = FILES[self.format][self.kind](document, rng)
        save(document, target)
        return said


OPENERS: Mapping[str, Callable[[Path], Any]] = {
    "pdf": open_pdf,
    "press": open_pdf,
    "epub": Book.open,
    "docx": WordFile.open,
    "html": WebPage.open,
}


def save(document: Any, target: Path) -> None:
    """Write an opened document, faulty or not."""
    if hasattr(document, "Root"):
        save_pdf(document, target)
    else:
        document.save(target)


def faults(texts: list[str], rounds: int) -> list[Fault]:
    """Every kind in every text, in so many rounds."""
    tables = [("file", FILES), ("tree", PIPELINE)]
    return [
        Fault(where, format, kind, text, number)
        for where, table in tables
        for format, kinds in table.items()
        for kind in kinds
        for text in texts
        for number in range(rounds)
    ]
