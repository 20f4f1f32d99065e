"""Quotation marks: unpaired ones, straight ones, single ones where the language has double ones.

The reader pairs straight marks, which are then set as the brief's language has them; what is told
here is what readers would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.copy_check.forms import Use, unusual
from briefbuild.copy_check.passages import Passage
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem
from briefbuild.transform.typography import quotation_marks

STRAIGHT = re.compile(r"(?<!\d)[\"'](?=\w)|(?<=[A-Za-z.,!?])[\"']")
EITHER = ("en", "en-GB", "en-AU", "en-IE", "en-IN", "en-NZ", "en-ZA")
"""Where publishers have single marks first (New Hart's Rules, 9.2) or double ones."""
LONGEST = 3000
"""Letters of a quotation in single marks, whose second one may be an apostrophe far below."""
SHORT = 3
"""So few letters in single marks are letters (‘a’) or an elision (rock ‘n’ roll)."""
READ = ("paragraph", "caption", "heading", "cell")


def unpaired(copy: Copy) -> Iterator[Problem]:
    """A mark that opens and never closes, or the other way round.

    A quotation of several paragraphs opens each of them and closes the last (Chicago 13.32), or
    opens the first and closes the last. A mark that stands alone says “as above”.
    """
    marks = quotation_marks(copy.language)
    opening, closing = marks[0], marks[1]
    if opening == closing:
        return
    pending: dict[str, tuple[Passage, int]] = {}
    for passage in copy.passages:
        text = passage.plain("foreign")
        before = pending.pop(passage.kind, None)
        opened, stray = _unmatched(text, opening, closing)
        if before and text.lstrip().startswith((opening, "‘")):
            before = None
        elif before and stray:
            before, stray = None, stray[1:]
        if before:
            yield _unpaired(*before)
        for index in [*stray, *opened[1:]][:1]:  # the others will hardly be right before this is
            yield _unpaired(passage, index)
        if opened:
            pending[passage.kind] = (passage, opened[0])
    for left in pending.values():
        yield _unpaired(*left)


def _unmatched(text: str, opening: str, closing: str) -> tuple[list[int], list[int]]:
    """The marks that open without closing, and those that close without opening."""
    opened: list[int] = []
    stray: list[int] = []
    for index, character in enumerate(text):
        alone = not text[max(0, index - 1) : index + 2].strip(f" \n{character}")
        inches = text[index - 1 : index].isdigit()
        bare = inches and not text[index + 1 : index + 2].isalnum()
        if character == opening and not alone and not bare:
            opened.append(index)
        elif character == closing and opened:
            opened.pop()
        elif character == closing and not alone and not inches:
            stray.append(index)
    return opened, stray


def _unpaired(passage: Passage, index: int) -> Problem:
    text = passage.text[max(0, index - 20) : index + 21].replace("\n", " ").strip()
    return problem("quote-unpaired", passage.place(index), text=text)


def straight(copy: Copy) -> Iterator[Problem]:
    """A straight mark where the others are not; feet, inches and minutes have figures before."""
    others = set("".join(p.text for p in copy.passages)) & set("“”‘’„«»")
    for passage, text in copy.own() if others else ():
        for match in STRAIGHT.finditer(text):
            shown = text[max(0, match.start() - 15) : match.end() + 15].strip()
            yield problem("quote-straight", passage.place(match.start()), text=shown)


def single(copy: Copy) -> Iterator[Problem]:
    """Quotations in the inner marks of the language that stand within no other quotation."""
    marks = quotation_marks(copy.language)
    if marks[0] == marks[1]:
        return
    forms: dict[str, list[Use]] = {marks[:2]: [], marks[2:]: []}
    for passage in copy.passages:
        if passage.kind in READ:
            for pair, index in _outermost(passage.plain("foreign"), marks):
                shown = passage.text[index : index + 40]
                forms[pair].append(Use(passage, index, shown.split(pair[1])[0] + pair[1]))
    if not forms[marks[2:]]:
        return
    if copy.language not in EITHER and len(forms[marks[:2]]) < len(forms[marks[2:]]):
        first, count = forms[marks[2:]][0], len(forms[marks[2:]])
        yield _single(first, count, marks[:2])
        return
    for use, count in unusual(forms) if all(forms.values()) else ():
        other = marks[:2] if use.text[0] == marks[2] else marks[2:]
        yield _single(use, count, other)


def _outermost(text: str, marks: str) -> Iterator[tuple[str, int]]:
    """Each quotation within no other, by its marks and the index of the first."""
    depth, end = 0, -1
    for index, character in enumerate(text):
        if character == marks[0]:
            if depth == 0 and index > end:
                yield marks[:2], index
            depth += 1
        elif character == marks[1]:
            depth = max(0, depth - 1)
        elif character == marks[2] and depth == 0 and index > end:
            closing = re.compile(rf"(?<=[^\s]){marks[3]}(?!\w)").search(
                text, index, index + LONGEST
            )
            end = closing.start() if closing else end
            if closing and end - index > SHORT:
                yield marks[2:], index


def _single(use: Use, count: int, other: str) -> Problem:
    more = f" and {count - 1} more like it" if count > 1 else ""
    facts = {"text": use.text, "more": more, "marks": f"{other[0]}…{other[1]}"}
    return problem("quote-style", use.passage.place(use.index), **facts)
