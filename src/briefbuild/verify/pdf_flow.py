"""The text of a PDF on its way into words: where a line ends, where a letter follows another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefbuild.verify.pdf_text import Box, Character
from briefbuild.verify.stream import Stream

WORD_GAP = 0.15
"""Of the height of the line: characters further apart than this are two words."""
SPACE_GAP = 0.03
"""The same where the structure has a space between them: narrower, it can't be seen."""


@dataclass
class Flow:
    """Text on the way: the stream that takes it, and where the character before it stood."""

    stream: Stream = field(default_factory=Stream)
    raw: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    first: Character | None = None
    last: Character | None = None
    """The character before, as long as nothing ends its word."""
    letter: Character | None = None
    """The last one that is no space: PDFium puts those between words, of any height."""
    entry: bool = False
    """Whether it is a line of the table of contents, where a Reference is no note's call."""
    spaced: bool = False
    """Whether a space stands by itself behind it; on the page that is a mere distance."""

    def edge(self) -> int:
        self.last = None
        return self.stream.edge()

    def add(self, page: int, characters: Sequence[Character]) -> None:
        """The characters of one piece of marked content, which is seldom more than a line."""
        same_piece = False
        for character in characters:
            self._join(page, character, same_piece)
            self.stream.text(character.text)
            self.raw.append(character.text)
            self.first = self.first or character
            self.last, self.spaced = character, False
            if not character.text.isspace():
                self.letter = character
            same_piece = True
            if self.pages[-1:] != [page]:
                self.pages.append(page)

    def is_above(self, page: int, characters: Sequence[Character]) -> bool:
        """Whether a line stands higher than the one before it, of the same paragraph and page."""
        letters = [c for c in characters if not c.text.isspace()]
        if self.last is None or self.letter is None or not letters or self.pages[-1:] != [page]:
            return False
        return letters[0].box.above(self.letter.box)

    def _join(self, page: int, character: Character, same_piece: bool) -> None:
        """Whether the character goes on where the last one stood, after a space, or a line on."""
        if self.last is None:
            return
        on_line = self.pages[-1:] == [page] and character.box.level_with(self.last.box)
        least = SPACE_GAP if self.spaced else WORD_GAP
        if on_line and (same_piece or _gap(self.last.box, character.box) < least):
            return
        if on_line or not character.text.isalnum():
            self.stream.text(" ")
        else:
            self.stream.line_end()


def _gap(one: Box, other: Box) -> float:
    """How far apart two characters are, by the height of their line."""
    return max(other.left - one.right, one.left - other.right) / max(one.height, 0.1)
