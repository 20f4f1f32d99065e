"""Where two long sequences of words differ, in near linear time when they hardly do.

What both begin and end with is set aside first; the rest is split at runs of words that occur once
in each (as patience diff does), and only the short pieces between go to difflib.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

RUNS = (6, 3, 1)
"""Lengths of the runs looked for as anchors, in this order."""
SMALL = 160_000
"""The largest product of lengths that difflib is given; it is quadratic."""


class Difference(NamedTuple):
    """`a[a0:a1]` was expected where `b[b0:b1]` stands; one of the two may be empty."""

    a0: int
    a1: int
    b0: int
    b1: int


def differences(a: Sequence[str], b: Sequence[str]) -> list[Difference]:
    """Every place where the two differ, in order."""
    found: list[Difference] = []
    a0 = b0 = 0
    for i, j, size in [*_common(a, b, (0, len(a), 0, len(b))), (len(a), len(b), 0)]:
        if (a0, b0) != (i, j):
            found.append(Difference(a0, i, b0, j))
        a0, b0 = i + size, j + size
    return found


def counterpart(found: Sequence[Difference], index: int) -> range:
    """Where the gap before `a[index]` may lie in b: one position, more beside a difference."""
    shift = 0
    for d in found:
        if index < d.a0:
            break
        if index <= d.a1:
            return range(d.b0, d.b1 + 1)
        shift = d.b1 - d.a1
    return range(index + shift, index + shift + 1)


def _common(
    a: Sequence[str], b: Sequence[str], window: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int]]:
    """(i, j, size) of the runs that both hold, in order."""
    a0, a1, b0, b1 = window
    start = 0
    while a0 + start < a1 and b0 + start < b1 and a[a0 + start] == b[b0 + start]:
        start += 1
    if start:
        yield a0, b0, start
    a0, b0 = a0 + start, b0 + start
    end = 0
    while a0 < a1 - end and b0 < b1 - end and a[a1 - end - 1] == b[b1 - end - 1]:
        end += 1
    if a0 < a1 - end and b0 < b1 - end:
        yield from _middle(a, b, (a0, a1 - end, b0, b1 - end))
    if end:
        yield a1 - end, b1 - end, end


def _middle(
    a: Sequence[str], b: Sequence[str], window: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int]]:
    """The common runs of a window in which both sides differ at both ends."""
    a0, a1, b0, b1 = window
    if (a1 - a0) * (b1 - b0) <= SMALL:
        matcher = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            if size:
                yield a0 + i, b0 + j, size
        return
    for run in RUNS:
        anchors = _anchors(a, b, window, run)
        if anchors:
            break
    for i, j in anchors:
        if i >= a0 and j >= b0:
            yield from _common(a, b, (a0, i, b0, j))
            yield i, j, 1
            a0, b0 = i + 1, j + 1
    if anchors:
        yield from _common(a, b, (a0, a1, b0, b1))


def _anchors(
    a: Sequence[str], b: Sequence[str], window: tuple[int, int, int, int], run: int
) -> list[tuple[int, int]]:
    """Positions of runs that occur once on each side: the longest ascending chain of them."""
    a0, a1, b0, b1 = window
    in_a = _once(a, a0, a1, run)
    in_b = _once(b, b0, b1, run)
    pairs = [(i, in_b[key]) for key, i in in_a.items() if key in in_b]  # in the order of a
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _once(words: Sequence[str], start: int, end: int, run: int) -> dict[tuple[str, ...], int]:
    keys = [tuple(words[i : i + run]) for i in range(start, end - run + 1)]
    counts = Counter(keys)
    return {key: start + i for i, key in enumerate(keys) if counts[key] == 1}
