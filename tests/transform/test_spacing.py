"""No line ends where it would be wrong, in several languages, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.transform.notes import notes
from briefbuild.transform.spacing import spacing
from briefbuild.transform.typography import typography
from briefbuild.tree import NBSP, Nodes, para, text_of, words
from briefbuild.verify.words import words_in
from tests.reading import context, tree_of


def spaced(markdown: str, language: str = "en-GB") -> str:
    """The text, “~” for a no-break space and “_” for a narrow one."""
    made = _spaced(tree_of(markdown), language)
    return text_of(made, notes=True).replace(NBSP, "~").replace("\u202f", "_")


def _spaced(tree: Nodes, language: str) -> Nodes:
    about = context(lang=language)
    return spacing(typography(notes(tree, about)[0], about)[0], about)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid US$ 162 million for it.", "It paid US$~162~million for~it."),
        ("It paid € 5 and 162.62 Billion overall.", "It paid €~5 and 162.62~Billion overall."),
        ("In 2022 US$ 5 were paid overall.", "In 2022 US$~5 were paid overall."),
        ("Some 5 km or (20 %) of ten.", "Some 5~km or (20~%) of~ten."),
        ("Cooney, Kevin J., and others.", "Cooney, Kevin~J., and others."),
        ("The J. K. Rowling and Tae R. Yoon here.", "The~J.~K.~Rowling and Tae~R.~Yoon here."),
        ("See no. 3, p. 12, pp. 3-5 and vol. 2 again.",
         "See no.~3, p.~12, pp.~3–5 and vol.~2 again."),
        ("Under Art. 5 and § 3, Figure 1 and Part II together.",
         "Under Art.~5 and §~3, Figure~1 and Part~II together."),
        ("On 16 March or March 16, 2023, again.", "On 16~March or March~16, 2023, again."),
        ("Yet March 2023 and no one there.", "Yet March 2023 and no one there."),
        ("Dr. Kim met Mr. Abe and President Moon.", "Dr.~Kim met Mr.~Abe and President Moon."),
        ("At the G 7 in May of the year.", "At the G~7 in May of the year."),
        ("A 20-year deal, and the Art of it all.", "A 20-year deal, and the Art of it~all."),
        ("See *vol.* 3 of the “5 km” rule there.", "See *vol.*~3 of the “5~km” rule there."),
        ("Sources n.d. Www and Park, Cheol Hee.", "Sources n.d. Www and Park, Cheol~Hee."),
        ("The `5 km` and Dokdo/ Takeshima stand.", "The `5 km` and Dokdo/Takeshima stand."),
    ],
)  # fmt: skip
def test_english(text: str, expected: str) -> None:
    assert spaced(text) == expected.replace("*", "").replace("`", "")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am 16. März, z. B. Nr. 3, S. 5 und 20 Mio. Euro insgesamt.",
         "Am 16.~März, z.~B.~Nr.~3, S.~5 und 20~Mio. Euro insgesamt."),
        ("fr", "Quoi ? Le 1er mars : 5 % des « mots »; p. 3 !",
         "Quoi_? Le 1er~mars_: 5~% des «_mots_»_; p.~3_!"),
        ("fr", "Oui! À 12:30, M. Petit (qui?) dit: «non», au XXe siècle.",
         "Oui_! À 12:30, M.~Petit (qui_?) dit_: «_non_», au XXe~siècle."),
        ("fr-CA", "Oui! Ceci : voilà donc.", "Oui! Ceci_: voilà donc."),
        ("bn", "ড. রহমান ১৬ মার্চ ৫ কোটি টাকা পেয়েছিলেন।", "ড.~রহমান ১৬~মার্চ ৫~কোটি টাকা পেয়েছিলেন।"),
        ("xx", "Only 5 km and € 5 here, J. Doe wrote.", "Only 5~km and €~5 here, J.~Doe wrote."),
        ("ja", "J. Doe 5 km 日本語日本語。", "J. Doe 5 km 日本語日本語。"),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str, expected: str) -> None:
    assert spaced(text, language) == expected


def test_the_language_of_a_part_goes_before_the_briefs() -> None:
    assert spaced("[Le 1er mars]{lang=fr} and 1er mars again.") == "Le 1er~mars and 1er mars again."


def test_an_address_keeps_its_letters() -> None:
    tree = tree_of("Voir <https://example.org/a?b=c:d!> ici.")
    assert "https://example.org/a?b=c:d!" in text_of(_spaced(tree, "fr"))


def test_a_short_last_word_is_bound_also_before_a_note_and_in_emphasis() -> None:
    text = "One two US.[^a]\n\nThree *four on it*\n\nThree [four long](https://e.org) dynamics.\n\n"
    made = spaced(text + "[^a]: A note, 15.\n")
    assert made == "One two~US.A note,~15.Three four on~itThree four long dynamics."


def test_cells_may_break_before_a_short_word() -> None:
    made = spaced("| A b | C |\n|--|--|\n| South Korea US | 5 km |\n")
    assert "Korea US" in made
    assert "5~km" in made


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80),
    st.sampled_from(["en", "fr", "de", "bn"]),
)
def test_words_stay_what_they_are(text: str, language: str) -> None:
    tree = [para(words(text))]
    made, _ = spacing(tree, context(lang=language))
    assert words_in(text_of(made)) == words_in(text_of(tree))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Dokdo/ Takeshima islands are", "the Dokdo/Takeshima islands are"),
        ("(Dokdo/ *Takeshima* islands are)", "(Dokdo/Takeshima islands are)"),
        ("either / or is said here", "either / or is said here"),
        (
            "Relations - Center and more - or less here",
            "Relations – Center and more – or less here",
        ),
        ("See example.org/ and more there", "See example.org/ and more there"),
        ("See a/b/ and more there", "See a/b/ and more there"),
    ],
)
def test_slashes_and_dashes_have_the_spaces_they_need(text: str, expected: str) -> None:
    assert spaced(text).replace("~", " ") == expected


def test_no_line_begins_with_a_dash() -> None:
    assert spaced("Relations - Center of it all here") == "Relations~– Center of it all~here"
