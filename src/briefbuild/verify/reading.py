"""What a finished file turns out to hold, read back: one shape for every format.

Words are those of `verify.words`. In a format with lines (PDF) a word may end with `MAYBE`: a line
ends there, so it may be the first part of the word that follows; `verify.settle` decides that
with the source's words at hand, never blindly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOWHERE = -1
"""In the place of a number of words, where that isn't known."""
MAYBE = "\u00ad"
Words = tuple[str, ...]


@dataclass(frozen=True)
class ReadCall:
    """A note's call in the text."""

    mark: str
    """As printed: "7" or "*"."""
    after: int
    """How many words of the main text stand before it."""
    page: int | None = None
    """From 1; only where the format has pages."""


@dataclass(frozen=True)
class ReadNumber:
    """What a reader sees before an item of a numbered list."""

    text: str
    after: int
    """How many words of the main text, or of the note it stands in, are before it."""


@dataclass(frozen=True)
class ReadNote:
    """A note's body as it stands in the file."""

    mark: str
    words: Words
    links: Words = ()
    """The external targets within it, in order."""
    pages: tuple[int, ...] = ()
    """The pages on which the parts of the body stand, from 1, in reading order."""
    numbers: tuple[ReadNumber, ...] = ()


@dataclass(frozen=True)
class ReadHeading:
    level: int
    """As the format counts; 0 where it knows a title that is no heading."""
    words: Words


@dataclass(frozen=True)
class ReadImage:
    """A picture with its alternative text."""

    alt: str
    """With the long description that it points to at its end."""
    digest: str | None = None
    """SHA-256 of the picture's bytes where the format embeds them as they are."""
    caption: Words = ()
    """The words of its caption, label, credit and source included."""
    look: bytes | None = None
    """A thumbnail (`verify.looks`), where the picture can be drawn."""
    forms: tuple[str, ...] = ()
    """SHA-256 of its other forms, which a reader may show instead, without what describes them."""
    lettering: tuple[str, ...] | None = None
    """The pieces of text that are drawn in it, where the format has them by themselves."""


@dataclass(frozen=True)
class ReadTable:
    """A table's cells, row by row, the heads' rows first."""

    rows: tuple[tuple[Words, ...], ...]
    heads: int
    """How many rows name the columns, and say that they do."""


@dataclass(frozen=True)
class ReadFault:
    """A fault of the file at a word, such as one that can't be seen."""

    item: str
    reason: str
    after: int
    """How many words of the main text, or of the note it stands in, are before it."""
    note: str | None = None
    """The mark of the note that it stands in."""


@dataclass(frozen=True)
class ReadMargin:
    """What stands above and below the text of a page."""

    pieces: tuple[str, ...]
    blank: bool = False
    """Whether nothing of the document stands on the page."""
    padding: bool = False
    """Whether the page was added behind the document's own, to fill a printer's sheet."""


@dataclass(frozen=True)
class Reading:
    """The contents in reading order."""

    words: Words
    """The main text: title, headings, paragraphs, captions, credits, tables, front matter;
    without note bodies and without the marks of calls."""
    calls: tuple[ReadCall, ...] = ()
    notes: tuple[ReadNote, ...] = ()
    headings: tuple[ReadHeading, ...] = ()
    images: tuple[ReadImage, ...] = ()
    links: Words = ()
    """External targets (http, https, mailto) in the main text, in order."""
    pages: int | None = None
    """How many, where the format has pages."""
    numbers: tuple[ReadNumber, ...] = ()
    """Those of the main text's lists, in order."""
    references: Words = ()
    """The ids within the document to which the main text's links lead, in order."""
    tables: tuple[ReadTable, ...] = ()
    """Those of the main text, in order."""
    margins: tuple[ReadMargin, ...] = ()
    """Those of each page, where the format has pages."""
    faults: tuple[Mapping[str, str], ...] = field(default=())
    """What is wrong with the file whatever the source says: `item` and `reason` of each, such as
    a word that can't be seen."""
    located: tuple[ReadFault, ...] = ()
    """The same, of which it is known where in the text they are."""
    styled: tuple[Mapping[str, str], ...] = field(default=())
    """What a style says that hides text or may: `code`, `selector`, `declaration`, `reason`,
    `text`."""
