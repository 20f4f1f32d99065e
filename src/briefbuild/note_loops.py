"""Notes that call each other in a circle, found before pandoc sees them: it would never end.

pandoc puts a note's body in place of each call, and so a body that calls itself, directly or
through others, for ever (seen with pandoc 3.9 where a label has two bodies). Such calls are
problems, like every call within a note; here they are also taken out of the text that pandoc gets,
character for character, so that all other problems of the text are still found at their places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Mapping
from typing import NamedTuple

# In quotations, lists and definition lists, one within another.
DEFINITION = re.compile(r"^(?:[ \t>]|[-*+:~][ \t]|\d+[.)][ \t])*\[\^([^\]\s]+)\]:", re.MULTILINE)
# What is surely no call: elsewhere, the same text may go on a paragraph of the body before it.
OPENING = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE)
CALL = re.compile(r"\[\^([^\]\s]+)\]")
# What ends a body: a line that is not indented after a blank one, or the next body.
END = re.compile(r"\n[ \t]*\n(?![ \t]*\n)(?![ \t])")


class _Body(NamedTuple):
    """A note's body: its label in small letters, and where it begins and ends."""

    label: str
    start: int
    end: int


def without_loops(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text with looping calls made plain, `(^x)`; each one's label, line and column."""
    bodies = _bodies(text)
    opening = {text.index("[", m.start()) for m in OPENING.finditer(text)}

    calls = [m for m in CALL.finditer(text) if m.start() not in opening]
    looping = _in_circles(_leads(bodies, calls))
    made, found = [], []
    done = reach = 0
    body = iter(bodies)
    following = next(body, None)
    for match in calls:
        while following and following.start <= match.start():
            if following.label in looping:
                reach = max(reach, following.end)
            following = next(body, None)
        if match.start() < reach and match[1].casefold() in looping:
            found.append(match)
            made += [text[done : match.start()], f"(^{match[1]})"]
            done = match.end()
    return "".join([*made, text[done:]]), _placed(text, found)


def _bodies(text: str) -> list[_Body]:
    """The notes' bodies in order, each rather too far than too short: to where the last of those
    that follow each other ends."""
    bodies: list[_Body] = []
    end = -1
    for definition in DEFINITION.finditer(text):
        if definition.end() > end:
            after = END.search(text, definition.end())
            end = after.start() if after else len(text)
        bodies.append(_Body(definition[1].casefold(), definition.end(), end))
    return bodies


def _leads(bodies: list[_Body], calls: list[re.Match[str]]) -> dict[Hashable, set[Hashable]]:
    """What each label leads to, directly: to its bodies, by their numbers; a body leads to the
    labels that are called before the next one begins, and to the next one where that is within."""
    leads: dict[Hashable, set[Hashable]] = {}
    starts = [call.start() for call in calls]
    for number, body in enumerate(bodies):
        leads.setdefault(body.label, set()).add(number)
        after = bodies[number + 1] if number + 1 < len(bodies) else None
        end = min(body.end, after.start) if after else body.end
        called = calls[bisect_left(starts, body.start) : bisect_left(starts, end)]
        leads[number] = {call[1].casefold() for call in called}
        if after and after.start < body.end:
            leads[number].add(number + 1)
    return leads


def _in_circles(leads: Mapping[Hashable, set[Hashable]]) -> set[Hashable]:
    """All that is on a way from circle to circle: what remains when, again and again, whatever
    leads nowhere is taken away, and then whatever nothing leads to."""
    backwards: dict[Hashable, set[Hashable]] = {name: set() for name in leads}
    for name, others in leads.items():
        for other in others & leads.keys():
            backwards[other].add(name)
    forwards = {name: others & leads.keys() for name, others in leads.items()}
    kept = set(leads)
    for ways, against in ((forwards, backwards), (backwards, forwards)):
        left = {name: len(ways[name] & kept) for name in kept}
        ends = [name for name, count in left.items() if not count]
        while ends:
            end = ends.pop()
            kept.discard(end)
            for name in against[end] & kept:
                left[name] -= 1
                if not left[name]:
                    ends.append(name)
    return kept


def _placed(text: str, found: list[re.Match[str]]) -> list[tuple[str, int, int]]:
    """Label, line and column of each call."""
    placed = []
    line, start = 1, 0
    for match in found:
        line += text.count("\n", start, match.start())
        start = match.start()
        placed.append((match[1], line, start - text.rfind("\n", 0, start)))
    return placed
