"""Remains of markup have a place in the text, whatever the text; sound markup leaves none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefbuild.coverage import labels_of
from briefbuild.leftovers import leftovers
from tests.test_coverage import NOTHING_LOST, origin_of, read

PIECES = ["a", "[^a]", "[ ^a]", "^a]", "\n[^b] c", "![", "](x y)", " {#fig-a}", "|", "| a |\n",
          "\n", "\n\n", "::: box\n", ":::", "::", "`", "\\", "~~~\n", "##b", "> ",
          "    ", "\t", "b\tc"]  # fmt: skip


def test_sound_markup_leaves_nothing() -> None:
    origin, _ = origin_of(NOTHING_LOST)
    assert leftovers(origin, labels_of(origin)) == []


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_each_has_a_place_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces) + "\n\n[^a]: Body.\n"
    origin, _, _ = read(text)
    lines = text.split("\n")
    for found in leftovers(origin, labels_of(origin)):
        assert found.place is not None
        assert 0 < found.place.column <= len(lines[found.place.line - 1])
