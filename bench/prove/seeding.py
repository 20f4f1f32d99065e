"""What all kinds of faults share: how one is drawn, and what is said when there is no place for it.

A fault is drawn with a generator whose seed is the fault's own name, so that each one is the same
on every machine and can be made again alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

Change = Callable[[Any, Random], str]
"""Puts one fault into an opened document and says what it did; raises `Unfit`."""
Kinds = Mapping[str, Change]

WORD = re.compile(r"[^\W\d_]{4,}")
"""Words long enough to be changed and still be words."""


class Unfit(Exception):
    """The document has nothing into which this kind of fault could be put."""


def pick(rng: Random, items: Sequence[T]) -> T:
    """One of them; raises Unfit when there is none."""
    if not items:
        raise Unfit
    return rng.choice(items)


def two(rng: Random, items: Sequence[T]) -> tuple[T, T]:
    """Two different ones, in their order; raises Unfit when there are fewer."""
    if len(items) < 2:
        raise Unfit
    one, other = sorted(rng.sample(range(len(items)), 2))
    return items[one], items[other]


def misspelt(word: str, rng: Random) -> str:
    """The word with one letter replaced by another one."""
    at = rng.randrange(len(word))
    other = rng.choice([c for c in "aeionrst" if c != word[at].lower()])
    return word[:at] + other + word[at + 1 :]
