"""Faults in what a PDF's pages paint: words that are there, and not to be seen or read."""

from __future__ import annotations

from random import Random
from typing import Any

import pikepdf
import pypdfium2

from bench.prove.painted import LONG, Run, a_run, instruction
from bench.prove.pdf_text import run_of, said
from bench.prove.seeding import Change, Kinds, Unfit, pick


def _put_around(run: Run, word: range, before: list[Any], after: list[Any]) -> str:
    """Put instructions around a word of a run; what the run says."""
    head, middle, tail = (pikepdf.Array(part) for part in run.cut(word))
    parts = [instruction("TJ", head), *before, instruction("TJ", middle)]
    run.page.instructions[run.at : run.at + 1] = [*parts, *after, instruction("TJ", tail)]
    run.page.write()
    return said(run, word)


def _around_word(before: list[Any], after: list[Any]) -> Change:
    """A word between these instructions."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        return _put_around(run, run.word(rng), before, after)

    return change


def _in_ink(name: str, *ink: float) -> Change:
    """A word in another ink; the page's own is restored by the black of the text."""
    black = {"rg": (0, 0, 0), "g": (0,), "k": (0, 0, 0, 1)}[name]
    return _around_word([instruction(name, *ink)], [instruction(name, *black)])


def _transparent(alpha: float) -> Change:
    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        word = run.word(rng)
        states = run.page.page.obj.Resources.ExtGState
        states["/Seeded"] = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=alpha)
        )
        states["/Solid"] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=1))
        seeded, solid = (instruction("gs", pikepdf.Name(f"/{n}")) for n in ("Seeded", "Solid"))
        return _put_around(run, word, [seeded], [solid])

    return change


def _sized(size: float) -> Change:
    """A word in letters of so many points."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        before = reversed(run.page.instructions[: run.at])
        old = next(s for s in before if str(s.operator) == "Tf")
        small = instruction("Tf", old.operands[0], size / 0.75)
        return _put_around(run, run.word(rng), [small], [old])

    return change


def _moved(x: float, y: float) -> Any:
    def change(block: list[Any]) -> list[Any]:
        made = []
        for step in block:
            if str(step.operator) == "Tm":
                *matrix, left, down = (float(n) for n in step.operands)
                step = instruction("Tm", *matrix, left + x, down + y)
            made.append(step)
        return made

    return run_of(change)


def _clipped(*box: float) -> Any:
    def change(block: list[Any]) -> list[Any]:
        clip = [instruction("re", *box), instruction("W"), instruction("n")]
        return [instruction("q"), *clip, *block, instruction("Q")]

    return run_of(change)


def _mirrored(block: list[Any]) -> list[Any]:
    """A run's letters, each turned over where it stands."""
    made = []
    for step in block:
        if str(step.operator) == "Tm":
            across, *others = (float(n) for n in step.operands)
            step = instruction("Tm", -across, *others)
        made.append(step)
    return made


def _covered(part: float) -> Change:
    """A box in the colour of the paper lies over so much of a word."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        number, box, word = _box_of_word(pdf, rng)
        left, bottom, right, top = box
        width = (right - left) * part
        page = pdf.pages[number]
        page.contents_add(pdf.make_stream(b"q"), prepend=True)
        paint = f"Q /Artifact BMC q 0 0 0 0 k {left} {bottom} {width} {top - bottom} re f Q EMC"
        if part > 0 and "/OutputIntents" in pdf.Root and "/TrimBox" not in page.obj:
            paint = paint.replace("0 0 0 0 k", "1 1 1 rg")
        page.contents_add(pdf.make_stream(paint.encode()))
        return f"“{word}” on page {number + 1}"

    return change


def _box_of_word(pdf: pikepdf.Pdf, rng: Random) -> tuple[int, tuple[float, ...], str]:
    """A word of a page, and where PDFium sees it, in points."""
    document = pypdfium2.PdfDocument(pdf.filename)
    try:
        number = rng.randrange(len(document))
        text = document[number].get_textpage()
        found = list(LONG.finditer(text.get_text_range()))
        match = pick(rng, found)
        boxes = [text.get_charbox(i, loose=True) for i in range(match.start(), match.end())]
        if max(b[3] for b in boxes) - min(b[1] for b in boxes) > 40 or boxes[0][1] < 60:
            raise Unfit  # over two lines, or in a running foot, which is no text
        left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
        return number, (left, bottom, right, top), match.group()
    finally:
        document.close()


WORDS: Kinds = {
    "word not painted": _around_word([instruction("Tr", 3)], [instruction("Tr", 0)]),
    "word only clipped to": _around_word([instruction("Tr", 7)], [instruction("Tr", 0)]),
    "word all but transparent": _transparent(0.02),
    "word transparent": _transparent(0),
    "word of 2 pt": _sized(2),
    "word of 3.5 pt": _sized(3.5),
    "word squeezed": _around_word([instruction("Tz", 3)], [instruction("Tz", 100)]),
    "word raised off its line": _around_word([instruction("Ts", 2000)], [instruction("Ts", 0)]),
    "run off the page": _moved(3000, 0),
    "run below the page": _moved(0, 3000),
    "run cut by the page’s edge": _moved(440, 0),
    "run on another line": _moved(0, 18),
    "run clipped away": _clipped(0, 0, 1, 1),
    "word covered": _covered(1.0),
    "half a word covered": _covered(0.5),
    "run mirrored": run_of(_mirrored),
}
SCREEN_KINDS: Kinds = {
    **WORDS,
    "word white": _in_ink("rg", 1, 1, 1),
    "word all but white": _in_ink("g", 0.96),
}
PRESS_KINDS: Kinds = {
    **WORDS,
    "word without ink": _in_ink("k", 0, 0, 0, 0),
    "word in 3 % of black": _in_ink("k", 0, 0, 0, 0.03),
}
