"""Faults in a PDF's text beside the text: running heads, page numbers, a drawing's lettering."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

from bench.prove.painted import Painted, instruction
from bench.prove.seeding import Change, Kinds, pick

Steps = list[Any]


def _margin(foot: bool, change: Callable[[Steps, Random], Steps]) -> Change:
    """A change of a running head, or of the last thing at a page's foot: its number."""

    def seeded(pdf: Pdf, rng: Random) -> str:
        kind = "/Footer" if foot else "/Header"
        pages = [Painted(pdf, number) for number in range(len(pdf.pages))]
        found = [(page, places) for page in pages if (places := _places(page, kind))]
        page, places = pick(rng, found)
        start, end = places[-1] if foot else pick(rng, places)
        page.instructions[start:end] = change(page.instructions[start:end], rng)
        page.write()
        return f"on page {page.number + 1}"

    return seeded


def _places(page: Painted, kind: str) -> list[tuple[int, int]]:
    """From where to where each head or foot stands, its marks included."""
    found = []
    for start, step in enumerate(page.instructions):
        facts = step.operands[1] if str(step.operator) == "BDC" else None
        if isinstance(facts, Dictionary) and facts.get("/Subtype") == kind:
            steps = page.instructions
            end = next(i for i in range(start, len(steps)) if str(steps[i].operator) == "EMC")
            found.append((start, end + 1))
    return found


def _lower(steps: Steps) -> Steps:
    """The same, some lines further down."""
    return [
        instruction("Tm", *step.operands[:5], float(step.operands[5]) + 30)
        if str(step.operator) == "Tm"
        else step
        for step in steps
    ]


def _other_glyph(steps: Steps, rng: Random) -> Steps:
    """One of the font's other glyphs stands in the place of a letter."""
    at = pick(rng, [i for i, step in enumerate(steps) if str(step.operator) == "TJ"])
    shown = list(steps[at].operands[0])
    letter = pick(rng, [i for i, part in enumerate(shown) if len(_code(part)) == 2])
    code = bytearray(_code(shown[letter]))
    code[1] += 1 if code[1] < 255 else -1
    shown[letter] = pikepdf.String(bytes(code))
    return [*steps[:at], instruction("TJ", pikepdf.Array(shown)), *steps[at + 1 :]]


def _code(part: Any) -> bytes:
    return bytes(part) if isinstance(part, pikepdf.String) else b""


def _label(pdf: Pdf, rng: Random) -> Any:
    """A text of a drawing that a page shows."""
    found = []
    for page in pdf.pages:
        shown = {str(s.operands[0]) for s in pikepdf.parse_content_stream(page, "Do")}
        for name, form in page.obj.Resources.get("/XObject", Dictionary()).items():
            if name in shown and form.get("/Subtype") == "/Form" and b"TJ" in form.read_bytes():
                found.append(form)
    return pick(rng, found)


def _emptied_label(pdf: Pdf, rng: Random) -> str:
    form = _label(pdf, rng)
    form.write(b"")
    return f"object {form.objgen[0]}"


def _exchanged_labels(pdf: Pdf, rng: Random) -> str:
    """A text of a drawing stands in the place of another one as well."""
    one = _label(pdf, rng)
    other = _label(pdf, rng)
    while other.read_bytes() == one.read_bytes():
        other = _label(pdf, rng)
    one.write(other.read_bytes())
    return f"objects {one.objgen[0]} and {other.objgen[0]}"


KINDS: Kinds = {
    "page’s number lost": _margin(True, lambda steps, rng: []),
    "page’s number another": _margin(True, _other_glyph),
    "page’s number twice": _margin(True, lambda steps, rng: [*steps, *_lower(steps)]),
    "running head lost": _margin(False, lambda steps, rng: []),
    "running head misspelt": _margin(False, _other_glyph),
    "running head twice": _margin(False, lambda steps, rng: [*steps, *_lower(steps)]),
    "drawing’s label emptied": _emptied_label,
    "drawing’s label another": _exchanged_labels,
}
