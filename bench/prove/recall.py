"""Faults put into files, each followed by the proof: how many of them it catches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
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


def outcomes(faults: Sequence[Fault], texts: Sequence[Text], scratch: Path) -> Iterator[Outcome]:
    """Each fault seeded and the file proved, in their order, on as many processors as there are;
    those that a text has no place for are left out."""
    afresh = get_context(
        "spawn"
    )  # a copy of this process would wait for threads that it hasn't got
    with ProcessPoolExecutor(os.cpu_count(), afresh, _begin, (texts, scratch)) as pool:
        for made in pool.map(attempt, faults, chunksize=4):
            if made is not None:
                yield made


@dataclass(frozen=True)
class _Bench:
    """What a process works with."""

    texts: dict[str, Text]
    scratch: Path


_bench: list[_Bench] = []


def _begin(texts: Sequence[Text], scratch: Path) -> None:
    own = scratch / str(os.getpid())
    own.mkdir()
    _bench[:] = [_Bench({text.name: text for text in texts}, own)]


def attempt(fault: Fault) -> Outcome | None:
    """One fault, in a process that has begun."""
    bench = _bench[0]
    return outcome(fault, bench.texts[fault.text], bench.scratch)


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
        except Exception as failure:  # of a renderer: told as a miss, and the other faults go on
            return Outcome(drawn, f"{type(failure).__name__}: {failure}", ())
        return Outcome(drawn, did, errors(text, path, fault.format))
    return None


def errors(text: Text, path: Path, format: str) -> tuple[str, ...]:
    """The errors that the proof of a file finds."""
    if not path.exists():
        return ("the file was not made",)
    problems = text.proof(path, format).problems
    return tuple(str(problem) for problem in problems if problem.severity == "error")


def controls(
    texts: Sequence[Text], scratch: Path, formats: Sequence[str] = tuple(OPENERS)
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each file opened and saved without a fault, with what the proof says: nothing, or every
    fault would be caught whatever it is."""
    for text in texts:
        for format in formats:
            path = scratch / text.path(format).name
            save(OPENERS[format](text.path(format)), path)
            yield f"{text.name}, {format}", errors(text, path, format)
