"""A Word file as LibreOffice lays it out, held to the source.

The tagged PDF is read back as the program's own PDF is and compared: words, notes under their
numbers on the pages of their calls, headings, pictures with their captions, links. LibreOffice tags
in its own way; `in_our_terms` says the same in the terms of the program's reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf

from briefbuild.problems import Problem
from briefbuild.verify.compare import compare
from briefbuild.verify.items import Heading, Image, Inventory, Word
from briefbuild.verify.pdf_text import Character, Pages
from briefbuild.verify.read_pdf import read
from briefbuild.verify.reading import ReadHeading, ReadImage, Reading, ReadNote

CAPTIONS = ("/Figure Caption", "/Credit", "/Caption")
ITS_OWN = ("too small to be read", "can’t be clicked", "leads to that of", "is a bookmark")
"""What is said of how LibreOffice makes letters, links and bookmarks, not of the Word file."""
RECALL = "/Footnote Characters"
"""What LibreOffice makes of the style of a note's further call, which is no link."""
RAISED = 0.65
"""A note's mark is lower than this part of the highest letter beside it."""
DASH = "–"
LABEL = re.compile(rf"\d+\.|{DASH}")


def differences(printed: Path, inventory: Inventory) -> list[Problem]:
    """What a PDF of LibreOffice's lacks or has beyond the source.

    Capitals don't count: Word's “All caps” are capitals in LibreOffice's PDF.
    """
    marks = [call.mark for call in inventory.calls]
    reading = in_our_terms(printed, marks)
    inventory = replace(inventory, references=(), tables=())
    found = compare(_small(inventory), _small_reading(reading), "LibreOffice")
    return [problem for problem in found if not _only_spaces(problem)]


def _only_spaces(problem: Problem) -> bool:
    """LibreOffice writes no spaces between small capitals."""
    texts = (str(problem.facts.get(name, name)) for name in ("expected", "found"))
    return len({text.replace(" ", "") for text in texts}) == 1


def in_our_terms(printed: Path, marks: Sequence[str]) -> Reading:
    """The contents of a PDF of LibreOffice's, which is tagged anew. `marks` are the notes'.

    Its fonts give PDFium the height of each letter and not of the line: small ones are no fault.
    Its links and bookmarks, and how it tags tables, aren't the Word file's either.
    """
    with pikepdf.open(printed, allow_overwriting_input=True) as pdf:
        tagger = _Tagger(pdf, Pages(printed), frozenset(marks))
        tagger.tag()
        tagger.pages.close()
        pdf.save(printed)
    reading = read(printed)
    notes = tuple(_joined(reading.notes, set(marks)))
    faults = tuple(f for f in reading.faults if not any(said in f["reason"] for said in ITS_OWN))
    links = _once(reading.links)
    return replace(reading, notes=notes, links=links, references=(), tables=(), faults=faults)


def _once(links: Sequence[str]) -> tuple[str, ...]:
    """A link over several lines once: LibreOffice makes one of each line."""
    return tuple(name for name, _ in groupby(links))


