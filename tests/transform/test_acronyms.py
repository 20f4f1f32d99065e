"""Acronyms are marked, and only they; names with figures stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.transform.acronyms import acronyms
from briefbuild.transform.typography import typography
from briefbuild.tree import Nodes, has_class, para, text_of, walk, words
from briefbuild.verify.words import words_in
from tests.reading import context, tree_of


def marked(tree: Nodes, name: str = "acronym") -> list[str]:
    made, problems = acronyms(tree, context())
    assert problems == []
    assert text_of(made) == text_of(tree)
    return [text_of(n) for n in walk(made) if has_class(n, name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The (DPRK’s) and NGOs,", ["DPRK", "NGO"]),
        ("US-ROK and NATO/EU talks", ["US-ROK", "NATO/EU"]),
        ("US and UN, but World War III and XIV", []),
        ("KF21 and A320neo, G7", []),
        ("COVID-19 and F-16", ["COVID-19"]),
        ("an anti-NATO mood", []),
        ("GERMANY AND JAPAN met the IMF", ["IMF"]),
        ("NATO, ASEAN, and SAARC met", ["NATO", "ASEAN", "SAARC"]),
        ("www.ABC.com or a@ABC.org", []),
        ("Straße OSZE ÉTAT", ["OSZE", "ÉTAT"]),
        ("States SHALL pay, (SHALL NOT delay) and do not SHALL.", []),
        ("States SHALL pay", ["SHALL"]),
        ("DPRK ICBM tests, and the DPRK", ["DPRK", "ICBM", "DPRK"]),
        ("NATO and GERMANY AND JAPAN, in NATO; GERMANY", ["NATO", "NATO"]),
        ("die OSZE", ["OSZE"]),
    ],
)
def test_what_is_an_acronym(text: str, expected: list[str]) -> None:
    assert marked([para(words(text))]) == expected


def test_headings_code_and_addresses_are_left() -> None:
    assert marked(tree_of("# NATO talks\n\n`NATO` <https://e.org/NATO>\n")) == []
    assert marked(tree_of("*NATO* and [NATO](https://e.org/)\n")) == ["NATO", "NATO"]


def test_a_name_with_figures_is_whole_and_marked_once() -> None:
    text = "COVID-19, (F-16s) and F-16, 3-D, mid-1990s, COVID-19\n"
    assert marked(tree_of(text), "unbroken") == ["COVID-19", "F-16s", "F-16", "3-D", "COVID-19"]
    tree, _ = typography(tree_of("After COVID-19, it ended.\n"), context(frozenset({"COVID-19"})))
    assert marked(tree, "unbroken") == ["COVID-19,"]
    assert marked(tree) == ["COVID-19"]


def test_words_said_with_force_are_alike_in_the_whole_text() -> None:
    text = (
        "States SHALL pay. The IMF may.\n\n- They *SHALL NOT* delay.\n\nIt is not so: WIPO SHALL.\n"
    )
    assert marked(tree_of(text)) == ["IMF", "WIPO"]


def test_each_part_has_the_place_of_its_word() -> None:
    made, _ = acronyms(tree_of("The DPRK’s word.\n"), context())
    places = {n["c"]: n["pos"] for n in walk(made) if n["t"] == "Str"}
    assert places["DPRK"] == places["’s"] == ["sections/a.md", 1, 5]


@given(st.text(alphabet="ABCDabcs019-/ ,.’", max_size=60))
def test_words_stay_what_they_are(text: str) -> None:
    tree = [para(words(text))]
    made, _ = acronyms(tree, context())
    assert words_in(text_of(made)) == words_in(text_of(tree))
