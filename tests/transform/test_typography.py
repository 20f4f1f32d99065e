"""Quotation marks follow the language, ranges get en dashes, and no word changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.transform.notes import notes
from briefbuild.transform.typography import bound_title, typography
from briefbuild.tree import NBSP, classes_of, div, para, text_of, walk, words
from briefbuild.verify.words import words_in
from tests.reading import context, tree_of


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-US", "He said “a ‘b’ c” and the ’90s."),
        ("de", "He said „a ‚b‘ c“ and the ’90s."),
        ("de-CH", "He said «a ‹b› c» and the ’90s."),
        ("fr", "He said «\u202fa “b” c\u202f» and the ’90s."),
        ("xx", "He said “a ‘b’ c” and the ’90s."),
    ],
)
def test_quotation_marks(language: str, expected: str) -> None:
    tree = tree_of("He said \"a 'b' c\" and the '90s.")
    made, _ = typography(tree, context(lang=language))
    assert text_of(made) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pp. 173-174.", "pp. 173–174."),
        ("10 (3): 247-65.", "10 (3): 247–65."),
        ("2015-2019,", "2015–2019,"),
        ("(2015-2019)", "(2015–2019)"),
        ("on 2023-05-14", "on 2023-05-14"),
        ("COVID-19", "COVID-19"),
        ("ISBN 978-0-306-40615-2", "ISBN 978-0-306-40615-2"),
        ("www.x.org/2019-20", "www.x.org/2019-20"),
        ("https://x.org/a?1-2", "https://x.org/a?1-2"),
        ("version 1.2-3.4", "version 1.2-3.4"),
        ("1914-18 and 98-102", "1914–18 and 98–102"),
        ("in 2023-05", "in 2023-05"),
        ("call 555-1234", "call 555-1234"),
        ("ISSN 1234-5678", "ISSN 1234-5678"),
        ("won 4-2", "won 4-2"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    made, _ = typography([para(words(text))], context())
    assert text_of(made) == expected


def test_names_that_must_not_break_are_marked_with_their_punctuation() -> None:
    made, _ = typography(
        [para(words("in Pyongyang, and Pyongyang’s"))], context(frozenset({"Pyongyang"}))
    )
    marked = [n for n in made[0]["c"] if n["t"] == "Span"]
    assert [text_of(n) for n in marked] == ["Pyongyang,", "Pyongyang’s"]


def test_the_last_word_of_a_paragraph_is_marked_also_before_a_note() -> None:
    made, _ = typography(
        notes(tree_of("One two dynamics.[^a]\n\n[^a]: N.\n"), context())[0], context()
    )
    last = [n for n in made[0]["c"] if "last-word" in classes_of(n)]
    assert [text_of(n) for n in last] == ["dynamics."]


def test_a_small_word_of_a_title_is_bound_to_the_next_one() -> None:
    title = div([para(words("Implications of a Rekindled Alliance"))], classes=["title"])
    other = div([para(words("One of a kind"))], classes=["box"])
    made, _ = typography([title, other], context())
    assert text_of(made[0]) == f"Implications of{NBSP}a{NBSP}Rekindled Alliance"
    assert NBSP not in text_of(made[1])
    assert bound_title("Implications of a Rekindled Alliance", "en-GB") == text_of(made[0])
    assert bound_title("Rat an der See", "de") == "Rat an der See"


def test_an_address_is_marked_so_that_no_hyphen_is_added_to_it() -> None:
    made, _ = typography(
        tree_of("See <https://example.org/a> and [here](https://b.org).\n"), context()
    )
    links = [n for n in walk(made) if n["t"] == "Link"]
    assert ["uri" in classes_of(n) for n in links] == [True, False]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80))
def test_words_stay_what_they_are(text: str) -> None:
    tree = [para(words(text))]
    made, _ = typography(tree, context(frozenset({"Korea"})))
    assert words_in(text_of(made)) == words_in(text_of(tree))
