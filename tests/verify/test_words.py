"""What counts as a word, and where it stands."""

from __future__ import annotations

import pytest

from briefbuild.verify.words import located, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Korea-Japan “relations”…", ("Korea", "Japan", "relations")),
        ("US$162.62", ("US", "$", "162", "62")),
        ("5% of §7 & ©", ("5", "%", "of", "§", "7", "&", "©")),
        ("soft\u00adhyphen zero\u200bwidth", ("softhyphen", "zerowidth")),
        ("ﬁne e\u0301t\u00e9", ("fine", "\u00e9t\u00e9")),
        ("5 km² ≠ km2; H₂O, 1½ ﬁsh", ("5", "km²", "≠", "km2", "H₂O", "1½", "fish")),
        ("नमस्ते दुनिया", ("नमस्ते", "दुनिया")),
        ("שָׁלוֹם", ("שָׁלוֹם",)),
        ("— * ‘ ’ • ·", ()),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


def test_word_keeps_what_its_first_piece_carries() -> None:
    pieces = [("re", 1), ("arm", 2), (" now", 3)]
    assert list(located(pieces)) == [("rearm", 1), ("now", 3)]
