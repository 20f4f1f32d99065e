"""Rules on the text: headings, lists, blanks, the document's title and its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefbuild.verify.ooxml import W, value
from briefbuild.verify.word_access.opened import DOCUMENT, STYLES, Paragraph, WordFile
from briefbuild.verify.word_access.rule import EDITORS, Fault, Rule

DC = "{http://purl.org/dc/elements/1.1/}"
BODY_TEXT = 9
"""The outline level of what is no heading (17.3.1.20)."""
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{4,8})*")
TYPED = re.compile(r"(?:[•‣◦▪·*–—-]|\(?(?:\d{1,2}|[a-z])[.)])[\s\t]+\S")
"""How the item of a list begins that is typed."""
BLANKS = re.compile(r"[ \u00a0\t]{3,}")
AS_TYPED = "Source Code"
"""The style in which blanks are the author's words."""
EXCERPT = 40
SHOWN = (f"{W}separator", f"{W}continuationSeparator", f"{W}footnoteRef")
"""What Word itself draws in a paragraph without text: rules above notes, and a note's mark."""


def headings(file: WordFile) -> Iterator[Fault]:
    """There are headings, none is empty, the first is of the highest level, and none skips one."""
    found = [(level, p) for p in file.paragraphs if (level := _level(file, p)) is not None]
    if not found:
        yield {"reason": "there is none"}
    elif found[0][0] != 0:
        yield {"reason": f"the first, “{_excerpt(found[0][1])}”, is of level {found[0][0] + 1}"}
    for (above, _), (level, paragraph) in pairwise(found):
        if level > above + 1:
            facts = f"of level {level + 1} follows one of level {above + 1}"
            yield {"reason": f"“{_excerpt(paragraph)}” {facts}"}
    for _, paragraph in found:
        if not paragraph.text.strip():
            yield {"reason": "one is empty"}


def _level(file: WordFile, paragraph: Paragraph) -> int | None:
    if paragraph.part != DOCUMENT:
        return None
    setting = next(file.settings(paragraph.element, "outlineLvl"), None)
    level = BODY_TEXT if setting is None else int(value(setting))
    return level if level < BODY_TEXT else None


def _excerpt(paragraph: Paragraph) -> str:
    return paragraph.text[:EXCERPT]


def lists(file: WordFile) -> Iterator[Fault]:
    """Lists are Word's own: none is typed, sign by sign."""
    for one, other in pairwise(file.paragraphs):
        if all(_is_typed(file, paragraph) for paragraph in (one, other)):
            yield {"text": _excerpt(one), "reason": "is typed sign by sign"}


def _is_typed(file: WordFile, paragraph: Paragraph) -> bool:
    if _level(file, paragraph) is not None or paragraph.within(f"{W}tbl"):
        return False
    numbered = next(file.settings(paragraph.element, "numPr"), None)
    return numbered is None and TYPED.match(paragraph.text) is not None


def blanks(file: WordFile) -> Iterator[Fault]:
    """No distance is made of blanks."""
    for paragraph in file.paragraphs:
        if BLANKS.search(paragraph.text) and file.style(paragraph.element) != AS_TYPED:
            yield {"text": _excerpt(paragraph), "reason": "holds several blanks in a row"}


def empties(file: WordFile) -> Iterator[Fault]:
    """No distance is made of empty paragraphs.

    An empty paragraph with a border is a rule, as Word itself makes of three hyphens; one with a
    number is an item that is empty or begins with another list, and one with a note's mark a note
    that begins with a list or code. A cell of a table may be empty, and needs a paragraph; so do
    the rules above the notes, and two tables that follow each other: Word would make one of them.
    """
    for paragraph in file.paragraphs:
        element = paragraph.element
        signs = (next(file.settings(element, name), None) for name in ("pBdr", "numPr"))
        shows = next(element.iter(*SHOWN), None) is not None or any(s is not None for s in signs)
        before, after = element.getprevious(), element.getnext()
        parts = {getattr(before, "tag", None), getattr(after, "tag", None)} == {f"{W}tbl"}
        needed = shows or paragraph.within(f"{W}tc") or parts
        if paragraph.is_empty and not needed:
            said = "" if before is None else "".join(before.itertext()).strip()
            yield {"reason": f"one stands after “{said[-EXCERPT:]}”"}


def title(file: WordFile) -> Iterator[Fault]:
    """The properties name the document, and its first page does."""
    core = file.package.xml("docProps/core.xml")
    named = "" if core is None else core.findtext(f"{DC}title", "")
    shown = [p for p in file.paragraphs if file.style(p.element) == "Title" and p.text.strip()]
    if not named.strip():
        yield {"reason": "the properties have none"}
    if not shown:
        yield {"reason": "no paragraph has the style Title"}


def languages(file: WordFile) -> Iterator[Fault]:
    """Every word has a language that a voice can be chosen by."""
    core, styles = file.package.xml("docProps/core.xml"), file.package.xml(STYLES)
    named = "" if core is None else core.findtext(f"{DC}language", "")
    found = None if styles is None else styles.find(f"{W}docDefaults//{W}lang")
    if not value(found) or value(found) != named:
        yield {"reason": f"that of the text is “{value(found)}”, of the properties “{named}”"}
    for name, root in file.texts.items():
        for language in root.iter(f"{W}lang"):
            for tag in language.attrib.values():
                if not TAG.fullmatch(str(tag)):
                    yield {"reason": f"{name} has words of the language “{tag}”"}


RULES = (
    Rule("headings follow one another in order", headings),
    Rule("lists are lists", lists, EDITORS, "write the list as Markdown does, with “- ” or “1. ”"),
    Rule("no blank characters are repeated", blanks, EDITORS, "take out all but one"),
    Rule("no paragraph is empty", empties),
    Rule("the document has a title", title),
    Rule("all text has a language", languages),
)
