"""Faults in what a PDF's pages paint: words that are gone, wrong, or there and not to be seen."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pikepdf

from bench.prove.painted import LONG, Painted, Run, a_run, instruction, open_pages
from bench.prove.seeding import Change, Kinds, Unfit, pick, two


def said(run: Run, word: range) -> str:
    return f"“{run.text[word.start : word.stop]}” on page {run.page.number + 1}"


def _word_changed(change: Any) -> Change:
    """`change` is given the operand before, in and after a word and gives the new one."""

    def seeded(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        word = run.word(rng)
        run.write(change(*run.cut(word)))
        run.page.write()
        return said(run, word)

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
    return f"{said(run, spans[0])}, {said(run, spans[1])}"


def _misspelt(pdf: pikepdf.Pdf, rng: Random) -> str:
    run = a_run(pdf, rng)
    word = run.word(rng)
    elements = run.elements()
    at = run.glyphs[word.start + 1][0]
    others = [elements[i] for i, c in run.glyphs if c.isalpha() and c != run.text[word.start + 1]]
    elements[at] = pick(rng, others)
    run.write(elements)
    run.page.write()
    return said(run, word)


def _notdef(pdf: pikepdf.Pdf, rng: Random) -> str:
    """A letter is the font's glyph 0, the box for what a font doesn't have."""
    run = a_run(pdf, rng)
    word = run.word(rng)
    elements = run.elements()
    elements[run.glyphs[word.start + 1][0]] = pikepdf.String(b"\x00\x00")
    run.write(elements)
    run.page.write()
    return said(run, word)


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
    return said(run, word)


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
    return said(run, word)


def run_of(change: Any) -> Change:
    """A change of a whole run's text object: `change` is given its instructions."""

    def seeded(pdf: pikepdf.Pdf, rng: Random) -> str:
        run = a_run(pdf, rng)
        start, end = run.page.block(run)
        steps = run.page.instructions
        steps[start : end + 1] = change(steps[start : end + 1])
        run.page.write()
        return f"“{run.text[:50]}” on page {run.page.number + 1}"

    return seeded


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


KINDS: Kinds = {
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
    "run lost": run_of(lambda block: []),
    "run painted a second time": _painted_again,
    "lines exchanged on the page": _exchanged_lines,
}
