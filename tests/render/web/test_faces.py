"""A page carries the faces that it is set in, cut to its letters, and no others."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import tinyhtml5
from fontTools.ttLib import TTFont

from briefbuild.render.cut_faces import DeclaredFace
from briefbuild.render.lettered import with_letters
from briefbuild.render.web.faces import letters_of
from briefbuild.tree import node, para, words
from tests.render.web.webpage import make
from tests.verify.sample import house

SERIF, BOLD, ITALIC, SANS = (
    DeclaredFace("Serif", "400", "normal", Path("a")),
    DeclaredFace("Serif", "600", "normal", Path("b")),
    DeclaredFace("Serif", "400", "italic", Path("c")),
    DeclaredFace("Sans", "400", "normal", Path("d")),
)
FACES = (SERIF, BOLD, ITALIC, SANS)
ROOT = ':root { --font-text: "Serif", serif; --font-sans: "Sans"; --size: 1rem; --line: 2rem }'
PAGE = "<p>ab<em>cd</em><strong>ef</strong><span>gh</span></p>"


def letters(css: str, html: str = PAGE) -> dict[DeclaredFace, str]:
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    found = letters_of(root, f"{ROOT} body {{ font: 1rem/2 var(--font-text) }} {css}", FACES)
    return {face: "".join(sorted(text)) for face, text in found.items()}


def test_bold_and_italic_are_as_browsers_have_them() -> None:
    assert letters("") == {SERIF: "abgh", BOLD: "ef", ITALIC: "cd"}


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("span { font-family: var(--font-sans) }", {SERIF: "ab", SANS: "gh"}),
        ("span { font: 600 var(--size)/var(--line) var(--font-text) }", {SERIF: "ab"}),
        ("p > span { font-style: italic } span { font-style: normal }", {ITALIC: "cdgh"}),
        ("p { font-family: Sans } body { font-family: Serif }", {SANS: "abcdefgh"}),
        (":root { --font-text: var(--font-sans) }", {SANS: "abcdefgh"}),
        ("span::before { font-family: Sans; content: 'x' }", {SERIF: "abgh", SANS: "gh"}),
    ],
)
def test_the_strongest_declaration_decides(css: str, expected: dict[DeclaredFace, str]) -> None:
    found = letters(css)
    assert {face: found[face] for face in expected} == expected


def test_what_holds_on_some_screens_is_added() -> None:
    found = letters("@media (width > 9em) { p { font-family: Sans } }")
    assert (found[SERIF], found[SANS]) == ("abgh", "abcdefgh")


def test_a_family_without_the_face_gives_its_nearest() -> None:
    assert letters("p { font: italic 600 1em Sans }") == {SANS: "abcdefgh"}


def test_a_page_has_only_its_letters(tmp_path: Path) -> None:
    emphasis = node("Emph", words("zeal"))
    page = make(tmp_path, [para([*words("Quiet"), node("Space"), emphasis])])
    fonts = page.fonts()
    assert ("Source Serif 4", "400", "italic") in fonts
    assert ("Source Serif 4", "700", "normal") not in fonts
    with TTFont(BytesIO(fonts["Source Serif 4", "400", "italic"])) as font:
        held = set(map(chr, font.getBestCmap()))
        assert set("zeal") | set("ZEAL") <= held
        assert not {"Q", "u"} & held
        assert {font["name"].getDebugName(n) for n in (1, 4, 6)} == {"Edition"}


def test_a_drawing_gets_the_face_that_its_text_names() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g font-weight="600">'
        b"<text font-family=\"'Source Sans 3'\">Seoul</text></g></svg>"
    )
    made = with_letters(drawing, house())
    assert made.count(b"@font-face") == 1
    assert b'font-family: "Source Sans 3"; font-weight: 600; font-style: normal' in made
    assert with_letters(DRAWN, house()) == DRAWN


DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'
