"""One mistake is told once: problems that only follow from another one are left out.

A table that isn't read as one leaves a caption without a table and a reference without a target; a
note whose body stands in another file is called without a body here, and never called there. The
editor mends one thing, so one thing is told, where it is to be mended. Nothing is left out unless
an error stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefbuild.positions import Origin
from briefbuild.problems import Place, Problem

POINTING = frozenset({"reference-unknown", "link-unknown", "figure-unused"})
BROKEN = frozenset({"heading-broken", "figure-broken"})
Line = tuple[str, int]


def without_echoes(problems: Sequence[Problem], origins: Iterable[Origin]) -> list[Problem]:
    """The problems that are to be mended; `origins` are the texts that they were found in."""
    texts = {origin.file: origin for origin in origins if not origin.fixed}
    told = _moved(problems)
    errors = {_line(p) for p in told if p.severity == "error" and p.code not in POINTING}
    ids = {id for id, lines in _typed_ids(texts.values()).items() if lines & errors}
    broken = {_line(p) for p in told if p.code in BROKEN}
    lost = {_line(p) for p in told if p.code == "text-lost"}
    captions = set(_captions(told, texts))
    calls = {str(p.facts["label"]) for p in told if p.code == "note-undefined"}

    def follows(p: Problem) -> bool:
        text = str(p.facts.get("text", ""))
        return (
            (p.code in POINTING and _id(p) in ids)
            or (p.code == "text-lost" and text.startswith("{") and _line(p) in broken)
            or (p.code == "note-empty" and _line(p) in lost)
            or (p.code == "table-caption" and _line(p) in captions)
            or (p.code == "code-indented" and text[:2] == "[^" and text[2:].split("]")[0] in calls)
        )

    return [p for p in told if not follows(p)]


def _line(p: Problem) -> Line:
    place = p.place or Place("")
    return place.file, place.line


def _id(p: Problem) -> str:
    return str(p.facts.get("id") or p.facts.get("target", "")).removeprefix("#")


def _typed_ids(origins: Iterable[Origin]) -> Mapping[str, set[Line]]:
    """The ids that stand in the texts, with the lines they stand in."""
    found: dict[str, set[Line]] = {}
    for origin in origins:
        for match in re.finditer(r"\{#([\w-]+)", origin.text):
            place = origin.place(match.start())
            found.setdefault(match[1], set()).add((place.file, place.line))
    return found


def _captions(problems: Iterable[Problem], texts: Mapping[str, Origin]) -> Iterator[Line]:
    """Where the captions of those tables stand that aren't read as tables."""
    for p in problems:
        if p.code == "table-broken" and p.place and p.place.file in texts:
            lines = texts[p.place.file].lines
            line = p.place.line
            while line <= len(lines) and lines[line - 1].strip():
                line += 1
            while line <= len(lines) and not lines[line - 1].strip():
                line += 1
            yield p.place.file, line


def _moved(problems: Sequence[Problem]) -> list[Problem]:
    """A note whose body stands in another file: told at its call, with where the body is."""
    undefined = {str(p.facts["label"]): p for p in problems if p.code == "note-undefined"}
    bodies = {str(p.facts["label"]): p for p in problems if p.code == "note-unused"}
    pairs = {
        label: body
        for label, body in bodies.items()
        if label in undefined and _line(body)[0] != _line(undefined[label])[0]
    }
    return [
        _with_hint(p, pairs.get(str(p.facts.get("label")))) if p.code == "note-undefined" else p
        for p in problems
        if p not in pairs.values()
    ]


def _with_hint(call: Problem, body: Problem | None) -> Problem:
    if body is None:
        return call
    hint = f"its body stands at {body.place}: notes are of one file, so move it to this one"
    if call.place and call.place.file.endswith(".yaml"):
        hint = f"notes are called in sections: call it there; its body stands at {body.place}"
    return replace(call, facts={**call.facts, "hint": hint})
