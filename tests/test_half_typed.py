"""Links and emphasis of which a sign is missing are told; stars and brackets of a text are not.

What is said, and where, stands in tests/problems/ and tests/faults/links-half.txt.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.half_typed import half_typed
from tests.reading import codes
from tests.test_coverage import NOTHING_LOST, TABS, origin_of, read

PIECES = ["a ", "b", "\n", "\n\n", "*", "**", "__", "_", "[a](https://b.c", ")", "[a]", "[a(https://b.c)",
          "]", "<https://b.c", ">", "`", "\\", "- ", "![x](https://d.e f)", "```\n"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        NOTHING_LOST,
        TABS,
        "Trade* grew.\n\n*Without Taiwan.\n",
        "*2020 figures. 5 * 3 and 5 *3, f***ing, snake_case and ____ to fill in.\n",
        "`**code`, \\**stars, \\[a](https://b.c d and `[a](https://b.c`.\n",
        "**[a](https://b.c_d_e)**, *a*’s, [b (https://b.c)] and <https://b.c>.\n",
    ],
)
def test_what_is_whole_or_text_is_not_told(text: str) -> None:
    assert half_typed(origin_of(text)[0]) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A **b c.\n\nD **e f.\n", ["1:3", "3:3"]),
        ("A **b **c **d.\n", ["1:3"]),
        ("A **b* c.\n", ["1:3"]),
        ("A b** c.\n", ["1:4"]),
        ("A “*b” and (_c d).\n", ["1:4", "1:13"]),
    ],
)
def test_each_kind_of_sign_is_told_once_a_paragraph(text: str, places: list[str]) -> None:
    found = half_typed(origin_of(text)[0])
    assert codes(found) == ["emphasis-broken"] * len(places)
    assert [str(p.place).removeprefix("a.md:") for p in found] == places


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_each_has_a_place_in_the_text(pieces: list[str]) -> None:
    origin, _, _ = read("".join(pieces) + "\n")
    for found in half_typed(origin):
        assert found.place is not None
        assert 0 < found.place.column <= len(origin.lines[found.place.line - 1])
