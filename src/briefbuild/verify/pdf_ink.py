"""Whether a PDF's words can be seen: each letter is looked for on the drawn page.

A word that is off the page, tiny, as pale as the paper, clipped or covered reads perfectly in
extracted text. So the page is drawn, and where a letter's strokes are to be, there must be ink;
words that stand upon each other have ink, and can't be read all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from PIL import Image

from briefbuild.verify.pdf_text import MARGIN, Box, Character, Pages
from briefbuild.verify.words import words_in

SMALLEST = 3.99
"""Points: smaller letters are not meant to be read."""
OVERHANG = 0.5
"""Points by which a letter's box may stick out of the page."""
SCALE = 1.5
"""Pixels per point of the drawn page."""
FAINTEST = 24
"""The least difference of grey, of 255, between the ink and the paper of a word that shows."""
NARROWEST = 0.1
"""The mean width of a word's letters, of their height; common ones have 0.4."""
ENOUGH = 3
"""Letters that tell a word's mean width."""
UPON = 0.5
"""The part of a letter that may lie upon another word's."""
CELL = 12.0
"""Points of a square of the page in which letters are compared with each other."""

Word = list[Character]


class Unseen(NamedTuple):
    """A word that a reader can't see."""

    text: str
    reason: str
    content: int
    """The number of its marked content, MARGIN for one of the page's margin."""
    before: int
    """How many words stand before it in its content."""


def unseen(pages: Pages, number: int) -> Iterator[Unseen]:
    """The words of a page that a reader can't see; those of a drawing are left out, which may have
    letters under others."""
    picture, drawn, edges = pages.drawn(number, SCALE)
    page = pages.pages[number]
    contents = {**page.content, MARGIN: page.margins}
    found = [
        (content, before, word)
        for content, characters in contents.items()
        for before, word in _counted(characters)
        if any(c.text.isalnum() for c in word)
    ]
    upon = _upon_others([word for *_, word in found])
    for index, (content, before, word) in enumerate(found):
        reason = _hidden(word, edges, drawn, picture)
        if not reason and index in upon:
            reason = "stands upon other words"
        if reason:
            yield Unseen("".join(c.text for c in word), reason, content, before)


def _counted(characters: Sequence[Character]) -> Iterator[tuple[int, Word]]:
    """Words between spaces, each with how many words as the proof counts them stand before it."""
    before = 0
    for word in _words(characters):
        yield before, word
        before += len(words_in("".join(c.text for c in word)))


def _words(characters: Sequence[Character]) -> Iterator[Word]:
    word: Word = []
    for character in characters:
        if character.text.isspace():
            if word:
                yield word
            word = []
        else:
            word.append(character)
    if word:
        yield word


def _hidden(word: Word, edges: Box, drawn: Box, picture: Image.Image) -> str:
    """Why a reader can't see the word; nothing for one that shows.

    `edges` are the page's when it is trimmed; `drawn` is what `picture` shows, a press PDF's sheet.
    """
    if any(not edges.holds(c.box) for c in word):
        return "is off the page"
    if any(_cuts(edges, c.box) for c in word):
        return "is cut by the page’s edge"
    if any(c.size < SMALLEST for c in word):
        return "is too small to be read"
    if any(c.mirrored for c in word):
        return "is mirrored"
    widths = [c.box.right - c.box.left for c in word]
    if len(word) >= ENOUGH and sum(widths) < NARROWEST * sum(c.box.height for c in word):
        return "is squeezed until it can’t be read"
    return "" if _shows(word, drawn, picture) else "can’t be seen on the page"


def _cuts(edges: Box, box: Box) -> bool:
    """Whether a box sticks out by more than a letter's own overhang."""
    over = max(edges.left - box.left, box.right - edges.right)
    return max(over, edges.bottom - box.bottom, box.top - edges.top) > OVERHANG


def _shows(word: Word, drawn: Box, picture: Image.Image) -> bool:
    """Whether there is ink in the place of each letter.

    The ground is what there is most of in and around the word.
    """
    left, right = min(c.box.left for c in word), max(c.box.right for c in word)
    bottom, top = min(c.box.bottom for c in word), max(c.box.top for c in word)
    around = picture.crop(_area(Box(left, bottom, right, top), drawn))
    if around.width < 1 or around.height < 1:
        return False
    darkest, lightest = cast(tuple[int, int], around.getextrema())
    if lightest - darkest < FAINTEST:
        return False
    counts = around.histogram()
    ground = counts.index(max(counts))
    for character in word:
        ink = character.ink
        if character.text.isalnum() and ink.right > ink.left and ink.top > ink.bottom:
            low, high = cast(tuple[int, int], picture.crop(_area(ink, drawn)).getextrema())
            if max(ground - low, high - ground) < FAINTEST:
                return False
    return True


def _area(box: Box, drawn: Box) -> tuple[int, int, int, int]:
    """The pixels that a box of the page touches."""
    return (
        int((box.left - drawn.left) * SCALE),
        int((drawn.top - box.top) * SCALE),
        int((box.right - drawn.left) * SCALE) + 1,
        int((drawn.top - box.bottom) * SCALE) + 1,
    )


def _upon_others(words: Sequence[Word]) -> set[int]:
    """The words of which a letter lies upon another word's."""
    found: set[int] = set()
    cells: dict[tuple[int, int], list[tuple[int, Box]]] = {}
    for index, word in enumerate(words):
        for character in word:
            ink = character.ink
            if not character.text.isalnum() or ink.right <= ink.left or ink.top <= ink.bottom:
                continue
            across = range(int(ink.left / CELL), int(ink.right / CELL) + 1)
            down = range(int(ink.bottom / CELL), int(ink.top / CELL) + 1)
            for cell in ((x, y) for x in across for y in down):
                others = cells.setdefault(cell, [])
                found.update(index for other, box in others if other != index and _meet(ink, box))
                others.append((index, ink))
    return found


def _meet(one: Box, other: Box) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    if width <= 0 or height <= 0:
        return False
    smaller = min((b.right - b.left) * b.height for b in (one, other))
    return width * height > UPON * smaller
