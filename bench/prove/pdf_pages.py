"""Faults in a PDF's pages, and a note that has left its own."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from bench.prove.painted import Painted, instruction
from bench.prove.pdf_structure import elements, kids_of
from bench.prove.seeding import Kinds, Unfit, pick


def _lost_page(pdf: Pdf, rng: Random) -> str:
    number = rng.randrange(len(pdf.pages))
    del pdf.pages[number]
    return f"page {number + 1}"


def _double_page(pdf: Pdf, rng: Random) -> str:
    number = rng.randrange(len(pdf.pages))
    pdf.pages.insert(number, pdf.pages[number])
    return f"page {number + 1}"


def _exchanged_pages(pdf: Pdf, rng: Random) -> str:
    one, other = sorted(rng.sample(range(len(pdf.pages)), 2))
    first, second = pdf.pages[one], pdf.pages[other]
    pdf.pages[one], pdf.pages[other] = second, first
    return f"pages {one + 1} and {other + 1}"


def _blank_page(pdf: Pdf, rng: Random) -> str:
    page = pick(rng, list(pdf.pages))
    page.Contents = pdf.make_stream(b"")
    return f"page {page.label}"


def _moved_note(pdf: Pdf, rng: Random) -> str:
    """A note's body stands at the same height of another page."""
    note = pick(rng, [e for e in elements(pdf, "Note") if "/Pg" in e or kids_of(e)])
    contents = list(_contents(note, note.get("/Pg")))
    homes = {page.objgen for page, *_ in contents}
    if len(homes) != 1:
        raise Unfit
    here = next(i for i, p in enumerate(pdf.pages) if p.obj.objgen in homes)
    others = [i for i, p in enumerate(pdf.pages) if i != here and "/Font" in p.obj.Resources]
    source, target = Painted(pdf, here), Painted(pdf, pick(rng, others))
    fresh = 1 + max((int(s.operands[1].MCID) for s in target.instructions if _tagged(s)), default=0)
    fonts = target.page.obj.Resources.Font
    for name, font in source.page.obj.Resources.Font.items():
        if name not in fonts:
            fonts[name] = font
    moved: list[Any] = []
    for _, mcid, holder, index in contents:
        start, end = source.content(mcid)
        block = source.instructions[start:end]
        del source.instructions[start:end]
        mark = instruction("BDC", block[0].operands[0], Dictionary(MCID=fresh))
        chosen = [s for s in source.instructions[:start] if str(s.operator) == "Tf"][-1:]
        moved += [mark, *chosen, *block[1:]]
        holder.K[index] = Dictionary(Type=Name.MCR, Pg=target.page.obj, MCID=fresh)
        fresh += 1
    head = [instruction("q"), instruction("cm", 1, 0, 0, -1, 0, 841.889764)]
    scale = instruction("cm", 0.75, 0, 0, 0.75, 0, 0)
    states = [s for s in moved if str(s.operator) != "gs"]
    wrapped = [
        instruction("q"), *target.instructions, instruction("Q"), *head, scale, *states,
        instruction("Q"),
    ]  # fmt: skip
    target.instructions = wrapped
    source.write()
    target.write()
    return f"from page {here + 1} to {target.number + 1}"


def _tagged(step: Any) -> bool:
    return (
        str(step.operator) == "BDC"
        and isinstance(step.operands[1], Dictionary)
        and "/MCID" in step.operands[1]
    )


def _contents(element: Any, page: Any) -> Iterator[Any]:
    """Each piece of tagged content under an element: page, number, holder, and where in its K."""
    if "/K" in element and not isinstance(element.K, Array):
        element.K = Array([element.K])
    page = element.get("/Pg", page)
    for index, kid in enumerate(kids_of(element)):
        if isinstance(kid, int):
            yield page, int(kid), element, index
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", page), int(kid.MCID), element, index
        elif "/S" in kid:
            yield from _contents(kid, page)


KINDS: Kinds = {
    "page lost": _lost_page,
    "page doubled": _double_page,
    "pages exchanged": _exchanged_pages,
    "page blank": _blank_page,
    "note on another page": _moved_note,
}
