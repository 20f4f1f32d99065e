"""Whether the transforms kept every word: the assembled tree against the transformed one.

Transforms may do four things to words, and nothing else:

- put in a caption's label (“Figure 1:”) and a figure's credit, which the tree marks as such;
- put a cross-reference (“Figure 1”) where `@fig-map` stood: both count as the word “@fig-map”;
- bring a table's caption, written after the table, before its rows: such words are known by their
  places in the source, taken out on both sides and compared with each other;
- keep one body of a note that is called twice.

All other words must be the same, in the same order, whatever nodes they stand in. Every word keeps
the place where the editor wrote it, so a caption is told by place and not by looks: a transform
that loses a word of a caption leaves that word behind in the text, where it is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefbuild.problems import Place, Problem, problem
from briefbuild.tree import Nodes, uncollected
from briefbuild.verify.align import counterpart, differences
from briefbuild.verify.compare import few, word_problems
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Call, Inventory, Note, Word
from briefbuild.verify.words import words_in

NAME = "transforms"
PUT_IN = frozenset({"label", "credit"})
CAPTION = "table-caption"


class _Text(NamedTuple):
    """Words to compare, and for each n how many of them the first n words of the tree gave."""

    words: list[Word]
    counts: list[int]

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]


class _Texts(NamedTuple):
    """One stream of words on both sides, and how other words are made comparable with it."""

    old: _Text
    new: _Text
    make: Callable[[Sequence[Word]], _Text]


@uncollected()
def conserved(before: Nodes, after: Nodes) -> list[Problem]:
    """What the transforms lost, added or moved of the words, notes, headings and links."""
    old, new = take(before), take(after)
    ids = {("@", *words_in(id)): "@" + id for id in new.anchors}
    moved = {word.place for word in new.words if word.part == CAPTION}
    moved -= {word.place for word in new.words if word.part != CAPTION}
    moved_calls = {call.place for call in new.calls if call.part == CAPTION}
    bodies = {call.mark: call.note for call in new.calls if call.note}
    problems: list[Problem] = []
    for in_caption in (False, True):

        def text(words: Sequence[Word], wanted: bool = in_caption) -> _Text:
            return _text(words, ids, lambda word: (word.place in moved) == wanted)

        def note_text(words: Sequence[Word]) -> _Text:
            return _text(words, ids, lambda _: True)

        texts = _Texts(text(old.words), text(new.words), note_text)
        calls = [c for c in old.calls if (c.place in moved_calls) == in_caption]
        others = [c for c in new.calls if (c.part == CAPTION) == in_caption]
        problems += _changed(texts.old, texts.new, NAME)
        problems += _note_problems(calls, others, bodies, texts)
    problems += _lost("heading", _headings(old, ids), _headings(new, ids))
    targets = sorted(link.target for link in old.links)
    problems += _lost("link", targets, sorted(link.target for link in new.links))
    numbers = [number.text for number in old.numbers]
    problems += _lost("list item", numbers, [number.text for number in new.numbers])
    return few(problems, NAME)


def _headings(inventory: Inventory, ids: dict[tuple[str, ...], str]) -> list[str]:
    """Each heading's words, references as one word each, as in the text."""
    return [" ".join(_text(h.located, ids, lambda _: True).texts) for h in inventory.headings]


def _text(
    words: Sequence[Word], ids: dict[tuple[str, ...], str], keep: Callable[[Word], bool]
) -> _Text:
    """The words without what transforms put in, references as one word each."""
    made: list[Word] = []
    counts = [0]
    skip = 0
    for index, word in enumerate(words):
        if skip:
            skip -= 1
        elif keep(word) and word.part not in PUT_IN:
            size, name = _reference(words, index, ids)
            skip = size - 1
            made.append(word._replace(text=name or word.text))
        counts.append(len(made))
    return _Text(made, counts)


def _reference(
    words: Sequence[Word], start: int, ids: dict[tuple[str, ...], str]
) -> tuple[int, str]:
    """How many words from here on are one cross-reference, and its name; (1, "") for a word."""
    first = words[start]
    if not first.reference and first.text != "@":
        return 1, ""  # at once: in a field of brief.yaml all words have one place
    end = start + 1
    while end < len(words) and words[end][1:] == first[1:]:
        end += 1
    if first.reference:
        return end - start, "@" + first.reference
    for stop in range(end, start + 1, -1):
        name = ids.get(tuple(word.text for word in words[start:stop]))
        if name:
            return stop - start, name
    return 1, ""


def _changed(old: _Text, new: _Text, name: str, place: Place | None = None) -> Iterator[Problem]:
    drift = differences(old.texts, new.texts)
    return word_problems(old.words, new.texts, drift, name, place)


def _note_problems(
    calls: Sequence[Call], others: Sequence[Call], bodies: Mapping[str, Note], texts: _Texts
) -> Iterator[Problem]:
    """Each call after the word it was written after, and with the body it was written for."""
    if len(calls) != len(others):
        place = calls[0].place if calls else None
        reason = f"{len(calls)} calls were written, {len(others)} are left"
        yield problem("proof-note", place, format=NAME, mark="", reason=reason)
        return
    drift = differences(texts.old.texts, texts.new.texts)
    for call, other in zip(calls, others, strict=True):
        before, after = texts.old.counts[call.after], texts.new.counts[other.after]
        if after not in counterpart(drift, before):
            reason = "its call has moved"
            yield problem("proof-note", call.place, format=NAME, mark=other.mark, reason=reason)
        old, new = call.note, bodies.get(other.mark)
        if old and new:
            here = f"{NAME}, note {other.mark}"
            yield from _changed(texts.make(old.words), texts.make(new.words), here, old.place)
        elif old:
            reason = "is lost"
            yield problem("proof-note", old.place, format=NAME, mark=other.mark, reason=reason)


def _lost(kind: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Problem]:
    """What was there and isn't, or not in its order."""
    for d in differences(old, new):
        for item in old[d.a0 : d.a1]:
            reason = "is lost on the way"
            yield problem("proof-item", None, format=NAME, kind=kind, item=item, reason=reason)
