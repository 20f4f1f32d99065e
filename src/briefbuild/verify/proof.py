"""The proof of one finished file: read it back and compare it with the source's inventory."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
from lxml import etree

from briefbuild.problems import Problem, problem
from briefbuild.verify import read_docx, read_epub, read_html, read_pdf
from briefbuild.verify.checks import BRIEFBUILD, Check, made, not_made, own_checks
from briefbuild.verify.claims import Claimed, check_claims
from briefbuild.verify.compare import compare
from briefbuild.verify.items import Inventory
from briefbuild.verify.page_list import marks, page_list_problems
from briefbuild.verify.preflight.rules import Result
from briefbuild.verify.reading import Reading
from briefbuild.verify.settle import settle
from briefbuild.verify.word_access import check_access

READERS: Mapping[str, Callable[[Path], Reading]] = {
    ".pdf": read_pdf.read,
    ".epub": read_epub.read,
    ".docx": read_docx.read,
    ".html": read_html.read,
}
PAGES = "Page list, held to the pages of the PDF"
NO_PDF = "there is no PDF beside it: build both, and its marks are compared with the pages"
UNREADABLE = (
    *(OSError, ValueError, LookupError, AttributeError, RuntimeError),
    *(zipfile.BadZipFile, etree.LxmlError, pikepdf.PdfError),
)
NOTHING = Inventory(())


@dataclass(frozen=True)
class Proof:
    """What was compared, and every difference; no problem means that the file is complete."""

    path: Path
    format: str
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    """How many words, notes, calls, headings, figure captions, images, links the file was found to
    hold, and pages where it has them."""
    claims: Mapping[str, str] = field(default_factory=dict)
    """The standards that it claims to hold to, and the rules that it was held to, by their names,
    each with what bears it out."""
    preflight: tuple[Result, ...] = ()
    """Of a press PDF: what came of each rule."""
    held_to: Inventory = NOTHING
    """What it must hold, for others who compare it."""
    further: tuple[Check, ...] = ()
    """Checks besides those that `problems`, `counts` and `claims` tell of."""

    def checks(self) -> tuple[Check, ...]:
        """Every check that was made of the file, or wasn't, with what it found."""
        found = {message for check in self.further for message in check.found}
        own = [p for p in self.problems if p.message not in found and p.code != "proof-unconfirmed"]
        return (*own_checks(own, self.counts, self.claims), *self.further)


def verify(path: Path, format: str, inventory: Inventory) -> Proof:
    """Prove one file; `format` is its name in problems. Its suffix chooses the reader."""
    try:
        reading = settle(READERS[path.suffix](path), inventory)
        claimed = check_claims(path, format) if path.suffix == ".pdf" else Claimed({})
        if path.suffix == ".docx":
            claimed = check_access(path, format, inventory)
    except UNREADABLE as error:
        reason = f"{type(error).__name__}: {error}"
        unreadable = problem("proof-unreadable", None, format=format, reason=reason)
        return Proof(path, format, (unreadable,), {}, held_to=inventory)
    problems = (*compare(inventory, reading, format), *claimed.problems)
    counts = counted(reading)
    return Proof(path, format, problems, counts, claimed.claims, held_to=inventory)


def with_pages(proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs of one set, the EPUB's with each mark of a page that the PDF has elsewhere; where
    there is no PDF to compare them with, it says so."""
    paths = {proof.format: proof.path for proof in proofs if proof.counts}
    epub, pdf = paths.get("epub"), paths.get("pdf")
    if epub is None or not marks(epub):
        return list(proofs)
    found = page_list_problems(epub, pdf) if pdf else []
    covers = f"{len(marks(epub))} pages"
    check = made(PAGES, BRIEFBUILD, covers, found) if pdf else not_made(PAGES, BRIEFBUILD, NO_PDF)
    return [
        replace(proof, problems=(*proof.problems, *found), further=(*proof.further, check))
        if proof.path == epub
        else proof
        for proof in proofs
    ]


def counted(reading: Reading) -> dict[str, int]:
    """How many of each a reading holds; the notes' words and links are counted in."""
    counts = {
        "words": len(reading.words) + sum(len(note.words) for note in reading.notes),
        "notes": len(reading.notes),
        "calls": len(reading.calls),
        "headings": len(reading.headings),
        "figure captions": sum(bool(image.caption) for image in reading.images),
        "images": len(reading.images),
        "links": len(reading.links) + sum(len(note.links) for note in reading.notes),
    }
    return counts if reading.pages is None else {**counts, "pages": reading.pages}
