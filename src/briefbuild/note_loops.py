"""Notes that call each other in a circle, found before pandoc sees them: it would never end.

pandoc puts a note's body in place of each call, and so a body that calls itself, directly or
through others, for ever (seen with pandoc 3.9 where a label has two bodies). Such calls are
problems, like every call within a note; here they are also taken out of the text that pandoc gets,
character for character, so that all other problems of the text are still found at their places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# In quotations, lists and definition lists, one within another.
DEFINITION = re.compile(r"^(?:[ \t>]|[-*+:~][ \t]|\d+[.)][ \t])*\[\^([^\]\s]+)\]:", re.MULTILINE)
# What is surely no call: elsewhere, the same text may go on a paragraph of the body before it.
OPENING = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE)
CALL = re.compile(r"\[\^([^\]\s]+)\]")
# What ends a body: a line that is not indented after a blank one, or the next body.
END = re.compile(r"\n[ \t]*\n(?![ \t]*\n)(?![ \t])")


def without_loops(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text with looping calls made plain, `(^x)`; each one's label, line and column."""
    bodies = _bodies(text)
    opening = {text.index("[", m.start()) for m in OPENING.finditer(text)}

    def calls_in(start: int, end: int) -> list[re.Match[str]]:
        return [m for m in CALL.finditer(text, start, end) if m.start() not in opening]

    calls = {
        label: {m[1].casefold() for span in spans for m in calls_in(*span)}
        for label, spans in bodies.items()
    }
    looping = {label for label in calls if label in _reached(label, calls)}
    made, found = text, []
    for label in sorted(looping):
        for start, end in bodies[label]:
            for match in calls_in(start, end):
                if match[1].casefold() in looping:
                    found.append((match[1], *_line_and_column(text, match.start())))
                    plain = f"(^{match[1]})"
                    made = made[: match.start()] + plain + made[match.end() :]
    return made, sorted(set(found), key=lambda item: item[1:])


def _bodies(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where the bodies of each label stand, rather too far than too short."""
    bodies: dict[str, list[tuple[int, int]]] = {}
    definitions = list(DEFINITION.finditer(text))
    for definition in definitions:
        after = END.search(text, definition.end())
        end = after.start() if after else len(text)
        bodies.setdefault(definition[1].casefold(), []).append((definition.end(), end))
    return bodies


def _reached(label: str, calls: Mapping[str, set[str]]) -> set[str]:
    """The labels that a body calls, directly or through others."""
    reached: set[str] = set()
    waiting = [label]
    while waiting:
        for called in calls.get(waiting.pop(), set()) - reached:
            reached.add(called)
            waiting.append(called)
    return reached


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
