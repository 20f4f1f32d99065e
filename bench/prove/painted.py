"""A PDF opened so that faults can be put into what its pages paint: the runs of its text.

A run is one operator that shows text in a piece of tagged content; its glyphs are known by the
font's ToUnicode table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import pikepdf

from bench.prove.seeding import WORD, pick

Instruction = Any
PAIRS = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
LONG = re.compile(r"[^\W\d_]{4,}(?= )")


def instruction(operator: str, *operands: Any) -> Instruction:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


@dataclass
class Run:
    """A TJ operator: which instruction of its page it is, and what it shows."""

    page: Painted
    at: int
    mcid: int
    font: str
    glyphs: list[tuple[int, str]]
    """For each glyph the operand's element that holds it, and its character."""

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.glyphs)

    def word(self, rng: Random) -> range:
        """A word, by its glyphs; a space follows it in the run."""
        found = pick(rng, list(LONG.finditer(self.text)))
        return range(found.start(), found.end())

    def elements(self) -> list[Any]:
        return list(self.page.instructions[self.at].operands[0])

    def write(self, elements: Sequence[Any]) -> None:
        self.page.instructions[self.at] = instruction("TJ", pikepdf.Array(list(elements)))

    def cut(self, word: range) -> tuple[list[Any], list[Any], list[Any]]:
        """The operand before, in and after the word."""
        elements = self.elements()
        start = self.glyphs[word.start][0]
        end = self.glyphs[word.stop][0] if word.stop < len(self.glyphs) else len(elements)
        return elements[:start], elements[start:end], elements[end:]


class Painted:
    """One page's content."""

    def __init__(self, pdf: pikepdf.Pdf, number: int) -> None:
        self.pdf, self.number = pdf, number
        self.page = pdf.pages[number]
        self.instructions: list[Instruction] = list(pikepdf.parse_content_stream(self.page))

    @cached_property
    def runs(self) -> list[Run]:
        return [run for run in _runs(self) if WORD.search(run.text)]

    def write(self) -> None:
        data = pikepdf.unparse_content_stream(self.instructions)
        self.page.Contents = self.pdf.make_stream(data)

    def put_around(self, run: Run, before: list[Instruction], after: list[Instruction]) -> None:
        """More instructions before and after a run's own; the page is written."""
        run.page.instructions[run.at : run.at + 1] = [
            *before,
            run.page.instructions[run.at],
            *after,
        ]
        self.write()

    def block(self, run: Run) -> tuple[int, int]:
        """The text object (BT to ET) that a run stands in."""
        names = [str(i.operator) for i in self.instructions]
        start = max(i for i, name in enumerate(names[: run.at]) if name == "BT")
        end = next(i for i, name in enumerate(names) if name == "ET" and i > run.at)
        return start, end

    def content(self, mcid: int) -> tuple[int, int]:
        """From where to where a piece of tagged content stands, its marks included."""
        start = next(i for i, step in enumerate(self.instructions) if _mcid(step) == mcid)
        depth = 0
        for i in range(start, len(self.instructions)):
            name = str(self.instructions[i].operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            if depth == 0:
                return start, i + 1
        return start, len(self.instructions)


def open_pages(pdf: pikepdf.Pdf) -> list[Painted]:
    """The pages that have a text."""
    pages = [Painted(pdf, number) for number in range(len(pdf.pages))]
    return [page for page in pages if page.runs]


def a_run(pdf: pikepdf.Pdf, rng: Random) -> Run:
    """A run with a word that a space follows."""
    pages = open_pages(pdf)
    return pick(rng, [run for page in pages for run in page.runs if LONG.search(run.text)])


def _mcid(step: Instruction) -> int:
    if str(step.operator) != "BDC" or not isinstance(step.operands[1], pikepdf.Dictionary):
        return -1
    return int(step.operands[1].get("/MCID", -1))


def _runs(page: Painted) -> Iterator[Run]:
    fonts = page.page.obj.Resources.get("/Font", pikepdf.Dictionary())
    tables = {name: _characters(font) for name, font in fonts.items()}
    marks: list[int | None] = []
    font = ""
    for at, step in enumerate(page.instructions):
        name = str(step.operator)
        if name in ("BDC", "BMC"):
            marks.append(_mcid(step) if "/ActualText" not in str(step.operands) else None)
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = str(step.operands[0])
        elif name == "TJ" and marks and marks[-1] is not None and marks[-1] >= 0:
            yield Run(page, at, marks[-1], font, _glyphs(step.operands[0], tables.get(font, {})))


def _glyphs(operand: Any, table: dict[bytes, str]) -> list[tuple[int, str]]:
    found = []
    for index, element in enumerate(operand):
        if isinstance(element, pikepdf.String):
            code = bytes(element)
            found += [(index, table.get(code[i : i + 2], "")) for i in range(0, len(code), 2)]
    return found


def _characters(font: Any) -> dict[bytes, str]:
    """The characters by code, of a ToUnicode table without ranges."""
    stream = font.get("/ToUnicode")
    if stream is None:
        return {}
    pairs = PAIRS.findall(stream.read_bytes())
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for code, text in pairs
        if code != b"0000"
    }


def open_pdf(path: Path) -> pikepdf.Pdf:
    return pikepdf.open(path)


def save_pdf(pdf: pikepdf.Pdf, path: Path) -> None:
    pdf.save(path, fix_metadata_version=False)
    pdf.close()
