"""Decide what a format with lines leaves open: which words go on over a line's end.

“compara- | tive” is one word and “Korea- | Japan” two; the file alone can't tell. The two parts
are one word only where the source has that word, and, when it has the two parts side by side as
well (“in to”, “into”), only where it has the word after the same neighbour. Words that a style
sheet sets in another case are given back their own where that is the only difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise, repeat

from briefbuild.verify.items import Inventory
from briefbuild.verify.letter_case import as_written
from briefbuild.verify.reading import MAYBE, ReadFault, Reading, ReadNote, ReadNumber


def settle(reading: Reading, inventory: Inventory) -> Reading:
    """The reading with every word whole."""
    texts = [inventory.texts, *(tuple(w.text for w in n.words) for n in inventory.notes)]
    known = _Known(texts)
    words, counts = known.whole(reading.words)
    captions = chain((image.caption for image in inventory.images), repeat(()))
    headings = {_folded(h.words): h.words for h in inventory.headings}
    bodies = {note.mark: tuple(word.text for word in note.words) for note in inventory.notes}
    cases = inventory.cases

    def heading(found: tuple[str, ...]) -> tuple[str, ...]:
        whole = known.whole(found)[0]
        return as_written(whole, headings.get(_folded(whole), ()), cases)

    return replace(
        reading,
        words=as_written(words, inventory.texts, cases),
        calls=tuple(replace(call, after=counts[call.after]) for call in reading.calls),
        notes=tuple(_note(n, known, bodies.get(n.mark, ()), cases) for n in reading.notes),
        numbers=_counted(reading.numbers, counts),
        located=tuple(_moved(fault, counts, reading.notes, known) for fault in reading.located),
        headings=tuple(replace(h, words=heading(h.words)) for h in reading.headings),
        images=tuple(
            replace(image, caption=as_written(known.whole(image.caption)[0], caption, cases))
            for image, caption in zip(reading.images, captions, strict=False)
        ),
    )


def _note(
    note: ReadNote, known: _Known, expected: Sequence[str], cases: frozenset[str]
) -> ReadNote:
    words, counts = known.whole(note.words)
    words = as_written(words, expected, cases)
    return replace(note, words=words, numbers=_counted(note.numbers, counts))


def _moved(
    fault: ReadFault, counts: Sequence[int], notes: Sequence[ReadNote], known: _Known
) -> ReadFault:
    """A fault at its word, by the whole words before it."""
    if fault.note is not None:
        counts = next((known.whole(n.words)[1] for n in notes if n.mark == fault.note), ())
    return replace(fault, after=counts[fault.after]) if 0 <= fault.after < len(counts) else fault


def _counted(numbers: Sequence[ReadNumber], counts: Sequence[int]) -> tuple[ReadNumber, ...]:
    return tuple(replace(number, after=counts[number.after]) for number in numbers)


class _Known:
    """The source's words, and which stand side by side."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        forms = [*texts, *map(_folded, texts)]
        self.words = {word for text in forms for word in text}
        self.pairs = {pair for text in forms for pair in pairwise(text)}

    def whole(self, words: Sequence[str]) -> tuple[tuple[str, ...], list[int]]:
        """The words with their parts joined, and for each n how many words the first n give."""
        made: list[str] = []
        sizes: list[int] = []  # 1 where a word ends, 0 for a part that goes on
        start = 0
        while start < len(words):
            end = start + 1
            while end < len(words) and words[end - 1].endswith(MAYBE):
                end += 1
            parts = [word.removesuffix(MAYBE) for word in words[start:end]]
            size = next((n for n in range(len(parts), 1, -1) if self.joins(made, parts[:n])), 1)
            made.append("".join(parts[:size]))
            sizes += [0] * (size - 1) + [1]
            start += size
        return tuple(made), list(accumulate(sizes, initial=0))

    def joins(self, before: Sequence[str], parts: Sequence[str]) -> bool:
        """Whether these parts are one word of the source."""
        word = "".join(parts)
        if word not in self.words:
            folded = _folded((*before[-1:], *parts))
            if folded == (*before[-1:], *parts):
                return False
            return self.joins(folded[: len(before[-1:])], folded[len(before[-1:]) :])
        apart = all(pair in self.pairs for pair in pairwise(parts))
        return not apart or (bool(before) and (before[-1], word) in self.pairs)


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    """The words without regard to capitals."""
    return tuple(map(str.casefold, words))
