"""A copy that has nothing but notes, read without pandoc: for rules that are tried on many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbuild.copy_check.passages import Note, Passage, Stretch, _Run
from briefbuild.copy_check.rule import Copy
from briefbuild.model import Brief
from briefbuild.problems import Place

MARKS = re.compile(r"(?P<quotation>“[^”]*”)|\*(?P<emphasis>[^*]+)\*|<(?P<link>[^<>]+)>")


def copy_with(notes: Sequence[str]) -> Copy:
    """Notes of one section, with “…”, *…* and <address> for markup."""
    read = [_note(f"n{number}", text) for number, text in enumerate(notes)]
    passages = tuple(note.passage for note in read)
    brief = Brief.model_construct(lang="en-US")
    return Copy(brief, passages, tuple(read), "en-US", {}, frozenset(), {})


def _note(label: str, source: str) -> Note:
    text, stretches, done = "", [], 0
    for match in MARKS.finditer(source):
        kind = str(match.lastgroup)
        text += source[done : match.start()]
        value = match[kind] if kind == "link" else ""
        stretches.append(Stretch(kind, len(text), len(text) + len(match[kind]), value))
        text, done = text + match[kind], match.end()
    place = Place("a.md", 3, 1)
    passage = Passage("note", text + source[done:], (_Run(0, place),), tuple(stretches))
    return Note(label, "a.md", passage, place)
