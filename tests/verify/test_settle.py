"""Words that go over a line's end are joined only where the source has them whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefbuild.verify.items import Heading, Inventory, Word
from briefbuild.verify.letter_case import cases_of
from briefbuild.verify.reading import MAYBE, ReadCall, ReadHeading, Reading
from briefbuild.verify.settle import settle


def inventory(text: str) -> Inventory:
    return Inventory(
        tuple(Word(word) for word in text.split()), headings=(Heading(1, ("Of", "me")),)
    )


def settled(source: str, found: str) -> str:
    words = tuple(found.replace("|", MAYBE).split())
    return " ".join(settle(Reading(words), inventory(source)).words)


@pytest.mark.parametrize(
    ("source", "found", "words"),
    [
        ("a comparative study", "a compara| tive study", "a comparative study"),
        ("Korea Japan", "Korea| Japan", "Korea Japan"),
        ("he re signed", "he re| signed", "he re signed"),
        ("go in to it, look into that", "look in| to that", "look into that"),
        ("go in to it, look into that", "go in| to it,", "go in to it,"),
        ("at verylongaddress now", "at very| long| address| now", "at verylongaddress now"),
        ("a b", "a b|", "a b"),
        ("a word", "a wo| rds", "a wo rds"),
        ("big Small", "BIG SMALL", "big Small"),
        ("big Small", "BIG SMELL", "big SMELL"),
        ("a comparative study", "A COMPARA| TIVE STUDY", "a comparative study"),
        ("big Small", "Big small", "Big small"),
    ],
)
def test_line_ends(source: str, found: str, words: str) -> None:
    assert settled(source, found) == words


def test_calls_keep_their_words() -> None:
    reading = Reading(
        ("a", "compara" + MAYBE, "tive", "study"),
        calls=(ReadCall("1", 1), ReadCall("2", 3), ReadCall("3", 4)),
        headings=(ReadHeading(2, ("OF", "ME")),),
    )
    whole = settle(reading, inventory("a comparative study"))
    assert [call.after for call in whole.calls] == [1, 2, 3]
    assert whole.headings == (ReadHeading(2, ("Of", "me")),)


@pytest.mark.parametrize(
    ("css", "found", "words"),
    [
        ("text-transform: lowercase", "big small", "big Small"),
        ("text-transform: capitalize", "Big Small", "big Small"),
        ("text-transform: none", "Big small", "Big small"),
        ("}\nq::first-line { text-transform: uppercase", "BIG SMall", "big Small"),
    ],
)
def test_case_that_a_style_changes(css: str, found: str, words: str) -> None:
    cases = cases_of({"a.css": f"p {{ {css} }}"})
    source = replace(inventory("big Small"), cases=cases)
    assert " ".join(settle(Reading(tuple(found.split())), source).words) == words
