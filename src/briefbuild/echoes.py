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
    calls_broken = {_line(p) for p in told if p.code == "note-broken"}
    unsupported = {p.place for p in told if p.code == "markup-unsupported"}
    captions = set(_captions(told, texts))
    calls = {str(p.facts["label"]) for p in told if p.code == "note-undefined"}

    def follows(p: Problem) -> bool:
        text = str(p.facts.get("text", ""))
        return (
            (p.code in POINTING and _id(p) in ids)
            or (p.code == "text-lost" and text.startswith("{") and _line(p) in broken)
            or (p.code == "text-lost" and text.startswith("[^") and _line(p) in calls_broken)
            or (p.code == "link-unknown" and p.place in unsupported)  # <st1:place>
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
    """A note whose body stands in another file: told at its call, with where the body is. Where
    several bodies may be meant, or the name is a number, which any file may have, they are told as
    well: call and body may have nothing to do with each other."""
    calls = {str(p.facts["label"]): p for p in problems if p.code == "note-undefined"}
    bodies: dict[str, list[Problem]] = {}
    for p in problems:
        call = calls.get(str(p.facts.get("label")))
        if p.code == "note-unused" and call and _line(call)[0] != _line(p)[0]:
            bodies.setdefault(str(p.facts["label"]), []).append(p)
    sure = [found[0] for label, found in bodies.items() if _is_sure(calls[label], found)]
    return [
        _with_hint(p, bodies.get(str(p.facts["label"]), [])) if p.code == "note-undefined" else p
        for p in problems
        if p not in sure
    ]


def _is_sure(call: Problem, bodies: Sequence[Problem]) -> bool:
    numbered = str(call.facts["label"]).isdigit()
    return len(bodies) == 1 and (not numbered or _is_field(call))


def _is_field(call: Problem) -> bool:
    return call.place is not None and call.place.file.endswith(".yaml")


def _with_hint(call: Problem, bodies: Sequence[Problem]) -> Problem:
    if not bodies:
        return call
    perhaps = "" if _is_sure(call, bodies) else "perhaps "
    at = bodies[0].place
    hint = f"{perhaps}its body stands at {at}: notes are of one file, so move it to this one"
    if _is_field(call):
        hint = f"notes are called in sections: call it there; its body stands at {at}"
    return replace(call, facts={**call.facts, "hint": hint})
