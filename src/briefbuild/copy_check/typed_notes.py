"""Notes that were typed by hand: a raised digit, [3] or (3) where a note’s call would stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.copy_check.passages import Passage
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

RAISED = re.compile(r"(?:(?<![^\W\d_])([^\W\d_]{2,30})|(?<=[.,;:!?”’»\"]))[¹²³⁴-⁹⁰]{1,3}(?![^\W_])")
UNITS = frozenset({"km", "cm", "mm", "dm", "nm", "mi", "ft", "yd", "in", "mc"})
FUNCTIONS = frozenset({"sin", "cos", "tan", "log"})
DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SQUARE = re.compile(r"(?:(?<=[^\W\d_])|(?<=[.,;:!?”’»\"]))[ ]?\[(\d{1,3})\](?![(\[])")
ROUND = re.compile(r"(?<=[^\W\d_]{2}[.!?”])\(\d{1,3}\)(?=\s|$)")
LISTED = re.compile(r"\[(\d{1,3})\]\s")
"""How a list of such notes begins its entries."""


def typed(copy: Copy) -> Iterator[Problem]:
    """Each that may be one. A number in square brackets may be a quotation’s, or that of an item
    which is meant so: it is asked about where its note is typed by hand, too."""
    texts = [(passage, text) for passage, text in copy.own() if passage.kind != "field"]
    listed = {m[1] for _, text in texts if (m := LISTED.match(text))}
    for passage, text in texts:
        found = [m.span() for m in ROUND.finditer(text)]
        found += [m.span() for m in SQUARE.finditer(text) if m[1] in listed]
        for m in RAISED.finditer(_with_raised(passage, text)):
            if m[1] is None or not _is_term(m[1]):
                found.append((m.end(1) if m[1] else m.start(), m.end()))
        for begin, end in sorted(found):
            shown = text[begin:end].strip()
            yield problem("note-typed", passage.place(end - len(shown)), text=shown)


def _with_raised(passage: Passage, text: str) -> str:
    """The text with ¹ for a digit that stands as ^1^ in the source."""
    parts, done = [], 0
    for part in passage.within("raised"):
        begin, end = max(done, part.begin), max(done, part.end)
        parts += [text[done:begin], text[begin:end].translate(DIGITS)]
        done = end
    return "".join([*parts, text[done:]])


def _is_term(word: str) -> bool:
    """Whether a word with a raised digit behind it is a unit or a formula: km², mc², CO², sin²."""
    return word.lower() in {*UNITS, *FUNCTIONS} or (len(word) == 2 and word.isupper())
