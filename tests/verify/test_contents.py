"""A table of contents is held to its headings and their pages; each seeded fault is found."""

from __future__ import annotations

import pytest

from briefbuild.verify.contents import Entry, entry_of, untrue
from briefbuild.verify.reading import MAYBE

HEADINGS = [Entry(("One",), 1), Entry(("A", "long" + MAYBE, "one"), 4), Entry(("One",), 9)]


@pytest.mark.parametrize(
    ("entries", "reasons"),
    [
        ([("One", "1"), ("A", "long", "one", "4"), ("One", "9")], []),
        ([("One", "1"), ("One", "9")], []),
        ([("One", "2")], ["stands on page 1, and in the contents on 2"]),
        ([("One",)], ["stands on page 1, and in the contents on none"]),
        ([("A", "long", "one", "4"), ("One", "1")], ["stands on page 9, and in the contents on 1"]),
        ([("Two", "1")], ["is in the contents, but no such heading follows"]),
        ([("One", "9"), ("A", "long", "one", "4"), ("One", "1")],
         ["stands on page 1, and in the contents on 9",
          "stands on page 9, and in the contents on 1"]),
    ],
)  # fmt: skip
def test_entries_are_held_to_headings(entries: list[tuple[str, ...]], reasons: list[str]) -> None:
    found = untrue([entry_of(words) for words in entries], HEADINGS)
    assert [fault["reason"] for fault in found] == reasons


def test_a_heading_may_end_in_a_number() -> None:
    assert entry_of(("In", "1910", "3")) == Entry(("In", "1910"), 3)
