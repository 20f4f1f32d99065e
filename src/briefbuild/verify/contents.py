"""Whether a table of contents is true: each entry names a heading, and the page it stands on.

No section between them may be left out. What stands behind the last one may be back matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbuild.verify.reading import MAYBE

Words = tuple[str, ...]


class Entry(NamedTuple):
    """A heading as it stands on its page, or as the contents have it with the page they print."""

    words: Words
    page: int
    """From 1."""
    level: int = 0
    """The heading's, from 1; the contents don't say it."""


def entry_of(words: Words) -> Entry:
    """A line of the contents: the heading's words, then the number of its page (else 0)."""
    if words and words[-1].isdecimal():
        return Entry(words[:-1], int(words[-1]))
    return Entry(words, 0)


def untrue(entries: Sequence[Entry], headings: Sequence[Entry]) -> Iterator[dict[str, str]]:
    """What is wrong in a table of contents, whose entries are in the order of the headings."""
    rest, sections = list(headings), None
    for entry in entries:
        item = " ".join(entry.words).replace(MAYBE, "")
        place = next((n for n, h in enumerate(rest) if _same(h.words, entry.words)), None)
        if place is None:
            yield {"item": item, "reason": "is in the contents, but no such heading follows"}
            continue
        if rest[place].page != entry.page:
            where = f"on page {rest[place].page}, and in the contents on {entry.page or 'none'}"
            yield {"item": item, "reason": f"stands {where}"}
        sections = sections or rest[place].level
        for left in rest[:place]:
            if left.level == sections:
                yield {"item": " ".join(left.words), "reason": "is not in the contents"}
        del rest[: place + 1]


def _same(one: Words, other: Words) -> bool:
    """Whether two readings of a heading are the same, whatever ends of lines they run over."""
    return _letters(one) == _letters(other)


def _letters(words: Words) -> str:
    """A heading's letters: a style may set it in capitals, and not its line in the contents."""
    return "".join(words).replace(MAYBE, "").casefold()
