"""Faults put into files, each followed by the proof: how many of them it catches."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.prove.kinds import OPENERS, Fault, save
from bench.prove.seeding import Unfit
from bench.prove.texts import Text

ROUNDS = 20
"""Draws of a fault before a text counts as having no place for it."""


@dataclass(frozen=True)
class Outcome:
    """What became of one fault."""

    fault: Fault
    did: str
    found: tuple[str, ...]
    """The errors of the proof; none for a fault that was missed."""


def outcomes(faults: Iterable[Fault], texts: Sequence[Text], scratch: Path) -> Iterator[Outcome]:
    """Each fault seeded and the file proved; those that a text has no place for are left out."""
    by_name = {text.name: text for text in texts}
    for fault in faults:
        made = outcome(fault, by_name[fault.text], scratch)
        if made is not None:
            yield made


def outcome(fault: Fault, text: Text, scratch: Path) -> Outcome | None:
    """One fault; None when the text has no place for it."""
    folder = scratch / "faulty"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / text.path(fault.format).name
    for again in range(ROUNDS):
        drawn = fault._replace(round=fault.round + 100 * again)
        try:
            did = drawn.seed(text, path)
        except Unfit:
            continue
        return Outcome(drawn, did, errors(text, path, fault.format))
    return None


def errors(text: Text, path: Path, format: str) -> tuple[str, ...]:
    """The errors that the proof of a file finds."""
    if not path.exists():
        return ("the file was not made",)
    problems = text.proof(path, format).problems
    return tuple(str(problem) for problem in problems if problem.severity == "error")


def controls(texts: Sequence[Text], scratch: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each file opened and saved without a fault, with what the proof says: nothing, or every
    fault would be caught whatever it is."""
    for text in texts:
        for format, opened in OPENERS.items():
            path = scratch / text.path(format).name
            save(opened(text.path(format)), path)
            yield f"{text.name}, {format}", errors(text, path, format)
