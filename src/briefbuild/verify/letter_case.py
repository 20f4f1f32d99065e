"""Changes of case that a style makes, which are looks and no other words.

CSS sets words in capitals or small letters, or each with a capital (`text-transform`), a block as a
whole or its first line alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefbuild.style_sheets import pieces
from briefbuild.verify.align import differences

CAPITALS = frozenset({"uppercase"})
"""What is taken for the style's doing where nothing is known of it."""
FIRST_LINE = "::first-line"
NAMED = re.compile("text-transform|first-line", re.IGNORECASE)
"""What a sheet without escapes holds that changes a case; most hold none, and needn't be parsed."""


def cases_of(sheets: Mapping[str, str]) -> frozenset[str]:
    """The values of text-transform in style sheets, and FIRST_LINE where a rule has such a part."""
    some = {f: css for f, css in sheets.items() if "\\" in css or NAMED.search(css)}
    written = [piece for file, css in some.items() for piece in pieces(css, file)]
    values = {p.text for p in written if p.kind == "declaration" and p.name == "text-transform"}
    lines = {FIRST_LINE for p in written if p.kind == "rule" and "first-line" in p.text}
    return CAPITALS | values | lines


def as_written(
    words: Sequence[str], expected: Sequence[str], cases: frozenset[str]
) -> tuple[str, ...]:
    """The words with the source's case wherever a style may have changed it."""
    made = list(words)
    drift = differences(*([*map(str.casefold, text)] for text in (expected, words)))
    ends = [*((d.a0, d.b0) for d in drift), (len(expected), len(words))]
    starts = [(0, 0), *((d.a1, d.b1) for d in drift)]
    for (a, b), (end, _) in zip(starts, ends, strict=True):
        for n in range(end - a):
            if is_changed(expected[a + n], made[b + n], cases):
                made[b + n] = expected[a + n]
    return tuple(made)


def is_changed(word: str, found: str, cases: frozenset[str]) -> bool:
    """Whether what was found is the word in another case that the style may give it."""
    return (
        found == word.upper()
        or ("lowercase" in cases and found == word.lower())
        or ("capitalize" in cases and found == word[:1].upper() + word[1:])
        or (
            FIRST_LINE in cases
            and any(found == word[:n].upper() + word[n:] for n in range(len(word)))
        )
    )
