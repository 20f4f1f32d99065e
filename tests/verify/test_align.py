"""Alignment of long sequences: exact, whatever way it takes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.verify import align
from briefbuild.verify.align import Difference, counterpart, differences

WORDS = st.lists(st.sampled_from("abcde"), max_size=30)


@pytest.mark.parametrize("small", [0, 20, 160_000])
def test_differences_turn_one_into_the_other(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "SMALL", small)

    @given(WORDS, WORDS)
    def holds(a: list[str], b: list[str]) -> None:
        made, at = [], 0
        found = differences(a, b)
        for d in found:
            made += [*a[at : d.a0], *b[d.b0 : d.b1]]
            at = d.a1
        assert made + a[at:] == b
        assert bool(found) == (a != b)

    holds()


def test_long_text_gives_each_change_alone() -> None:
    chance = random.Random(1)
    words = [f"w{chance.randrange(5000)}" for _ in range(40_000)]
    changed = list(words)
    del changed[30_000]
    changed[20_000] = "other"
    changed.insert(10_000, "new")
    assert differences(words, changed) == [
        Difference(10_000, 10_000, 10_000, 10_001),
        Difference(20_000, 20_001, 20_001, 20_002),
        Difference(30_000, 30_001, 30_001, 30_001),
    ]


def test_counterpart_shifts_and_widens_beside_a_difference() -> None:
    drift = differences(["a", "b", "c", "d", "e"], ["a", "b", "x", "y", "d", "e"])
    assert list(counterpart(drift, 1)) == [1]
    assert list(counterpart(drift, 3)) == [2, 3, 4]
    assert list(counterpart(drift, 4)) == [5]
