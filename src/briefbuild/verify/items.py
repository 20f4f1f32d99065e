"""What a finished file must hold, as values: each with the place where the editor wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefbuild.problems import Place
from briefbuild.verify.letter_case import CAPITALS

if TYPE_CHECKING:  # it lays pages out
    from briefbuild.render.pages.margin_boxes import MarginBoxes


class Word(NamedTuple):
    text: str
    place: Place | None = None
    part: str = ""
    """What it stands in: "caption", "table-caption", "label", "credit", or "" for plain text."""
    reference: str = ""
    """The id that it refers to, in a cross-reference; its place is then the reference's."""


@dataclass(frozen=True)
class Call:
    mark: str
    after: int
    """How many words of the main text stand before it."""
    place: Place | None = None
    part: str = ""
    """What it stands in, as for words."""
    note: Note | None = None
    """The body that stands in it; a further call of the same note has none."""


@dataclass(frozen=True)
class Number:
    """What stands before an item of a numbered list."""

    text: str
    """With its signs: “98.”, “(iv)”."""
    after: int
    """How many words of the main text, or of the note it stands in, are before it."""
    place: Place | None = None


@dataclass(frozen=True)
class Note:
    mark: str
    words: tuple[Word, ...]
    links: tuple[str, ...] = ()
    place: Place | None = None
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Heading:
    """`level` 0 is the title; None is a component's title, which a format may make a heading."""

    level: int | None
    words: tuple[str, ...]
    place: Place | None = None
    located: tuple[Word, ...] = ()
    """The same words, each with its place and part."""


@dataclass(frozen=True)
class Image:
    target: str
    alt: str
    """Its alternative text, and its long description after it."""
    caption: tuple[str, ...] = ()
    place: Place | None = None
    digests: frozenset[str] = frozenset()
    """SHA-256 of the figure's built files."""
    look: bytes | None = None
    """Its thumbnail (`verify.looks`)."""
    lettering: tuple[str, ...] = ()
    """The texts that stand in a drawing."""


@dataclass(frozen=True)
class Link:
    target: str
    place: Place | None = None


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    """The words of each cell, row by row, the head's rows first."""
    heads: int
    """How many rows are the head's."""
    place: Place | None = None


@dataclass(frozen=True)
class Inventory:
    """Everything in reading order; words, links, numbers and tables are the main text's, without
    notes."""

    words: tuple[Word, ...]
    calls: tuple[Call, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[Heading, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The ids that stand in the tree."""
    numbers: tuple[Number, ...] = ()
    references: tuple[Link, ...] = ()
    """Links within the brief, by the ids that they lead to."""
    tables: tuple[Table, ...] = ()
    cases: frozenset[str] = CAPITALS
    """The changes of case that the style makes (`verify.letter_case`)."""
    margins: MarginBoxes | None = None
    """What stands in the margins of printed pages; None where that isn't known."""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)
