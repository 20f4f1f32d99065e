"""Characters that the house's fonts can't print, found before any file is made.

A page maker prints an empty box for them, a reading system whatever font it finds. A character must
be in each of the families that set running text, since a heading is repeated in contents, a caption
in lists: `--font-text`, `--font-note`, `--font-display` and `--font-sans`, each with the families
it falls back to. Charts and the style's own words are looked at by `lettering`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2
from fontTools.ttLib import TTFont

from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem
from briefbuild.tree import Node, Nodes, place_of

ROLES = ("--font-text", "--font-note", "--font-display", "--font-sans")
REGULAR = ("400", "normal", "")
PARAGRAPHS = frozenset({"Para", "Plain", "Header", "CodeBlock", "LineBlock"})
# Blanks, and what is never drawn: HarfBuzz makes them where a font has none (its manual, “Shaping
# concepts”); variation selectors choose a form of the character before them.
UNDRAWN = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc"})
LOST = "\ufffd"  # stands for what could not be read (Unicode, 23.8)
SELECTORS = range(0xFE00, 0xFE10)


def missing_glyphs(blocks: Nodes, house: House) -> list[Problem]:
    """Each word of the tree's text with characters that no font of the house has and that its
    paragraph has not had before."""
    printable = printable_in(house)
    return list(_missing(blocks, printable, set())) if printable else []


def printable_in(house: House) -> frozenset[str]:
    """What each family that sets text can print; nothing where the house has none of them."""
    return _printable(house.fonts, tuple(house.tokens.get(role, "") for role in ROLES))


def unprintable(text: str, printable: frozenset[str]) -> list[str]:
    """The characters of a text that are not among those, in order, each once."""
    if printable.issuperset(text):
        return []
    return [c for c in dict.fromkeys(text) if not _can_print(c, printable)]


def missing_in(
    text: str, printable: frozenset[str], place: Place | None, told: set[str]
) -> Iterator[Problem]:
    """One problem for each word with characters that can't be printed, naming all of them.

    `told` are the characters that were named before: a word with no others is passed over.
    """
    for word in text.split():
        lacking = unprintable(word, printable)
        if not told.issuperset(lacking):
            told.update(lacking)
            yield missing(lacking, place)


def missing(characters: Sequence[str], place: Place | None) -> Problem:
    """What is said of characters that can't be printed; there is one at least."""
    facts = {"first": characters[0], "characters": ", ".join(map(_named, characters))}
    if LOST in characters:
        facts["hint"] = "a program that read the file in another encoding left it: type what it was"
    elif any(unicodedata.category(c) == "Co" for c in characters):
        facts["hint"] = "it is a sign of one font alone, as Word’s bullets are: write what it shows"
        facts["hint"] += ", “- ” for an item of a list"
    return problem("text-glyph", place, **facts)


def _named(character: str) -> str:
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    return f"{character} ({name})"


def _missing(tree: Any, printable: frozenset[str], told: set[str]) -> Iterator[Problem]:
    """`told` are the characters that were reported in the paragraph around."""
    if isinstance(tree, list):
        for item in tree:
            yield from _missing(item, printable, told)
    if not isinstance(tree, dict) or tree.get("t") == "Image":  # its text is read, not printed
        return
    if tree.get("t") in PARAGRAPHS:
        told = set()
    yield from missing_in(_text(tree), printable, place_of(tree), told)
    yield from _missing(tree.get("c"), printable, told)


def _text(n: Node) -> str:
    """The node's own text."""
    if n.get("t") == "Str":
        return str(n["c"])
    return str(n["c"][1]) if n.get("t") in ("Code", "CodeBlock") else ""


def _can_print(character: str, printable: frozenset[str]) -> bool:
    if character in printable or ord(character) in SELECTORS:
        return True
    if unicodedata.category(character) in UNDRAWN:
        return True
    parts = unicodedata.normalize("NFD", character)  # a letter and its accent, set together
    return len(parts) > 1 and printable.issuperset(parts)


@cache
def _printable(fonts: Path, roles: tuple[str, ...]) -> frozenset[str]:
    """What every role can print; `roles` are lists of families, as CSS has them."""
    files = _files(fonts / "fonts.css")
    sets = []
    for families in roles:
        names = [family.strip().strip("\"'") for family in families.split(",")]
        known = [_characters(fonts / files[name]) for name in names if name in files]
        if known:
            sets.append(frozenset[str]().union(*known))
    return frozenset.intersection(*sets) if sets else frozenset()


@cache
def _characters(file: Path) -> frozenset[str]:
    """The characters that a font has."""
    if not file.is_file():
        return frozenset()
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _files(sheet: Path) -> Mapping[str, str]:
    """The file of each family's regular face; of another face where it has no regular one."""
    files: dict[str, str] = {}
    css = sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "at-rule" or rule.lower_at_keyword != "font-face" or not rule.content:
            continue
        entries = tinycss2.parse_blocks_contents(rule.content, True, True)
        face = {e.lower_name: e.value for e in entries if e.type == "declaration"}
        family = tinycss2.serialize(face.get("font-family", [])).strip().strip("\"'")
        style, weight = (
            tinycss2.serialize(face.get(f"font-{key}", [])).strip() for key in ("style", "weight")
        )
        regular = style in REGULAR and weight in REGULAR
        if family and (regular or family not in files):
            files[family] = _address(face.get("src", []))
    return files


def _address(source: Any) -> str:
    """The first url() of a `src`."""
    for token in source:
        if token.type == "url":
            return str(token.value)
        if token.type == "function" and token.lower_name == "url" and token.arguments:
            return str(token.arguments[0].value)
    return ""
