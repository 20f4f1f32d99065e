"""Notes that call each other in a circle never reach pandoc, which would not come back."""

from __future__ import annotations

import pytest

from briefbuild.note_loops import without_loops


@pytest.mark.parametrize(
    ("text", "expected", "calls"),
    [
        ("A[^a].\n\n[^a]: B[^a].\n", "A[^a].\n\n[^a]: B(^a).\n", [("a", 3, 8)]),
        (
            "A[^a].\n\n[^a]: B[^b].\n\n[^b]: C[^A].\n",
            "A[^a].\n\n[^a]: B(^b).\n\n[^b]: C(^A).\n",
            [("b", 3, 8), ("A", 5, 8)],
        ),
        ("A[^a].\n\n[^a]: B\n\n    - C[^a]\n", "A[^a].\n\n[^a]: B\n\n    - C(^a)\n", [("a", 5, 8)]),
        ("A[^a].\n\n[^a]: B[^b].\n\n[^b]: C.\n", None, []),
        ("[^a]: B.\n\nA[^a] again[^a].\n", None, []),
        # a colon after a call doesn't make it a body
        ("A[^a].\n\n[^a]: B[^a]: C.\n", "A[^a].\n\n[^a]: B(^a): C.\n", [("a", 3, 8)]),
        # a body within a quotation within a list
        ("- > [^a]: B[^a].\n\nA[^a].\n", "- > [^a]: B(^a).\n\nA[^a].\n", [("a", 1, 12)]),
        # the next body's own opening is no call
        ("A[^a].\n\n[^a]: B\n[^a]: C\n", None, []),
    ],
)
def test_only_calls_in_a_circle_are_made_plain(
    text: str, expected: str | None, calls: list[tuple[str, int, int]]
) -> None:
    assert without_loops(text) == (expected or text, calls)
