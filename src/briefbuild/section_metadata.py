"""Metadata within a section: what other programs keep at a file's head belongs into brief.yaml.

Markdown reads the two lines of hyphens as a rule and as a heading of what stands between them, so
that the keys would be printed. They are told of as what they are, and taken out of the text that
is read, line for line, so that all else is found at its place.
"""

from __future__ import annotations

import re

from briefbuild.problems import Place, Problem, problem

BLOCK = re.compile(
    r"(?:\A|(?<=\n\n))---[ \t]*\n"
    r"(?=[ \t]*[A-Za-z][\w-]*:(?:[ \t]|\n))"  # the first line is a key
    r"(?P<lines>(?:[ \t]*[A-Za-z][\w -]*:(?:[ \t].*)?\n|[ \t]+\S.*\n|[ \t]*-[ \t].*\n|#.*\n)+)"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def without_metadata(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text with empty lines for each block of metadata, and a problem for each."""
    found = []
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        first = match["lines"].split("\n")[0].strip()
        found.append(problem("section-metadata", Place(file, line, 1), text=first[:60]))
    return BLOCK.sub(lambda m: "\n" * m[0].count("\n"), text), found
