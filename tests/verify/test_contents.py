"""A table of contents is held to its headings and their pages; each seeded fault is found."""

from __future__ import annotations

import pytest

from briefbuild.verify.contents import Entry, entry_of, untrue
from briefbuild.verify.reading import MAYBE

HEADINGS = [
    Entry(("Title",), 1, 1),
    Entry(("One",), 1, 2),
    Entry(("A", "long" + MAYBE, "one"), 4, 3),
    Entry(("One",), 9, 2),
    Entry(("Colophon",), 9, 2),
]


@pytest.mark.parametrize(
    ("entries", "reasons"),
    [
        ([("One", "1"), ("A", "long", "one", "4"), ("One", "9")], []),
        ([("One", "1"), ("One", "9")], []),
        ([("ONE", "1"), ("One", "9")], []),
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


@pytest.mark.parametrize("missing", [0, 1])
def test_a_section_that_is_left_out_is_found(missing: int) -> None:
    headings = [Entry((name,), 1, 2) for name in ("One", "Two", "Three")]
    entries = [entry for n, entry in enumerate(headings) if n != missing]
    (fault,) = untrue(entries, headings)
    assert fault == {"item": headings[missing].words[0], "reason": "is not in the contents"}


def test_a_heading_may_end_in_a_number() -> None:
    assert entry_of(("In", "1910", "3")) == Entry(("In", "1910"), 3)
