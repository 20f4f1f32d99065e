"""Notes are numbered through the brief, and one note has one number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefbuild.transform.notes import notes
from briefbuild.tree import Nodes, classes_of, id_of, node, pairs_of, para, string, text_of, walk
from tests.reading import codes, context, tree_of


def calls(blocks: Nodes) -> list[tuple[str, str]]:
    """Id and mark of each call, in order."""
    spans = [n for n in walk(blocks) if {"note-call", "note-recall"} & set(classes_of(n))]
    return [(id_of(n), pairs_of(n)["mark"]) for n in spans]


def author_note(index: int) -> dict[str, object]:
    note = node("Note", [para([string("Bio.")])])
    return {**note, "label": f"authors.{index}", "text": "authors", "author": True}


def test_numbers_run_through_sections_with_equal_labels() -> None:
    one = tree_of("A[^1] b[^2].\n\n[^1]: First.\n\n[^2]: Second.\n", "sections/a.md")
    two = tree_of("C[^1].\n\n[^1]: Third.\n", "sections/b.md")
    made, problems = notes([*one, *two], context())
    assert problems == []
    assert calls(made) == [("call-1", "1"), ("call-2", "2"), ("call-3", "3")]


def test_a_second_call_keeps_the_number_and_has_no_second_body() -> None:
    made, _ = notes(tree_of("A[^x] b[^y] c[^x].\n\n[^x]: First.\n\n[^y]: Second.\n"), context())
    assert calls(made) == [("call-1", "1"), ("call-2", "2"), ("call-1-2", "1")]
    assert text_of(made, notes=True).count("First.") == 1


def test_the_authors_note_is_number_one() -> None:
    made, _ = notes([para([author_note(0)]), *tree_of("A[^x].\n\n[^x]: N.\n")], context())
    assert calls(made) == [("call-1", "1"), ("call-2", "2")]


def test_authors_notes_with_symbols_leave_the_numbers_to_the_text() -> None:
    tree = [para([author_note(i) for i in range(5)]), *tree_of("A[^x].\n\n[^x]: N.\n")]
    made, _ = notes(tree, context(author_note="symbol"))
    assert [mark for _, mark in calls(made)] == ["*", "†", "‡", "§", "**", "1"]
    assert calls(made)[0] == ("call-a1", "*")


def test_empty_body_and_call_in_a_heading_are_problems() -> None:
    _, problems = notes(tree_of("# H[^a]\n\n[^a]:\n"), context())
    assert codes(problems) == ["note-in-heading", "note-empty"]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_every_body_is_there_once_in_order_of_first_call(labels: list[int]) -> None:
    tree = [
        para([{**node("Note", [para([string(f"body{n}")])]), "label": str(n), "text": "a"}])
        for n in labels
    ]
    made, _ = notes(tree, context())
    bodies = [text_of(n["c"]) for n in walk(made) if n["t"] == "Note"]
    assert bodies == [f"body{n}" for n in dict.fromkeys(labels)]
    assert len(calls(made)) == len(labels)
