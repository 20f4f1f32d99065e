"""Whether the pages that an EPUB marks are those of the print PDF beside it.

Both finished files are read. What follows a mark in its paragraph must stand on that page of the
PDF, and what is before it on an earlier one: a mark that is a word too early or too late is found.
Letters and digits are compared, folded, since lines divide words and styles set capitals, ß as SS.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from lxml import etree

from briefbuild.problems import Problem, problem
from briefbuild.verify.page_reader import INLINE, XHTML
from briefbuild.verify.read_epub import pages_of
from briefbuild.verify.words import letters_in

ENOUGH = 40
"""Letters and digits that tell a place in the text from others."""


@dataclass
class Mark:
    """A page's mark in the EPUB, with the nearest letters on either side, each of one block."""

    label: str
    before: str = ""
    after: str = ""
    within: bool = False
    """Whether both are of one block."""
    number: int = 0


class Block(NamedTuple):
    """A stretch of text within one block."""

    parts: list[str | Mark]
    captions: bool
    """Whether it belongs to a figure."""


def page_list_problems(epub: Path, pdf: Path) -> list[Problem]:
    """Each mark that isn't where its page begins; none for an EPUB without marks.

    Raises what `read_epub.read` raises, or pypdfium2.PdfiumError.
    """
    found = marks(epub)
    if not found:
        return []
    printed = _printed(pdf)
    if len(found) != len(printed):
        return [problem("proof-page", None, mark=found[-1].label, reason=_count(found, printed))]
    book = "\n".join(letters_in("".join(map(str, body.itertext()))) for body in _bodies(epub))
    return [
        problem("proof-page", None, mark=mark.label, reason=reason)
        for mark in found
        if (reason := _wrong(mark, printed, book))
    ]


def _count(found: Sequence[Mark], printed: Sequence[str]) -> str:
    return f"the EPUB marks {len(found)} pages, the PDF has {len(printed)}"


def _wrong(mark: Mark, printed: Sequence[str], book: str) -> str:
    """What is wrong with a mark, or nothing. Words that a page divides stand whole on fewer pages
    than in `book`, which may say them more than once."""
    at = mark.number - 1
    if not mark.label.endswith(str(mark.number)):
        return f"it is named “{mark.label}” but is the {mark.number}. one"
    if mark.after not in printed[at]:
        return f"“{mark.after}…” follows it, which isn't on that page of the PDF"
    if mark.before and not any(mark.before in page for page in printed[:at]):
        return f"“…{mark.before}” is before it, which isn't on an earlier page of the PDF"
    joined = mark.before + mark.after
    near = any(joined in page for page in printed[max(0, at - 1) : at + 1])
    if mark.within and near and sum(p.count(joined) for p in printed) >= book.count(joined):
        return f"“{joined}” stands on one page of the PDF"
    return ""


def _bodies(epub: Path) -> Iterator[etree._Element]:
    """The text of each file, in reading order."""
    with zipfile.ZipFile(epub) as book:
        files = {name: book.read(name) for name in book.namelist()}
    for page in pages_of(files).values():
        if (body := page.find(f"{XHTML}body")) is not None:
            yield body


def marks(epub: Path) -> list[Mark]:
    """The marks of pages in reading order."""
    found: list[Mark] = []
    for body in _bodies(epub):
        _follow(_blocks(body), found)
    for number, mark in enumerate(found, 1):
        mark.number = number
    return found


def _follow(blocks: Iterator[Block], found: list[Mark]) -> None:
    """Give each mark of a file the letters beside it."""
    last, open_marks = "", list[Mark]()
    for block in blocks:
        text = ""
        for part in block.parts:
            if isinstance(part, Mark):
                if open_marks and not text:
                    open_marks.clear()  # a page without text: the next one begins here too
                part.before, part.within = (text or last)[-ENOUGH:], bool(text)
                open_marks.append(part)
                found.append(part)
                continue
            text += part
            for mark in open_marks:
                mark.after = (mark.after + part)[:ENOUGH]
        open_marks = [mark for mark in open_marks if not mark.after]
        if not block.captions:  # what it captions may float to a later page
            last = text or last


def _blocks(element: etree._Element, captions: bool = False) -> Iterator[Block]:
    """The letters and marks of each block; notes aren't running text, and what a figure's long
    description says isn't printed."""
    captions = captions or element.tag == f"{XHTML}figure"
    block = Block([letters_in(element.text or "")], captions)
    for child in element:
        if not isinstance(child.tag, str) or child.get("role") == "doc-footnote":
            pass
        elif child.tag == f"{XHTML}details":
            yield block
            block = Block([], captions)
        elif child.get("role") == "doc-pagebreak":
            block.parts.append(Mark(child.get("aria-label") or ""))
        elif child.tag.removeprefix(XHTML) in INLINE:
            for inner in _blocks(child, captions):
                block.parts.extend(inner.parts)
        else:
            yield block
            yield from _blocks(child, captions)
            block = Block([], captions)
        block.parts.append(letters_in(child.tail or ""))
    yield block


def _printed(pdf: Path) -> list[str]:
    """The letters of each page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [letters_in(page.get_textpage().get_text_range()) for page in document]
