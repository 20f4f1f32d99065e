"""Real texts, made and proved as they are: whatever the proof finds in them it has invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.prove.texts import NAMES, Refused, text_of


@dataclass(frozen=True)
class Alarms:
    """What the proof said of one text in all formats."""

    text: str
    words: int = 0
    """Those of the text and its notes, once for each format."""
    notes: int = 0
    """Notes that stand on their call's page, in the PDF."""
    found: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Why it can't be made: the faults that are in the text itself, each with its place."""


def measure(briefs: Iterable[Path], scratch: Path) -> list[Alarms]:
    """Each brief in every format, proved."""
    return [_measured(brief, scratch / brief.name) for brief in briefs]


def _measured(brief: Path, scratch: Path) -> Alarms:
    try:
        text = text_of(brief, str(brief), scratch)
    except Refused as error:
        return Alarms(brief.name, refused=error.reasons)
    words = notes = 0
    found: list[str] = []
    for format in NAMES:
        said = text.render(format, scratch)
        broken = tuple(str(problem) for problem in said if problem.severity == "error")
        if broken:
            return Alarms(brief.name, refused=broken)
        proof = text.proof(text.path(format), format)
        words += proof.counts.get("words", 0)
        notes = proof.counts.get("notes", 0)
        found += [str(problem) for problem in proof.problems]
    return Alarms(brief.name, words, notes, tuple(found))
