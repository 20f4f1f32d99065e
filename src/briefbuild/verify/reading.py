"""What a finished file turns out to hold, read back: one shape for every format."""

from __future__ import annotations

from dataclasses import dataclass


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
class ReadNote:
    """A note's body as it stands in the file."""

    mark: str
    words: tuple[str, ...]
    pages: tuple[int, ...] = ()
    """Every page on which a part of the body stands, from 1."""


@dataclass(frozen=True)
class ReadHeading:
    level: int
    """1 for a section's heading, 0 for the title."""
    words: tuple[str, ...]


@dataclass(frozen=True)
class ReadImage:
    """A picture with its alternative text."""

    alt: str
    digest: str | None = None
    """SHA-256 of the picture's bytes where the format embeds them as they are."""
    caption: tuple[str, ...] = ()
    """The words of its caption, label, credit and source included."""


@dataclass(frozen=True)
class Reading:
    """The contents in reading order. Words are those of `verify.words.words_in`."""

    words: tuple[str, ...]
    """The main text: title, headings, paragraphs, captions, credits, tables, front matter;
    without note bodies and without the marks of calls."""
    calls: tuple[ReadCall, ...]
    notes: tuple[ReadNote, ...]
    headings: tuple[ReadHeading, ...]
    images: tuple[ReadImage, ...]
    links: tuple[str, ...]
    """External targets (http, https, mailto, doi) in order; those within notes included,
    at the place of the note's body."""
