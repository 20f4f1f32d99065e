"""The stream of words that a reader fills, and what it meets along the way."""

from __future__ import annotations

import re

from briefbuild.verify.reading import (
    MAYBE,
    ReadCall,
    ReadHeading,
    ReadImage,
    Reading,
    ReadNote,
    ReadNumber,
    ReadTable,
    Words,
)
from briefbuild.verify.words import words_in

PART = re.compile(r"[^\W_][-\u2010\u00ad]?\Z")
"""A word, or a part of one, at the end of a line."""


class Stream:
    """Text in reading order: `text` adds characters, `edge` ends a word."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.calls: list[ReadCall] = []
        self.notes: list[ReadNote] = []
        self.headings: list[ReadHeading] = []
        self.images: list[ReadImage] = []
        self.links: list[str] = []
        self.numbers: list[ReadNumber] = []
        self.references: list[str] = []
        self.tables: list[ReadTable] = []
        self._rows: list[list[list[Words]]] = []  # of the tables that are being read
        self._heads: list[int] = []
        self._pending: list[str] = []

    def text(self, text: str) -> None:
        self._pending.append(text)

    def edge(self) -> int:
        """End the word here; how many words stand before."""
        self.words.extend(words_in("".join(self._pending)))
        self._pending.clear()
        return len(self.words)

    def line_end(self) -> None:
        """End the line here; what stands at its end may go on in the next one."""
        text = "".join(self._pending)
        self.edge()
        if PART.search(text):
            self.words[-1] += MAYBE

    @property
    def count(self) -> int:
        """How many words were read so far, with that of which only a part may be known."""
        return len(self.words) + len(words_in("".join(self._pending)))

    @property
    def has_text(self) -> bool:
        """Whether characters wait that are no word yet."""
        return any(text.strip() for text in self._pending)

    def since(self, start: int) -> tuple[str, ...]:
        """The words from the `start`th on; ends the word."""
        self.edge()
        return tuple(self.words[start:])

    def reading(self) -> Reading:
        self.edge()
        return Reading(
            tuple(self.words),
            tuple(self.calls),
            tuple(self.notes),
            tuple(self.headings),
            tuple(self.images),
            tuple(self.links),
            numbers=tuple(self.numbers),
            references=tuple(self.references),
            tables=tuple(self.tables),
        )

    def table(self) -> None:
        """A table begins here."""
        self._rows.append([])
        self._heads.append(0)

    def row(self, heads: bool) -> None:
        """A row of the table begins here; `heads` if it is one of those that name the columns."""
        if self._rows:
            self._rows[-1].append([])
            self._heads[-1] += heads

    def cell(self, words: Words) -> None:
        """A cell of the row with these words."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(words)

    def table_ends(self) -> None:
        rows = tuple(tuple(row) for row in self._rows.pop())
        self.tables.append(ReadTable(rows, self._heads.pop()))

    def number(self, text: str) -> None:
        """The number of the list's item that begins here."""
        self.numbers.append(ReadNumber(text.strip(), self.edge()))

    def note(self, mark: str, body: Stream, pages: tuple[int, ...] = ()) -> None:
        """A note with what was read of its body."""
        made = body.reading()
        self.notes.append(ReadNote(mark, made.words, made.links, pages, made.numbers))
