"""Text that is read otherwise than it was typed is told; what is hardly a slip is not.

What each kind says, and where, stands in tests/problems/.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.misreadings import misreadings
from tests.reading import codes
from tests.test_coverage import NOTHING_LOST, TABS, origin_of, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A.[^a]\n\n[^a]: Body.\n\nSecond paragraph.\n", ["note-paragraph"]),
        ("A.[^a]\n\n[^a]: Body.\n\n  - a list\n\n  > quoted\n", ["note-paragraph"]),
        ("A.[^a]\n\n[^a]: Body.\n\n    Second.\n\n[^b]: Next.\n", []),
        ("A.[^a]\n\n[^a]: Body.\n\nB.[^b]\n\n[^b]: Body.\n\nThe end.\n", []),
        ("A.[^a]\n\n[^a]: Body.\n\n## Next\n\nB.\n", []),
        ("1. a\n1. b\n1. c\n", []),
        ("7) a\n8) b\n", []),
        ("(i) a\n(ii) b\n(iv) c\n", ["list-number"]),
        ("1.\ta\n\n\tb\n\n3.\tc\n", ["list-number"]),
        ("- a\n\n  ---\n\n- b\n", []),
        ("Text\n===\n", []),
        ("- a\n\n      code\n", ["code-indented"]),
        ("A.[^a]\n\n[^a]: Body.\n\n    ```\n    code\n    ```\n", []),
        ("1. a\n\n   | A | B |\n   |---|---|\n   | 1 |\n", ["table-row"]),
        ("A | B\n--|--\n1 | 2\n`a | b` | 3\n", []),
        ("| A |\n|---|\n| 1 |\n| |\n", []),
    ],
)
def test_what_is_read_otherwise_is_told(text: str, expected: list[str]) -> None:
    origin, blocks = origin_of(text)
    assert codes(misreadings(blocks, [origin])) == expected


@pytest.mark.parametrize("text", [NOTHING_LOST.replace("    indented code\n", ""), TABS])
def test_sound_markup_is_read_as_it_is_typed(text: str) -> None:
    origin, blocks = origin_of(text.replace("    of two lines\n", ""))
    assert misreadings(blocks, [origin]) == []


PIECES = ["a ", "\n", "\n\n", "1. ", "3. ", "b) ", "- ", "\n---\n", "    ", "\t", "> ", "```\n",
          "| a | b |\n", "|--|--|\n", "| a |\n", "[^a]", "\n\n[^a]: b\n\n", "## "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_each_has_a_place_in_the_text(pieces: list[str]) -> None:
    text = "x " + "".join(pieces) + "\n"
    origin, blocks, _ = read(text)
    for found in misreadings(blocks, [origin]):
        assert found.place is not None
        assert 0 < found.place.column <= len(origin.lines[found.place.line - 1])
