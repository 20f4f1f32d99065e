"""What a rule of the copy-check is, and what it gets to see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefbuild.copy_check.passages import Note, Passage, Stretch
from briefbuild.model import Brief
from briefbuild.problems import Place, Problem


@dataclass(frozen=True)
class Copy:
    """A brief as an editor reads it."""

    brief: Brief
    passages: tuple[Passage, ...]
    """In reading order, each note behind the passage that calls it first; then the texts of the
    figures' ledger."""
    notes: tuple[Note, ...]
    """The notes of the sections, in the order of their first calls."""
    language: str
    """The brief's, `en-US`."""
    words: Mapping[str, str]
    """The house's fixed words in that language."""
    names: frozenset[str]
    """Names that the house or the brief wants unbroken: known, however they look."""

    figures: Mapping[str, Place]
    """Where each figure of the ledger stands in brief.yaml, by its id."""

    @property
    def base(self) -> str:
        """The language without country or script: `en`."""
        return self.language.split("-")[0]

    def own(self) -> Iterator[tuple[Passage, str]]:
        """Each passage with its text, but for what is in another language or shown as an address:
        LEFT_OUT stands for it, so that indexes hold. Titles that notes quote are still there."""
        for passage in self.passages:
            yield passage, passage.without(_is_foreign)

    def written(self) -> Iterator[tuple[Passage, str]]:
        """What the authors themselves wrote: as `own`, without what stands between quotation marks
        anywhere, and without notes, which are full of others' titles."""
        for passage in self.passages:
            if passage.kind != "note":
                yield passage, passage.without(_is_others)


def _is_foreign(part: Stretch, text: str) -> bool:
    """Whether a stretch is another language's, or a link that shows its address."""
    shown = text[part.begin : part.begin + len("https://")]
    address = shown.startswith(("http:", "https:", "www."))
    return part.kind == "foreign" or (part.kind == "link" and address)


def _is_others(part: Stretch, text: str) -> bool:
    """Whether a stretch is in words that aren't the authors'."""
    return part.kind == "quotation" or _is_foreign(part, text)


class Rule(NamedTuple):
    """A rule: the code of all problems that it gives, which is its name for editors too."""

    code: str
    find: Callable[[Copy], Iterator[Problem]]
