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

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from briefbuild.problems import Place, Problem, problem
from briefbuild.tree import Nodes
from briefbuild.verify.align import Difference, counterpart, differences
from briefbuild.verify.compare import few, word_problems
from briefbuild.verify.inventory import Inventory, Note, Word, take
from briefbuild.verify.words import words_in

NAME = "transforms"
PUT_IN = frozenset({"label", "credit"})


class _Text(NamedTuple):
    """Words to compare, and for each n how many of them the first n words of the tree gave."""

    words: list[Word]
    counts: list[int]

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]


def conserved(before: Nodes, after: Nodes) -> list[Problem]:
    """What the transforms lost, added or moved of the words, notes, headings and links."""
    old, new = take(before), take(after)
    ids = {("@", *words_in(id)): "@" + id for id in new.anchors}
    moved = {word.place for word in new.words if word.part == "table-caption"}
    moved -= {word.place for word in new.words if word.part != "table-caption"}

    def text(words: Sequence[Word]) -> _Text:
        return _text(words, ids, lambda word: word.place not in moved)

    def caption(words: Sequence[Word]) -> _Text:
        return _text(words, ids, lambda word: word.place in moved)

    main, main_after = text(old.words), text(new.words)
    drift = differences(main.texts, main_after.texts)
    problems = [
        *word_problems(main.words, main_after.texts, drift, NAME),
        *_changed(caption(old.words), caption(new.words), NAME),
        *_note_problems(old, new, text),
        *_call_problems(old, new, (main, main_after), drift),
        *_lost(
            "heading",
            [" ".join(h.words) for h in old.headings],
            [" ".join(h.words) for h in new.headings],
        ),
        *_lost("link", [link.target for link in old.links], [link.target for link in new.links]),
    ]
    return few(problems, NAME)


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
    end = start + 1
    while end < len(words) and words[end][1:] == first[1:]:
        end += 1
    if first.reference:
        return end - start, "@" + first.reference
    if first.text == "@":
        for stop in range(end, start + 1, -1):
            name = ids.get(tuple(word.text for word in words[start:stop]))
            if name:
                return stop - start, name
    return 1, ""


def _changed(old: _Text, new: _Text, name: str, place: Place | None = None) -> Iterator[Problem]:
    drift = differences(old.texts, new.texts)
    return word_problems(old.words, new.texts, drift, name, place)


def _note_problems(
    old: Inventory, new: Inventory, text: Callable[[Sequence[Word]], _Text]
) -> Iterator[Problem]:
    """Each body of the assembled tree, once, in order; a note called twice has one body after."""
    bodies = _once(old.notes)
    keys = [_key(note) for note in new.notes]
    found = [_key(note) for note in bodies]
    for d in differences(found, keys):
        if d.a1 - d.a0 == d.b1 - d.b0:
            for note, other in zip(bodies[d.a0 : d.a1], new.notes[d.b0 : d.b1], strict=True):
                here = f"{NAME}, note {other.mark}"
                yield from _changed(text(note.words), text(other.words), here, note.place)
            continue
        for note in bodies[d.a0 : d.a1]:
            reason = f"is lost: “{' '.join(text(note.words).texts[:12])}”"
            yield problem("proof-note", note.place, format=NAME, mark="", reason=reason)
        for note in new.notes[d.b0 : d.b1]:
            reason = "is not in the source"
            yield problem("proof-note", note.place, format=NAME, mark=note.mark, reason=reason)


def _key(note: Note) -> str:
    """A note by its words and where they stand, so that two notes “Ibid.” are two."""
    places = "".join(f"{word.place} " for word in note.words[:1])
    return places + " ".join("" if w.reference else w.text for w in note.words)


def _once(notes: Sequence[Note]) -> list[Note]:
    """Without the copies that pandoc makes for each further call."""
    return list({_key(note): note for note in reversed(notes)}.values())[::-1]


def _call_problems(
    old: Inventory, new: Inventory, texts: tuple[_Text, _Text], drift: Sequence[Difference]
) -> Iterator[Problem]:
    """Each call after the word it was written after."""
    if len(old.calls) != len(new.calls):
        reason = f"{len(old.calls)} calls were written, {len(new.calls)} are left"
        yield problem("proof-note", None, format=NAME, mark="", reason=reason)
        return
    for call, other in zip(old.calls, new.calls, strict=True):
        before, after = texts[0].counts[call.after], texts[1].counts[other.after]
        if after not in counterpart(drift, before):
            reason = "its call has moved"
            yield problem("proof-note", call.place, format=NAME, mark=other.mark, reason=reason)


def _lost(kind: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Problem]:
    """What was there and isn't, or not in its order."""
    for d in differences(old, new):
        for item in old[d.a0 : d.a1]:
            reason = "is lost on the way"
            yield problem("proof-item", None, format=NAME, kind=kind, item=item, reason=reason)
