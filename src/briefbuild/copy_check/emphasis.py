"""Emphasis: in the middle of a word or number, where stars are hardly meant as its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

AROUND = 20
"""Characters of a word that are shown on each side."""


def inside(copy: Copy) -> Iterator[Problem]:
    """“2*3*4” and “a*b*c”, which are printed “234” and “abc”: letters or digits touch both signs,
    outside and within. More letters, “un*believ*able”, are emphasis that is meant."""
    for passage in copy.passages:
        for part in passage.within("emphasis"):
            before, within = part.begin - 1, part.end - 1
            pairs = passage.text[max(0, before) : part.begin + 1], passage.text[within:][:2]
            if not all(len(pair) == 2 and all(map(_is_parted, pair)) for pair in pairs):
                continue
            if part.end - part.begin == 1 or any(c.isdigit() for pair in pairs for c in pair):
                text = passage.text[part.begin : part.end][:60]
                facts = {"text": text, "printed": _word(passage.text, part.begin, part.end)[:60]}
                yield problem("emphasis-inside", passage.place(part.begin), **facts)


def _word(text: str, begin: int, end: int) -> str:
    """The word around a stretch, or as much of it as a message has room for."""
    before = re.search(r"\w*$", text[max(0, begin - AROUND) : begin])
    behind = re.match(r"\w*", text[end : end + AROUND])
    return "".join([before[0] if before else "", text[begin:end], behind[0] if behind else ""])


def _is_parted(character: str) -> bool:
    """Whether it is a digit, or a letter of a script that parts words by blanks: of those with
    small and capital letters it is known."""
    return character.isdigit() or character.lower() != character.upper()
