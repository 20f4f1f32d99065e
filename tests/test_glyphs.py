"""Characters that the house's fonts lack are found, whatever stands in the font list first."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefbuild.glyphs import missing_glyphs
from briefbuild.house import House, load_house
from briefbuild.tree import node, para, string, words

STYLES = Path(__file__).parents[1] / "styles"


def house(folder: Path = STYLES) -> House:
    made, _ = load_house(folder, "styles")
    assert made is not None
    return made


def told(text: str, style: House) -> list[str]:
    """The characters that each problem names."""
    named = [str(p.facts["characters"]) for p in missing_glyphs([para(words(text))], style)]
    return ["".join(part[0] for part in names.split(", ")) for names in named]


def test_each_word_with_missing_characters_is_told_once_a_paragraph() -> None:
    assert told("日本 日 naïve 본日", house()) == ["日本", "본日"]
    twice = [para([string("日")]), para([string("日")])]
    assert len(missing_glyphs(twice, house())) == len(twice)


def test_blanks_accents_and_alt_texts_are_no_fault() -> None:
    assert told("a\u2003b\u2060c\u200dd q\u0308 1\ufe0e", house()) == []
    image = node("Image", [["", [], []], [string("日")], ["a.svg", ""]])
    assert missing_glyphs([para([image])], house()) == []


def test_a_font_that_one_role_lacks_is_not_enough(tmp_path: Path) -> None:
    """A character that only the headings' font has would be a box in the text."""
    style = house()
    only_sans = "\u0262"
    assert told(only_sans, style) == [only_sans]
    folder = tmp_path / "styles"
    shutil.copytree(STYLES, folder)
    tokens = (folder / "tokens.css").read_text(encoding="utf-8")
    tokens = tokens.replace("Georgia, serif", '"Source Sans 3", serif')
    (folder / "tokens.css").write_text(tokens, encoding="utf-8")
    assert told(only_sans, house(folder)) == []
