"""Faults in a PDF's structure and pictures."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bench.prove.painted import Painted, instruction
from bench.prove.seeding import WORD, Change, Kinds, misspelt, pick, two


def elements(pdf: pikepdf.Pdf, *kinds: str) -> list[Any]:
    """The elements of these types, in the structure's order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if isinstance(element, Dictionary) and str(element.get("/S"))[1:] in kinds:
            found.append(element)
        for kid in kids_of(element):
            walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def kids_of(element: Any) -> list[Any]:
    kids = element.get("/K") if isinstance(element, Dictionary) else None
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _typed(old: tuple[str, ...], new: str) -> Change:
    """An element of one type has another one."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        element = pick(rng, elements(pdf, *old))
        before = str(element.S)
        element.S = Name(f"/{new}")
        return f"{before} is now /{new}"

    return change


def _long_paragraph(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A paragraph of some lines is a heading; a component's title may be one."""
    paragraph = pick(rng, [e for e in elements(pdf, "P") if len(kids_of(e)) > 3])
    paragraph.S = Name.H2
    return "a paragraph"


def _plain_call(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A note's call is a part of the text; in a table of contents a Reference is none."""
    calls = [e for e in elements(pdf, "Reference") if str(e.P.get("/S")) != "/TOCI"]
    pick(rng, calls).S = Name.Span
    return "a call"


def _plain_head(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A cell that names a column is one like any other."""
    rows = [row for head in elements(pdf, "THead") for row in kids_of(head)]
    pick(rng, [cell for row in rows for cell in kids_of(row)]).S = Name.TD
    return "a cell"


def _untagged(*kinds: str) -> Change:
    """An element that has lost its content; the page still shows it."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        element = pick(rng, [e for e in elements(pdf, *kinds) if "/K" in e])
        del element["/K"]
        return str(element.S)

    return change


def _exchanged(kind: str, of: str = "") -> Change:
    """Two elements of a type have each other's content; `of`: only those right within this one."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        found = [e for e in elements(pdf, kind) if "/K" in e and (not of or f"/{of}" == e.P.S)]
        one, other = two(rng, found)
        for key in ("/K", "/Pg"):
            mine, yours = one.get(key), other.get(key)
            for element, value in ((one, yours), (other, mine)):
                if value is not None:
                    element[key] = value
        return str(one.S)

    return change


def _joined_cells(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A cell's content stands in the cell before it: no word is lost, and none is out of order."""
    rows = [kids_of(row) for row in elements(pdf, "TR")]
    pairs = [(a, b) for row in rows for a, b in pairwise(row)]
    one, other = pick(rng, [(a, b) for a, b in pairs if "/K" in a and "/K" in b])
    one.K = Array([*kids_of(one), *kids_of(other)])
    del other["/K"]
    return "a cell"


def _exchanged_rows(pdf: pikepdf.Pdf, rng: Random) -> str:
    sections = [e for e in elements(pdf, "TBody", "Table") if len(kids_of(e)) > 1]
    section = pick(rng, [e for e in sections if all(k.S == "/TR" for k in kids_of(e))])
    kids = kids_of(section)
    one, other = sorted(rng.sample(range(len(kids)), 2))
    kids[one], kids[other] = kids[other], kids[one]
    section.K = Array(kids)
    return f"rows {one + 1} and {other + 1}"


def _lost_alt(pdf: pikepdf.Pdf, rng: Random) -> str:
    figure = pick(rng, [e for e in elements(pdf, "Figure") if "/Alt" in e])
    said = str(figure.Alt)
    del figure["/Alt"]
    return said[:50]


def _misspelt_alt(pdf: pikepdf.Pdf, rng: Random) -> str:
    figure = pick(rng, [e for e in elements(pdf, "Figure") if "/Alt" in e])
    said = str(figure.Alt)
    found = pick(rng, list(WORD.finditer(said)))
    wrong = said[: found.start()] + misspelt(found.group(), rng) + said[found.end() :]
    figure.Alt = String(wrong)
    return found.group()


def _exchanged_alts(pdf: pikepdf.Pdf, rng: Random) -> str:
    one, other = two(rng, [e for e in elements(pdf, "Figure") if "/Alt" in e])
    texts = str(one.Alt), str(other.Alt)
    one.Alt, other.Alt = String(texts[1]), String(texts[0])
    return " / ".join(text[:30] for text in texts)


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────


def _figure(pdf: pikepdf.Pdf, rng: Random) -> tuple[Painted, int, int]:
    """A figure's page, and from where to where its content stands."""
    figures = [e for e in elements(pdf, "Figure") if any(isinstance(k, int) for k in kids_of(e))]
    figure = pick(rng, figures)
    number = next(i for i, page in enumerate(pdf.pages) if page.obj.objgen == figure.Pg.objgen)
    page = Painted(pdf, number)
    start, end = page.content(next(k for k in kids_of(figure) if isinstance(k, int)))
    return page, start, end


def _blank_figure(pdf: pikepdf.Pdf, rng: Random) -> str:
    page, start, end = _figure(pdf, rng)
    del page.instructions[start + 1 : end - 1]
    page.write()
    return f"page {page.number + 1}"


def _figure_under(*matrix: float) -> Change:
    """A figure's content under a matrix of its own: smaller, mirrored, elsewhere."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        page, start, end = _figure(pdf, rng)
        page.instructions.insert(end - 1, instruction("Q"))
        page.instructions[start + 1 : start + 1] = [instruction("q"), instruction("cm", *matrix)]
        page.write()
        return f"page {page.number + 1}"

    return change


def _covered_figure(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A grey box lies over the left half of a figure."""
    figure = pick(rng, [e for e in elements(pdf, "Figure") if "/A" in e])
    attributes = kids_of(Dictionary(K=figure.A))
    box = next(a.BBox for a in attributes if "/BBox" in a)
    left, bottom, right, top = (float(n) for n in box)
    page = next(p for p in pdf.pages if p.obj.objgen == figure.Pg.objgen)
    page.contents_add(pdf.make_stream(b"q"), prepend=True)
    area = f"{left} {bottom} {(right - left) / 2} {top - bottom}"
    paint = f"Q /Artifact BMC q 0 0 0 .4 k {area} re f Q EMC"
    page.contents_add(pdf.make_stream(paint.encode()))
    return str(figure.get("/Alt", ""))[:50]


KINDS: Kinds = {
    "heading a level too high": _typed(("H2", "H3"), "H1"),
    "heading a paragraph": _typed(("H1", "H2"), "P"),
    "paragraph a heading": _long_paragraph,
    "call a mere span": _plain_call,
    "note a paragraph": _typed(("Note",), "P"),
    "figure a paragraph": _typed(("Figure",), "P"),
    "caption a paragraph": _typed(("Caption",), "P"),
    "head’s cell a plain one": _plain_head,
    "paragraph untagged": _untagged("P"),
    "note untagged": _untagged("Note"),
    "caption untagged": _untagged("Caption"),
    "row untagged": _untagged("TR"),
    "cell untagged": _untagged("TD"),
    "paragraphs exchanged": _exchanged("P"),
    "notes exchanged": _exchanged("Note"),
    "notes’ marks exchanged": _exchanged("Lbl", of="Note"),
    "calls exchanged": _exchanged("Reference"),
    "captions exchanged": _exchanged("Caption"),
    "cells exchanged": _exchanged("TD"),
    "rows exchanged": _exchanged_rows,
    "cell’s content in the cell before": _joined_cells,
    "alternative text lost": _lost_alt,
    "alternative text misspelt": _misspelt_alt,
    "alternative texts exchanged": _exchanged_alts,
    "figure blank": _blank_figure,
    "figure mirrored": _figure_under(-1, 0, 0, 1, 793, 0),
    "figure small": _figure_under(0.05, 0, 0, 0.05, 300, 300),
    "figure off the page": _figure_under(1, 0, 0, 1, 3000, 0),
    "figures exchanged": _exchanged("Figure"),
    "figure half covered": _covered_figure,
}
