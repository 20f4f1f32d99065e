"""Faults in what a PDF's pages paint: words that are gone, wrong, or there and not to be seen."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pikepdf
import pypdfium2

from bench.prove.painted import LONG, Painted, Run, a_run, instruction, open_pages
from bench.prove.seeding import Change, Kinds, Unfit, pick, two


def _said(run: Run, word: range) -> str:
    return f"“{run.text[word.start : word.stop]}” on page {run.page.number + 1}"


def _word_changed(change: Any) -> Change:
    """`change` is given the operand before, in and after a word and gives the new one."""

    def seeded(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        word = run.word(rng)
        run.write(change(*run.cut(word)))
        run.page.write()
        return _said(run, word)

    return seeded


def _swapped_words(pdf: pikepdf.Pdf, rng: Random) -> str:
    runs = [r for p in open_pages(pdf) for r in p.runs if len(set(LONG.findall(r.text))) > 1]
    run = pick(rng, runs)
    one, other = two(rng, list({m.group(): m for m in LONG.finditer(run.text)}.values()))
    spans = [range(m.start(), m.end()) for m in (one, other)]
    before, first, rest = run.cut(spans[0])
    _, second, after = run.cut(spans[1])
    between = rest[: len(rest) - len(second) - len(after)]
    run.write([*before, *second, *between, *first, *after])
    run.page.write()
    return f"{_said(run, spans[0])}, {_said(run, spans[1])}"


def _misspelt(pdf: pikepdf.Pdf, rng: Random) -> str:
    run = a_run(pdf, rng)
    word = run.word(rng)
    elements = run.elements()
    at = run.glyphs[word.start + 1][0]
    others = [elements[i] for i, c in run.glyphs if c.isalpha() and c != run.text[word.start + 1]]
    elements[at] = pick(rng, others)
    run.write(elements)
    run.page.write()
    return _said(run, word)


def _notdef(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A letter is the font's glyph 0, the box for what a font doesn't have."""
    run = a_run(pdf, rng)
    word = run.word(rng)
    elements = run.elements()
    elements[run.glyphs[word.start + 1][0]] = pikepdf.String(b"\x00\x00")
    run.write(elements)
    run.page.write()
    return _said(run, word)


def _named_box(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A letter is a glyph that the font doesn't have, and the text says that it is the letter."""
    run = a_run(pdf, rng)
    word = run.word(rng)
    elements, letter = run.elements(), run.text[word.start + 1]
    code = rng.choice([b"\x00\x00", b"\xff\xf0"])
    elements[run.glyphs[word.start + 1][0]] = pikepdf.String(code)
    run.write(elements)
    run.page.write()
    table = run.page.page.obj.Resources.Font[run.font].ToUnicode
    line = f"1 beginbfchar\n<{code.hex()}> <{ord(letter):04x}>\nendbfchar\nendcmap"
    table.write(table.read_bytes().replace(b"endcmap", line.encode(), 1))
    return _said(run, word)


def _other_characters(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A font says that one of its letters is another one."""
    run = a_run(pdf, rng)
    word = run.word(rng)
    code = bytes(run.elements()[run.glyphs[word.start][0]]).hex().encode()
    table = run.page.page.obj.Resources.Font[run.font].ToUnicode
    data = table.read_bytes()
    start = data.find(b"<" + code + b"> <") + len(code) + 4
    if data[start - len(code) - 4 : start - len(code) - 3] != b"<":
        raise Unfit
    table.write(data[:start] + b"0416" + data[start + 4 :])
    return _said(run, word)


def _put_around(run: Run, word: range, before: list[Any], after: list[Any]) -> str:
    """Put instructions around a word of a run; what the run says."""
    head, middle, tail = (pikepdf.Array(part) for part in run.cut(word))
    parts = [instruction("TJ", head), *before, instruction("TJ", middle)]
    run.page.instructions[run.at : run.at + 1] = [*parts, *after, instruction("TJ", tail)]
    run.page.write()
    return _said(run, word)


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


def _run_of(change: Any) -> Change:
    """A change of a whole run's text object: `change` is given its instructions."""

    def seeded(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        start, end = run.page.block(run)
        steps = run.page.instructions
        steps[start : end + 1] = change(steps[start : end + 1])
        run.page.write()
        return f"“{run.text[:50]}” on page {run.page.number + 1}"

    return seeded


def _moved(x: float, y: float) -> Any:
    def change(block: list[Any]) -> list[Any]:
        made = []
        for step in block:
            if str(step.operator) == "Tm":
                *matrix, left, down = (float(n) for n in step.operands)
                step = instruction("Tm", *matrix, left + x, down + y)
            made.append(step)
        return made

    return _run_of(change)


def _painted_again(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A line stands a second time further down, under the same tag."""
    run = a_run(pdf, rng)
    start, end = run.page.block(run)
    block = run.page.instructions[start : end + 1]
    lower = [
        instruction("Tm", *step.operands[:5], float(step.operands[5]) + 90)
        if str(step.operator) == "Tm"
        else step
        for step in block
    ]
    run.page.instructions[end + 1 : end + 1] = lower
    run.page.write()
    return f"“{run.text[:50]}” on page {run.page.number + 1}"


def _clipped(*box: float) -> Any:
    def change(block: list[Any]) -> list[Any]:
        clip = [instruction("re", *box), instruction("W"), instruction("n")]
        return [instruction("q"), *clip, *block, instruction("Q")]

    return _run_of(change)


def _exchanged_lines(pdf: pikepdf.Pdf, rng: Random) -> str:
    """Two lines of the text change places on the page; the structure stays."""
    page = pick(rng, [p for p in open_pages(pdf) if len(p.runs) > 2])
    places = [(run, _matrix(page, run)) for run in page.runs if len(run.text) > 30]
    pairs = [
        (one, other)
        for one, other in pairwise(places)
        if abs(one[1][0] - other[1][0]) < 1 and 5 < other[1][1] - one[1][1] < 40
    ]
    (one, first), (other, second) = pick(rng, pairs)
    for run, (x, y) in ((one, second), (other, first)):
        at = page.block(run)[0] + 1
        at = next(i for i in range(at, run.at) if str(page.instructions[i].operator) == "Tm")
        matrix = [float(n) for n in page.instructions[at].operands[:4]]
        page.instructions[at] = instruction("Tm", *matrix, x, y)
    page.write()
    return f"“{one.text[:30]}” and the next line on page {page.number + 1}"


def _matrix(page: Painted, run: Run) -> tuple[float, float]:
    start = page.block(run)[0]
    steps = page.instructions[start : run.at]
    last = next(s for s in reversed(steps) if str(s.operator) == "Tm")
    return float(last.operands[4]), float(last.operands[5])


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
    "word lost": _word_changed(lambda before, word, after: [*before, *after]),
    "word doubled": _word_changed(lambda before, word, after: [*before, *word, *word, *after]),
    "word under another": _word_changed(
        lambda before, word, after: [*before, *word, 2500, *word, *after]
    ),
    "words swapped": _swapped_words,
    "word misspelt": _misspelt,
    "letter a box": _notdef,
    "letter a box, called a letter": _named_box,
    "letters called others": _other_characters,
    "run lost": _run_of(lambda block: []),
    "run painted a second time": _painted_again,
    "lines exchanged on the page": _exchanged_lines,
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