@dataclass
class _Tagger:
    """Says what a PDF's tags mean in the terms of the program's reader: the title is a Title, a
    note's call a Reference, a caption a Caption after its Figure, an item's number a Lbl."""

    pdf: pikepdf.Pdf
    pages: Pages
    marks: frozenset[str]

    def tag(self) -> None:
        tree = self.pdf.Root.StructTreeRoot
        if "/Title" in tree.RoleMap:
            del tree.RoleMap["/Title"]
        for element in list(_elements(tree)):
            if element.S == RECALL or (element.S == "/Link" and self._is_call(element)):
                element.S = pikepdf.Name.Reference
            elif element.S == "/LBody":
                self._label(element)
            elif len(_kids(element)) > 1:
                element.K = pikepdf.Array(list(self._captioned(element)))

    def _characters(self, element: Any) -> list[Character]:
        """What an element itself paints."""
        numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        content = self.pages.pages[numbers[element.Pg.objgen]].content if "/Pg" in element else {}
        return [c for kid in _kids(element) if isinstance(kid, int) for c in content.get(kid, [])]

    def _is_call(self, link: Any) -> bool:
        """Whether a link leads within the document and is a note's mark, raised and small."""
        held = [kid.Obj for kid in _kids(link) if not isinstance(kid, int) and "/Obj" in kid]
        if any("/URI" in annotation.get("/A", pikepdf.Dictionary()) for annotation in held):
            return False
        own, around = self._characters(link), self._characters(link.P)
        small = not around or _height(own) < RAISED * _height(around)
        return small and "".join(c.text for c in own).strip() in self.marks

    def _wrapped(self, paragraph: Any, kid: Any, kind: pikepdf.Name) -> pikepdf.Dictionary:
        """An element of its own for a piece of a paragraph's content."""
        return pikepdf.Dictionary(S=kind, P=paragraph, Pg=paragraph.Pg, K=pikepdf.Array([kid]))

    def _label(self, body: Any) -> None:
        """The number or the dash before an item, and what it makes of the list."""
        for paragraph in _kids(body)[:1]:
            kids = _kids(paragraph)
            if not kids or not isinstance(kids[0], int):
                continue
            first = self._wrapped(paragraph, kids[0], pikepdf.Name.Lbl)
            text = "".join(c.text for c in self._characters(first)).strip()
            if LABEL.fullmatch(text):
                paragraph.K = pikepdf.Array([self.pdf.make_indirect(first), *kids[1:]])
                kind = pikepdf.Name.Disc if text == DASH else pikepdf.Name.Decimal
                body.P.P.A = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=kind)

    def _captioned(self, parent: Any) -> Iterator[Any]:
        """The kids, with a Figure out of its paragraph and a Caption of the paragraphs after it."""
        caption: Any = None
        for kid in _kids(parent):
            kind = kid.get("/S") if isinstance(kid, pikepdf.Dictionary) else None
            figures = [k for k in _kids(kid) if isinstance(k, pikepdf.Dictionary) and "/Alt" in k]
            if figures and kind != "/Figure":
                caption = pikepdf.Array()
                yield from figures
            elif caption is not None and kind in CAPTIONS:
                caption.append(kid)
                if len(caption) == 1:
                    made = pikepdf.Dictionary(S=pikepdf.Name.Caption, P=parent, K=caption)
                    yield self.pdf.make_indirect(made)
            else:
                caption = None
                yield kid


def _height(characters: Sequence[Character]) -> float:
    return max((c.box.height for c in characters), default=0.0)


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    if not isinstance(element, pikepdf.Dictionary):
        return []  # a piece of content
    held = element.get("/K", pikepdf.Array())
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _joined(notes: Sequence[ReadNote], marks: set[str]) -> Iterator[ReadNote]:
    """The notes with their marks, which open their text, and their parts on several pages as one.

    What doesn't begin with the number that is next goes on with the note before it.
    """
    made: list[ReadNote] = []
    for note in notes:
        number = str(len(made) + 1)
        if note.words[:1] == (number,) and number in marks:
            made.append(replace(note, mark=number, words=note.words[1:]))
        elif not made:
            raise ValueError(f"the first note has no number: {note.words[:3]}")
        else:
            last = made.pop()
            words, links = last.words + note.words, last.links + note.links
            pages = last.pages + note.pages
            made.append(replace(last, words=words, links=links, pages=pages))
    yield from (replace(note, links=_once(note.links)) for note in made)


def _small(inventory: Inventory) -> Inventory:
    """The inventory in small letters."""
    return replace(
        inventory,
        words=_words(inventory.words),
        notes=tuple(replace(note, words=_words(note.words)) for note in inventory.notes),
        headings=tuple(_heading(heading) for heading in inventory.headings),
        images=tuple(_image(image) for image in inventory.images),
    )


def _words(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word._replace(text=word.text.lower()) for word in words)


def _texts(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _heading(heading: Heading) -> Heading:
    return replace(heading, words=_texts(heading.words), located=_words(heading.located))


def _image(image: Image) -> Image:
    """Word has it in pixels, which hold no text."""
    return replace(image, caption=_texts(image.caption), lettering=())


def _small_reading(reading: Reading) -> Reading:
    """The reading in small letters."""
    return replace(
        reading,
        words=_texts(reading.words),
        notes=tuple(replace(note, words=_texts(note.words)) for note in reading.notes),
        headings=tuple(ReadHeading(h.level, _texts(h.words)) for h in reading.headings),
        images=tuple(_read_image(image) for image in reading.images),
    )


def _read_image(image: ReadImage) -> ReadImage:
    return replace(image, caption=_texts(image.caption))
