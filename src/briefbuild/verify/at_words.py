"""Where the editor wrote the words at which a file has a fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefbuild.problems import Place, Problem, problem
from briefbuild.verify.align import Difference
from briefbuild.verify.items import Inventory, Word
from briefbuild.verify.reading import NOWHERE, ReadFault


def located_problems(
    inventory: Inventory,
    faults: Sequence[ReadFault],
    drift: Sequence[Difference],
    format: str,
) -> Iterator[Problem]:
    """The faults, each at the place of its word; `drift` is that of the main text."""
    notes = {note.mark: note for note in inventory.notes}
    for fault in faults:
        place = None
        if fault.note in notes:
            note = notes[fault.note]
            place = place_at(note.words, fault.after) or note.place
        elif fault.note is None and fault.after != NOWHERE:
            place = place_at(inventory.words, _in_source(drift, fault.after))
        facts = {"kind": "item", "item": fault.item, "reason": fault.reason}
        yield problem("proof-item", place, format=format, **facts)


def _in_source(drift: Sequence[Difference], index: int) -> int:
    """The number of a file's word in the source, or of what stands there in its place."""
    shift = 0
    for d in drift:
        if index < d.b0:
            break
        if index < d.b1:
            return d.a0
        shift = d.a1 - d.b1
    return index + shift


def place_at(words: Sequence[Word], index: int) -> Place | None:
    """Where the editor wrote this word, or the nearest one before it that has a place."""
    nearest = (word.place for word in reversed(words[: index + 1]) if word.place)
    return next(nearest, None)
