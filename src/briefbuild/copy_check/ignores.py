"""`<!-- check: ignore rule-name because … -->`: an editor's word that the text is meant so.

It holds for the lines around it up to the next empty ones: the paragraph, item, caption or note
that it stands in, or, in lines of its own, the one right below it, after an empty line or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbuild.assemble import Assembled
from briefbuild.comments import CLOSING, OPENING, comments, without_comments
from briefbuild.copy_check.switches import nearest
from briefbuild.positions import Origin
from briefbuild.problems import Place, Problem, problem
from briefbuild.tree import walk

CHECK = re.compile(r"\s*check\s*:?\s*ignore\b\s*:?\s*([\w-]*)\s*(.*)", re.DOTALL | re.IGNORECASE)
REASON = re.compile(r"(?:because|:|–|—|-+)\s*\S.*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Ignore:
    """A rule that isn't to be told of, from line `first` to line `last` of a file."""

    rule: str
    place: Place
    first: int
    last: int

    def covers(self, found: Problem) -> bool:
        at = found.place
        here = at is not None and at.file == self.place.file and self.first <= at.line <= self.last
        return here and found.code == self.rule


def ignores_in(assembled: Assembled, codes: Sequence[str]) -> tuple[list[Ignore], list[Problem]]:
    """The ignores of the sections, and what is wrong with those that ignore nothing."""
    ignores: list[Ignore] = []
    problems: list[Problem] = []
    raw = _raw_lines(assembled)
    for origin in assembled.origins:
        found_in = [] if origin.fixed else _comments(origin, raw.get(origin.file, set()))
        for begin, end, text in found_in:
            found = CHECK.fullmatch(text)
            if not found:
                continue
            place, rule = origin.place(begin), found[1]
            if rule not in codes:
                facts = {"rule": rule, "hint": nearest(rule, codes)}
                problems.append(problem("ignore-unknown", place, **facts))
            elif not REASON.fullmatch(found[2].strip()):
                problems.append(problem("ignore-reason", place, rule=rule))
            else:
                ignores.append(Ignore(rule, place, *_lines(origin, begin, end)))
    return ignores, problems


def _raw_lines(assembled: Assembled) -> dict[str, set[int]]:
    """The lines of each file on which something begins that the reader left as it is."""
    lines: dict[str, set[int]] = {}
    for node in walk(assembled.blocks):
        if node["t"] in ("RawInline", "RawBlock") and (pos := node.get("pos")):
            lines.setdefault(pos[0], set()).add(pos[1])
    return lines


def _comments(origin: Origin, lines: set[int]) -> list[tuple[int, int, str]]:
    """The comments of a text that the reader took for such: begin, end and what is in them."""
    return [
        (begin, end, origin.text[begin + len(OPENING) : end - len(CLOSING)])
        for begin, end in (comments(origin.text) if lines else ())
        if origin.in_code(begin) and origin.place(begin).line in lines
    ]


def _lines(origin: Origin, begin: int, end: int) -> tuple[int, int]:
    """The lines that an ignore holds for, counted from 1."""
    lines = origin.lines
    first, last = origin.place(begin).line, origin.place(end - 1).line
    before = origin.text[:begin].rpartition("\n")[2].strip(" \t>")
    after = origin.text[end:].partition("\n")[0].strip()
    if not before and not after:  # lines of its own, above other comments perhaps
        last += 1
        while last <= len(lines) and _is_empty(lines[last - 1]):
            last += 1
    while first > 1 and not _is_empty(lines[first - 2]) and (before or after):
        first -= 1
    while last < len(lines) and not _is_empty(lines[last]):
        last += 1
    return first, last


def _is_empty(line: str) -> bool:
    """Whether a line has neither text nor anything but comments."""
    return not without_comments(line).strip(" \t>")
