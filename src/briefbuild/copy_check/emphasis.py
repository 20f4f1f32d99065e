"""Emphasis: in the middle of a word or number, where stars are hardly meant as its signs."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem


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
                begin, end = _word(passage.text, part.begin, part.end)
                text = passage.text[part.begin : part.end][:60]
                facts = {"text": text, "printed": passage.text[begin:end][:60]}
                yield problem("emphasis-inside", passage.place(part.begin), **facts)


def _word(text: str, begin: int, end: int) -> tuple[int, int]:
    """The word around a stretch."""
    while begin > 0 and text[begin - 1].isalnum():
        begin -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return begin, end


def _is_parted(character: str) -> bool:
    """Whether it is a digit, or a letter of a script that parts words by blanks: of those with
    small and capital letters it is known."""
    return character.isdigit() or character.lower() != character.upper()
