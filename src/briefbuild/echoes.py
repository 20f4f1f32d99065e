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

from briefbuild.nearest import nearest
from briefbuild.positions import DEFINITION, Origin
from briefbuild.problems import Place, Problem

POINTING = frozenset({"reference-unknown", "link-unknown", "figure-unused"})
BROKEN = frozenset({"heading-broken", "figure-broken"})
WITHOUT_ENTRY = frozenset({"figure-unknown", "figure-no-id", "figure-inline"})
LONGEST = 2000  # characters of a caption and its path
PICTURE = re.compile(r"\]\((?:[^()\s]*/)?([^()\s/]+)\)")
Line = tuple[str, int]
Label = tuple[str, str]
"""A file, and the name of a note in it."""


def without_echoes(problems: Sequence[Problem], origins: Iterable[Origin]) -> list[Problem]:
    """The problems that are to be mended; `origins` are the texts that they were found in."""
    texts = {origin.file: origin for origin in origins if not origin.fixed}
    told = _misspelt(_figures(_moved(problems), texts), texts)
    errors = {_line(p) for p in told if p.severity == "error" and p.code not in POINTING}
    ids = {id for id, lines in _typed_ids(texts.values()).items() if lines & errors}
    broken = {_line(p) for p in told if p.code in BROKEN}
    headings = {_line(p) for p in told if p.code == "heading-broken"}
    lost = {_line(p) for p in told if p.code == "text-lost"}
    broken_notes = [p for p in told if p.code == "note-broken"]
    calls_broken = {_line(p) for p in broken_notes}
    labels_broken = {(_line(p)[0], _label(p)) for p in broken_notes}
    bodies_within = set(_bodies_within(told, texts))
    missing = {str(p.facts["file"]) for p in told if p.code == "file-missing"}
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
            or (p.code == "section-heading" and _line(p) in headings)
            or (p.code == "note-unused" and (_line(p)[0], _label(p)) in labels_broken)
            or (p.code == "note-undefined" and (_line(p)[0], _label(p)) in bodies_within)
            or (p.code == "figure-file" and p.facts["ledger"] in missing)
            or (p.code == "note-empty" and _line(p) in lost)
            or (p.code == "table-caption" and _line(p) in captions)
            or (p.code == "code-indented" and text[:2] == "[^" and text[2:].split("]")[0] in calls)
        )

    return [p for p in told if not follows(p)]


def _label(p: Problem) -> str:
    """The name of the note that a problem is about, in small letters."""
    text = str(p.facts.get("label", p.facts.get("text", "")))
    return text.strip("[]^ \t").casefold()


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


def _bodies_within(problems: Iterable[Problem], texts: Mapping[str, Origin]) -> Iterator[Label]:
    """The notes, file and label, whose bodies stand in code or in a comment that is never closed,
    and that takes in all that follows."""
    told: set[str] = set()
    for p in problems:
        opened = p.code == "code-unclosed" or (
            p.code == "markup-raw" and str(p.facts["text"]).startswith("<!--")
        )
        if opened and p.place and p.place.file in texts.keys() - told:
            told.add(p.place.file)  # the first takes in the others
            origin = texts[p.place.file]
            for match in DEFINITION.finditer(origin.text, origin.starts[p.place.line - 1]):
                yield p.place.file, match[1].casefold()


def _figures(problems: Sequence[Problem], texts: Mapping[str, Origin]) -> list[Problem]:
    """A figure of no id or a wrong one, with the file of an entry that no figure has: told there,
    with the id that it is to have."""
    unused = {str(p.facts["file"]).rsplit("/", 1)[-1]: p for p in problems if _is_unused(p)}
    unread = {_line(p) for p in problems if p.code == "figure-inline"}
    dropped: set[str] = set()
    told = []
    for p in problems:
        entry = unused.get(_picture(p, texts)) if p.code in WITHOUT_ENTRY else None
        if entry:
            id = str(entry.facts["id"])
            dropped.add(id)
            hint = f"brief.yaml has this file as {id}: write {{#{id}}} right behind the picture"
            p = replace(p, facts={**p.facts, "hint": hint})
        told.append(p)
    return [
        p
        for p in told
        if not (p.code in POINTING and _id(p) in dropped)
        and not (p.code == "id-broken" and _line(p) in unread and _picture(p, texts) in unused)
    ]


def _is_unused(p: Problem) -> bool:
    """Whether an entry that could be used isn't: one of another form of id is told as that."""
    return p.code == "figure-unused" and str(p.facts["id"]).startswith("fig-")


def _picture(p: Problem, texts: Mapping[str, Origin]) -> str:
    """The name of the picture’s file in the line that a problem is about."""
    file, line = _line(p)
    lines = texts[file].lines if file in texts else []
    column = p.place.column if p.place and p.code in WITHOUT_ENTRY else 1
    typed = lines[line - 1][max(0, column - 1) :][:LONGEST] if 0 < line <= len(lines) else ""
    found = PICTURE.search(typed)
    return found[1] if found else ""


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


def _misspelt(problems: Sequence[Problem], texts: Mapping[str, Origin]) -> list[Problem]:
    """A call and a body of nearly the same name in one file, neither of which has its other one:
    told at the call. Two numbers are two notes."""
    bodies: dict[str, dict[str, Problem]] = {}
    for p in problems:
        if p.code == "note-unused" and not _label(p).isdigit():
            bodies.setdefault(_line(p)[0], {})[_label(p)] = p
    told: list[Problem] = []
    paired: set[str] = set()
    for p in problems:
        here = bodies.get(_line(p)[0], {}) if p.code == "note-undefined" else {}
        close = nearest(_label(p), here, len(told)) if here else ""
        if close:
            name, at = here[close].facts["label"], here[close].place
            line = at.line if at else 0
            hint = f"did you mean [^{name}], whose body, line {line}, nothing calls?"
            p = replace(p, facts={**p.facts, "hint": hint})
            paired.add(str(here.pop(close)))
        told.append(p)
    return [p for p in told if str(p) not in paired]


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
