"""The comments of a text, with and without such as nothing closes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.comments import comments, without_comments

CLOSED = re.compile(r"<!--.*?-->", re.DOTALL)
"""What a comment is, in one line, and too slow for a text of many that nothing closes."""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("<!-- a\nb -->c<!---->", "c"),
        ("<!-- a <!-- b --> c -->", " c -->"),
        ("a <!-- b", "a <!-- b"),
        ("<!-->a", "<!-->a"),
    ],
)
def test_what_is_left_without_comments(text: str, left: str) -> None:
    assert without_comments(text) == left


@given(st.lists(st.sampled_from(["<!--", "-->", "-", ">", "<!", "a", "\n"])).map("".join))
def test_each_closed_comment_is_found(text: str) -> None:
    assert [*comments(text)] == [match.span() for match in CLOSED.finditer(text)]


def test_many_that_nothing_closes_take_linear_time() -> None:
    """As a pattern, hours."""
    text = "<!-- " * 200_000
    assert without_comments(text) == text
