"""An equal reading has no problem; a reading with anything lost, added or moved has one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.problems import Place
from briefbuild.tree import Node, Nodes, para, span, string
from briefbuild.verify.compare import MOST, compare
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
from briefbuild.verify.reading import (
    ReadCall,
    ReadHeading,
    ReadImage,
    Reading,
    ReadNote,
)

WORD = st.text(st.sampled_from("abcdé1"), min_size=1, max_size=3)
TEXT = st.lists(WORD, min_size=1, max_size=6)
PIECE = st.one_of(
    WORD.map(lambda word: ("word", [word])),
    TEXT.map(lambda words: ("note", words)),
    TEXT.map(lambda words: ("emphasis", words)),
)
PARAGRAPHS = st.lists(st.lists(PIECE, min_size=1, max_size=8), min_size=1, max_size=5)


def spaced(words: list[str]) -> Nodes:
    return [n for word in words for n in (string(word, ["a.md", 1, 1]), {"t": "Space"})]


def tree_of(paragraphs: list[list[tuple[str, list[str]]]]) -> Nodes:
    blocks: Nodes = []
    count = 0
    for pieces in paragraphs:
        inlines: Nodes = []
        for kind, words in pieces:
            if kind == "note":
                count += 1
                body: Node = {"t": "Note", "c": [para(spaced(words))]}
                mark = str(count)
                inlines.append(span([body], f"call-{mark}", ["note-call"], key=mark, mark=mark))
            elif kind == "emphasis":
                inlines.append({"t": "Emph", "c": spaced(words)})
            else:
                inlines += spaced(words)
        blocks.append(para(inlines))
    return blocks


def equal(inventory: Inventory) -> Reading:
    """What a faultless file of this inventory reads as."""
    return Reading(
        inventory.texts,
        tuple(ReadCall(call.mark, call.after) for call in inventory.calls),
        tuple(ReadNote(n.mark, tuple(w.text for w in n.words), n.links) for n in inventory.notes),
        tuple(ReadHeading(h.level or 0, h.words) for h in inventory.headings),
        tuple(ReadImage(i.alt, None, i.caption, i.look) for i in inventory.images),
        tuple(link.target for link in inventory.links),
    )


@given(PARAGRAPHS, st.data())
def test_every_lost_word_is_noticed(
    paragraphs: list[list[tuple[str, list[str]]]], data: st.DataObject
) -> None:
    inventory = take(tree_of(paragraphs))
    reading = equal(inventory)
    assert compare(inventory, reading, "pdf") == []
    if reading.words:
        at = data.draw(st.integers(0, len(reading.words) - 1))
        words = (*reading.words[:at], *reading.words[at + 1 :])
        calls = tuple(replace(call, after=call.after - (call.after > at)) for call in reading.calls)
        problems = compare(inventory, replace(reading, words=words, calls=calls), "pdf")
        assert problems[0].code == "proof-lost"
    for index, note in enumerate(reading.notes):
        at = data.draw(st.integers(0, len(note.words) - 1))
        cut = replace(note, words=(*note.words[:at], *note.words[at + 1 :]))
        notes = (*reading.notes[:index], cut, *reading.notes[index + 1 :])
        problems = compare(inventory, replace(reading, notes=notes), "pdf")
        assert [p.code for p in problems] == ["proof-lost"]
        fewer = (*reading.notes[:index], *reading.notes[index + 1 :])
        problems = compare(inventory, replace(reading, notes=fewer), "pdf")
        assert [p.code for p in problems] == ["proof-note"]


TREE = tree_of(
    [
        [("word", ["a"]), ("note", ["b", "c"]), ("word", ["d"])],
        [("word", ["e"]), ("note", ["f"]), ("word", ["g"])],
    ]
)


def problems_of(**changes: object) -> list[str]:
    inventory = take(TREE)
    return [str(p) for p in compare(inventory, replace(equal(inventory), **changes), "pdf")]  # type: ignore[arg-type]


def test_words_lost_changed_and_added_are_told_apart() -> None:
    inventory = take([para(spaced(["one", "two", "three", "four", "five"]))])
    reading = Reading(("one", "three", "4", "five", "six"))
    found = compare(inventory, reading, "epub")
    assert [p.code for p in found] == ["proof-lost", "proof-words", "proof-added"]


def test_fault_of_the_file_is_a_problem() -> None:
    fault = {"item": "word", "reason": "can't be seen"}
    (found,) = compare(take(TREE), replace(equal(take(TREE)), faults=(fault,)), "pdf")
    assert found.code == "proof-item"


def test_call_moved() -> None:
    (found,) = problems_of(calls=(ReadCall("1", 1), ReadCall("2", 2)))
    assert "its call stands 1 words too early" in found


def test_call_lost_and_doubled() -> None:
    assert problems_of(calls=(ReadCall("1", 1),))
    assert problems_of(calls=(ReadCall("1", 1), ReadCall("1", 1), ReadCall("2", 3)))


def test_notes_in_another_order() -> None:
    notes = equal(take(TREE)).notes[::-1]
    (found,) = problems_of(notes=notes)
    assert "the notes' order is 2, 1" in found


def test_notes_that_changed_their_marks() -> None:
    one, two = equal(take(TREE)).notes
    found = problems_of(notes=(replace(two, mark="1"), replace(one, mark="2")))
    assert len(found) == 2


def test_note_doubled_and_note_from_nowhere() -> None:
    one, two = equal(take(TREE)).notes
    assert "stands 2 times" in "".join(problems_of(notes=(one, one, two)))
    assert "not in the source" in "".join(problems_of(notes=(one, two, replace(two, mark="9"))))


def on_pages(
    first: tuple[int, ...], second: tuple[int, ...] = (1,), calls: tuple[int, int] = (1, 1)
) -> str:
    """What is found wrong with two notes on these pages, called on those."""
    one, two = equal(take(TREE)).notes
    made = (replace(one, pages=first), replace(two, pages=second))
    read = (ReadCall("1", 1, calls[0]), ReadCall("2", 3, calls[1]))
    return "".join(problems_of(calls=read, notes=made))


def test_note_on_another_page_than_its_call() -> None:
    assert on_pages((1,)) == ""
    assert "note 1: is called on page 1, but its text stands on page 2" in on_pages((2,))


def test_note_that_goes_on_over_the_next_pages() -> None:
    assert on_pages((1, 2), (2,), calls=(1, 2)) == ""
    assert on_pages((1, 2, 3), (3, 4), calls=(1, 3)) == ""


@pytest.mark.parametrize("pages", [(2, 3), (1, 3), (1, 2, 1), (2, 1), (1, 2, 4), (0, 1)])
def test_note_that_begins_late_or_goes_on_elsewhere(pages: tuple[int, ...]) -> None:
    assert "stands on page " + ", ".join(map(str, pages)) in on_pages(pages, (9,), (1, 9))


def test_note_that_begins_before_the_one_above_it_ends() -> None:
    found = on_pages((1, 2), (1,))
    assert "note 2: begins on page 1, where the note before it goes on to 2" in found


def test_many_differences_are_counted_not_listed() -> None:
    blocks = [para(spaced([f"w{n}", f"x{n}"])) for n in range(100)]
    inventory = take(blocks)
    reading = Reading(tuple(word for word in inventory.texts if word[0] == "w"))
    found = compare(inventory, reading, "pdf")
    assert [p.code for p in found] == ["proof-lost"] * MOST + ["proof-more"]
    assert found[-1].message == "pdf: 80 more differences"
    assert found[0].place == Place("a.md", 1, 1)


def test_levels_keep_their_order() -> None:
    blocks = [
        {"t": "Header", "c": [level, ["", [], []], [string(f"h{n}")]]}
        for n, level in enumerate((1, 2, 2))
    ]
    inventory = take(blocks)

    def found(*levels: int) -> list[str]:
        words = [heading.words for heading in inventory.headings]
        headings = tuple(map(ReadHeading, levels, words))
        reading = replace(equal(inventory), headings=headings)
        return [p.message for p in compare(inventory, reading, "epub")]

    assert found(1, 2, 2) == found(2, 3, 3) == []
    assert found(1, 2, 3)
    assert found(2, 2, 2)
    assert found(2, 1, 1)
