"""Signs of other programs are told at a place in the text; sound markup has none of them.

What each kind says, and where, stands in tests/problems/.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.habits import habits
from tests.reading import codes
from tests.test_coverage import NOTHING_LOST, TABS, origin_of, read

PIECES = ["a ", "\n", "\n\n", "•\t", "o\t", "– ", "\uf0b7 ", "{sec-x}", "{#sec-x}", "## ", "[a] ",
          "(https://b.c)", "<<<<<<< ", ">>>>>>> ", ": Table 1: ", "![Figure 2. ", "](x)", "`", "\\",
          "> ", "```\n"]  # fmt: skip


@pytest.mark.parametrize("text", [NOTHING_LOST, TABS, "A [sic] (see b). – A dash.\n\n– “Yes.”\n"])
def test_sound_markup_has_none(text: str) -> None:
    assert habits(origin_of(text)[0]) == []


def test_a_run_of_bullets_is_told_once() -> None:
    origin, _ = origin_of("•\tOne\n•\tTwo\n\n•\tThree\n\nText.\n\n\uf0b7 Four\n")
    found = habits(origin)
    assert codes(found) == ["list-broken", "list-broken"]
    assert [str(p.place) for p in found] == ["a.md:1:1", "a.md:8:1"]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_each_has_a_place_in_the_text(pieces: list[str]) -> None:
    origin, _, _ = read("".join(pieces) + "\n")
    for found in habits(origin):
        assert found.place is not None
        assert 0 < found.place.column <= len(origin.lines[found.place.line - 1])
