"""Characters that nobody sees are told, and not by the hundred thousand."""

from __future__ import annotations

from briefbuild.invisible import MOST, invisible_characters


def test_each_is_told_at_its_place_up_to_a_hundred() -> None:
    lines = MOST + 20
    found = invisible_characters("ab\u0007\n" * lines + "a\u200bb", "a.md")
    places = [str(p.place) for p in found]
    assert places == [f"a.md:{n}:3" for n in range(1, MOST + 1)] + [f"a.md:{lines + 1}:2"]
    assert [p.message for p in found if "more" in p.message] == [
        "the invisible character U+0007 (and 20 more behind it in this file) stands here"
    ]


def test_nothing_more_is_said_where_there_is_no_more() -> None:
    found = invisible_characters("\u0007" * MOST, "a.md")
    assert len(found) == MOST
    assert not any("more" in p.message for p in found)
