"""What finished EPUBs, Word files and web pages say of themselves, held to what they are to say.

That is derived anew: from brief.yaml and house.yaml, from the tree's title and summary, and from
what the finished file turns out to hold. Each entry is compared, so that one too many is found as
well as one that is wrong or gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefbuild.problems import Problem, problem
from briefbuild.render.edition import Edition
from briefbuild.verify.checks import BRIEFBUILD, made
from briefbuild.verify.metadata import epub, web, word
from briefbuild.verify.metadata.entries import Entries
from briefbuild.verify.proof import UNREADABLE, Proof

NAME = "Metadata, derived anew and compared"


class Reader(NamedTuple):
    """How a format's metadata is proved: what the file says, and what it is to say."""

    said: Callable[[Path], Entries]
    due: Callable[[Path, Edition], Entries]


READERS: Mapping[str, Reader] = {
    ".epub": Reader(epub.said, epub.due),
    ".docx": Reader(word.said, word.due),
    ".html": Reader(web.said, web.due),
}


def with_metadata(proofs: Sequence[Proof], edition: Edition) -> list[Proof]:
    """The proofs, those of files with metadata that is read back with a check of it."""
    return [_checked(p, edition) if p.path.suffix in READERS and p.counts else p for p in proofs]


def _checked(proof: Proof, edition: Edition) -> Proof:
    reader = READERS[proof.path.suffix]
    try:
        said, due = reader.said(proof.path), reader.due(proof.path, edition)
    except UNREADABLE as error:
        reason = f"its metadata: {type(error).__name__}: {error}"
        found = [problem("proof-unreadable", None, format=proof.format, reason=reason)]
        said = {}
    else:
        found = list(_differences(said, due, proof.format))
    count = sum(map(len, said.values()))
    check = made(NAME, BRIEFBUILD, f"{count} entries", found)
    return replace(proof, problems=(*proof.problems, *found), further=(*proof.further, check))


def _differences(said: Entries, due: Entries, format: str) -> Iterator[Problem]:
    for name in sorted({*said, *due}):
        found, expected = said.get(name, ()), due.get(name, ())
        if found != expected:
            facts = {"found": _worded(found), "expected": _worded(expected)}
            yield problem("proof-metadata", None, format=format, name=name, **facts)


def _worded(values: Sequence[str]) -> str:
    return ", ".join(f"“{value}”" for value in values) or "nothing"
