"""Attributes and depths on which pandoc gives up, named at their place and made plain.

Braces on a line of their own are attributes of what follows. Where the next line begins with a
blank, or with more braces and then text, pandoc 3.9 reads nothing of the whole text (“Error at
(line 4, column 6)”). That is a problem; without the braces the text is read again, character for
character, so that all other problems of the brief are still found at their places.
"""

from __future__ import annotations

import re

from briefbuild.positions import Origin
from briefbuild.problems import Place, Problem, problem

STOPPED = re.compile(r"Error at \(line (\d+), column (\d+)\)")
PLAIN = str.maketrans("{}", "()")
DEPTH = re.compile(r"(?:[>*+\[_~^-][ \t]*){90,}")
"""A run of signs that open something within each other, more than the reader's hundred levels."""


OPENINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
"""What opens a passage that isn't read, and what closes it (CommonMark 0.31, 6.6)."""
MANY = 50  # for each opening, pandoc 3.9 looks through the whole rest of the text


def unclosed(text: str, opening: str) -> list[int]:
    """Where such signs stand that nothing closes, since all closing signs are above."""
    end = max(0, text.rfind(OPENINGS[opening]))
    return [match.start() for match in re.compile(re.escape(opening)).finditer(text, end)]


def without_openings(text: str) -> str:
    """The text with `(` for the `<` of what is never closed, where that stands so often that the
    reader would take hours."""
    for opening, closing in OPENINGS.items():
        if len(unclosed(text, opening)) > MANY:
            end = max(0, text.rfind(closing))
            text = text[:end] + text[end:].replace(opening, "(" + opening[1:])
    return text


def without_braces(text: str, error: str, origin: Origin | None) -> tuple[str, Problem]:
    """The text with the braces at which pandoc stopped made plain, `(#a)`, and the problem.

    They stand in the line that the error names, or are the last ones above it. The text comes back
    empty when the error is another one, for which nothing helps.
    """
    stopped = STOPPED.search(error)
    if not stopped:
        return "", _refusal(None, reason=error, hint="make the text simpler")
    line, column = int(stopped[1]), int(stopped[2])
    lines = text.split("\n")
    braced = [n for n, content in enumerate(lines[:line], 1) if "{" in content]
    if not braced:
        place = _place(origin, line, origin.character(line, column) if origin else column)
        return "", _refusal(place, reason=error, hint="make the text simpler here")
    last = braced[-1]
    content = lines[last - 1]
    lines[last - 1] = content.translate(PLAIN)
    return "\n".join(lines), _refusal(
        _place(origin, last, content.index("{") + 1),
        reason=f"it can’t tell what these braces belong to: “{content.strip()[:60]}”",
        hint="write them directly behind what they belong to, on its line; to print one, write \\{",
    )


def without_depths(text: tuple[str, str], origin: Origin) -> tuple[tuple[str, str], list[Problem]]:
    """A (format, text) pair with blanks for what is nested too deeply, and a problem for each."""
    form, content = text
    problems = []
    runs = [match for match in DEPTH.finditer(content) if not _is_ruler(match)]
    for match in runs:
        reason = "lists, quotations or emphasis are nested more than a hundred deep"
        hint = f"take these signs out: {match[0][:12].strip()} …"
        problems.append(_refusal(origin.place(match.start()), reason=reason, hint=hint))
    blanked = DEPTH.sub(lambda m: m[0] if _is_ruler(m) else " " * len(m[0]), content)
    return (form, blanked), problems


def _is_ruler(run: re.Match[str]) -> bool:
    """Whether signs without blanks make a line of their own, or a heading of the line above."""
    return set(run[0].strip()) in ({"-"}, {"_"}, {"*"})


def _refusal(place: Place | None, *, reason: str, hint: str) -> Problem:
    return problem("pandoc-failed", place, reason=" ".join(reason.split()), hint=hint)


def _place(origin: Origin | None, line: int, column: int) -> Place | None:
    return Place(*origin.pos((line, column, line, column))) if origin else None
